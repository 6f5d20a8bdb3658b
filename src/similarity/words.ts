import { cleanText } from '../text/clean.ts';
import { type Fingerprint, MAX_TOKENS } from '../text/fingerprint.ts';
import { WEIGHT_STEP } from '../text/prior.ts';
import { sentenceStarts } from '../text/sentences.ts';
import { fold } from '../text/stem.ts';
import { termOf } from '../text/terms.ts';
import { PAIR, type Tokens, tokenize } from '../text/tokenize.ts';

/** All words of an article's text in order, function words too, with their places in the text as it was sent. */
export interface Words {
  text: string;
  /** Offsets in UTF-16 units, end exclusive. */
  starts: number[];
  ends: number[];
  kinds: number[];
  /** The same number for the same word, whatever its case, in all texts that were read with one vocabulary. */
  ids: number[];
  /** 1 where furniture stands between this word and the one before. */
  gaps: number[];
  /** Hash of each word's term, and what it weighs in nats: 0 for function words. */
  terms: number[];
  weights: number[];
  /** Which word each sentence begins with. */
  sentences: number[];
}

/**
 * Reads as much of a text as its fingerprint was taken of.
 * @param learned hashes of lines that are furniture in its source, as the fingerprint was taken with.
 */
export const readWords = (
  text: string,
  fingerprint: Fingerprint,
  vocabulary: Map<string, number>,
  learned?: ReadonlySet<number>,
): Words => {
  const words: Words = {
    text,
    starts: [],
    ends: [],
    kinds: [],
    ids: [],
    gaps: [],
    terms: [],
    weights: [],
    sentences: [],
  };
  const weights = weightTable(fingerprint);
  let last = 0;
  for (const line of cleanText('', text, learned).body) {
    if (words.ids.length > MAX_TOKENS) break;
    const first = words.ids.length;
    const starts = sentenceStarts(text, line.start, line.end);
    starts.forEach((start, i) => {
      words.sentences.push(words.ids.length);
      addWords(words, start, starts[i + 1] ?? line.end, vocabulary, weights);
    });
    if (words.ids.length > first) words.gaps[first] = text.slice(last, line.start).trim() === '' ? 0 : 1;
    last = line.end;
  }
  return words;
};

const addWords = (
  words: Words,
  from: number,
  to: number,
  vocabulary: Map<string, number>,
  weights: Map<number, number>,
): void => {
  const tokens: Tokens = { starts: [], ends: [], kinds: [], capitals: [] };
  tokenize(words.text, from, to, tokens);
  tokens.starts.forEach((start, i) => {
    const kind = tokens.kinds[i] as number;
    const end = wholeCharacter(words.text, tokens.ends[i] as number);
    const word = words.text.slice(start, end);
    const term = termOf(words.text.slice(start, tokens.ends[i]), kind).hash;
    words.starts.push(start);
    words.ends.push(end);
    words.kinds.push(kind);
    words.ids.push(numberOf(fold(word), vocabulary));
    words.gaps.push(0);
    words.terms.push(term);
    words.weights.push(weights.get(term) ?? 0);
  });
};

/** The tokenizer knows a letter beyond the basic plane by its first half. */
const wholeCharacter = (text: string, end: number): number =>
  (text.codePointAt(end - 1) as number) > 0xffff ? end + 1 : end;

const numberOf = (word: string, vocabulary: Map<string, number>): number => {
  const known = vocabulary.get(word);
  if (known !== undefined) return known;
  vocabulary.set(word, vocabulary.size);
  return vocabulary.size - 1;
};

const weightTable = ({ hashes, weights }: Fingerprint): Map<number, number> => {
  const table = new Map<number, number>();
  hashes.forEach((hash, i) => {
    table.set(hash, (weights[i] as number) * WEIGHT_STEP);
  });
  return table;
};

/** A word that one article in twenty has (nats, from the prior) tells a reader nothing about why two texts are alike. */
const WEIGHTY = 3;
/** More words than these tell no more. */
const MOST_SHOWN = 12;

/** The weighty ones of words[from, to) whose terms are wanted, as they stand in the text, heaviest first. */
export const weightyWords = (words: Words, from: number, to: number, wanted: (term: number) => boolean): string[] => {
  const found: { start: number; end: number; weight: number; kind: number }[] = [];
  const seen = new Set<number>();
  for (let k = from; k < to; k++) {
    const [term, weight] = [words.terms[k] as number, words.weights[k] as number];
    if (weight < WEIGHTY || seen.has(term) || !wanted(term)) continue;
    seen.add(term);
    const [start, end, kind] = [words.starts[k] as number, words.ends[k] as number, words.kinds[k] as number];
    const last = found.at(-1);
    // Overlapping pairs of letters are one word again.
    if (kind === PAIR && last !== undefined && last.kind === PAIR && start < last.end) last.end = end;
    else found.push({ start, end, weight, kind });
  }
  found.sort((x, y) => y.weight - x.weight || x.start - y.start);
  return found.slice(0, MOST_SHOWN).map(({ start, end }) => words.text.slice(start, end));
};
