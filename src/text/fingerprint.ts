import { type CleanText, cleanText } from './clean.ts';
import { type Dateline, readDateline } from './dateline.ts';
import { mix32 } from './hash.ts';
import type { Line } from './lines.ts';
import { FUNCTION_CLASS, TOP_CLASS } from './prior.ts';
import { quotedSpans } from './quotes.ts';
import { sentenceStarts } from './sentences.ts';
import { type Term, termOf } from './terms.ts';
import { PAIR, type Tokens, tokenize } from './tokenize.ts';

/** Raised whenever the same text would give another fingerprint. */
export const FINGERPRINT_VERSION = 1;
/** A text of fewer tokens is too short to judge: it is placed alone, and the placement says so. */
export const MIN_TOKENS = 40;
/** Longer texts are compared by their first part; 6,000 words are ten times a long news story. */
export const MAX_TOKENS = 6000;
/** Terms kept as anchors for retrieval, rarest first. */
export const ANCHORS = 48;

/** The term is a name: written with a capital where no sentence starts. */
export const NAME = 1;
export const NUMERAL = 2;
export const WEEKDAY = 4;

/** All that is kept of a text to compare it. The words that say something, in order, as indices into a table of unique terms. */
export interface Fingerprint {
  /** Unique terms, hashed, ascending. */
  hashes: Uint32Array;
  /** Weight class of each term, 0..15. */
  weights: Uint8Array;
  /** NAME, NUMERAL of each term. */
  flags: Uint8Array;
  /** Indices of terms in text order; words without weight are left out. */
  sequence: Uint16Array;
  /** Where each sentence begins in `sequence`. The headline is the first, possibly empty. */
  sentences: Uint16Array;
  /** Direct speech: start and end (exclusive) in `sequence`, in turn. */
  quotes: Uint16Array;
  /** How many of the sentences are the lead: headline and first paragraphs. */
  lead: number;
  /** Where the dispatch was written, its day of the month, and the agency credited: hashes, 0 where unknown. */
  place: number;
  day: number;
  credit: number;
  /** Number of tokens of the cleaned text, all words counted. */
  tokens: number;
  /** 53-bit hash of the cleaned text: equal for texts that differ in furniture, case and punctuation only. */
  digest: number;
  /** The rarest terms, rarest first, at most ANCHORS. */
  anchors: Uint32Array;
}

/** Words that make up the lead, and the fewest sentences that do. */
const LEAD_TOKENS = 60;
const LEAD_SENTENCES = 2;

/** Takes the fingerprint of an article. Pure; about 100 µs for 400 words. */
export const takeFingerprint = (article: { title: string; text: string }): Fingerprint => {
  const draft = new Draft();
  const clean = cleanText(article.title, article.text);
  draft.addSentence(clean.headline, 0, clean.headline.length, []);
  const dateline = findDateline(clean);
  for (const line of clean.body) {
    const from = line === clean.body[dateline.line] ? line.start + dateline.length : line.start;
    const quotes = quotedSpans(clean.text, from, line.end);
    const starts = sentenceStarts(clean.text, from, line.end);
    starts.forEach((start, i) => {
      draft.addSentence(clean.text, start, starts[i + 1] ?? line.end, quotes);
    });
  }
  return { ...draft.finish(), place: dateline.place, day: dateline.day, credit: dateline.credit };
};

/** A dateline opens one of the first paragraphs; a byline or a summary may stand above it. */
const DATELINE_LINES = 3;

const findDateline = (clean: CleanText): Dateline & { line: number } => {
  for (let i = 0; i < Math.min(DATELINE_LINES, clean.body.length); i++) {
    const { start, end } = clean.body[i] as Line;
    const dateline = readDateline(clean.text.slice(start, end));
    if (dateline.length > 0) return { ...dateline, line: i };
  }
  return { ...readDateline(''), line: -1 };
};

interface Entry {
  hash: number;
  weight: number;
  flags: number;
  count: number;
  capital: number;
  lower: number;
  order: number;
}

/** Collects sentences into a fingerprint. */
class Draft {
  private readonly entries = new Map<number, Entry>();
  private readonly occurrences: Entry[] = [];
  private readonly sentences: number[] = [];
  private readonly quotes: number[] = [];
  private tokens = 0;
  private lead = 0;
  private low = 0x2545f491;
  private high = 0x1b873593;

  addSentence(text: string, from: number, to: number, quotes: number[]): void {
    const headline = this.sentences.length === 0;
    this.sentences.push(this.occurrences.length);
    if (this.tokens > MAX_TOKENS) return;
    const tokens: Tokens = { starts: [], ends: [], kinds: [], capitals: [] };
    tokenize(text, from, to, tokens);
    for (let i = 0; i < tokens.starts.length; i++) {
      const start = tokens.starts[i] as number;
      const term = termOf(text.slice(start, tokens.ends[i]), tokens.kinds[i] as number);
      if (!headline) this.digest(term.hash);
      if (term.weight <= FUNCTION_CLASS && !term.number) continue;
      const entry = this.entry(term);
      entry.count++;
      if (tokens.kinds[i] !== PAIR && !headline) {
        if (tokens.capitals[i] === 0) entry.lower++;
        else if (i > 0) entry.capital++;
      }
      this.markQuote(start, quotes);
      this.occurrences.push(entry);
    }
    if (!headline) this.tokens += tokens.starts.length;
    if (this.tokens - tokens.starts.length < LEAD_TOKENS || this.sentences.length <= LEAD_SENTENCES + 1)
      this.lead = this.sentences.length;
  }

  private entry(term: Term): Entry {
    const known = this.entries.get(term.hash);
    if (known !== undefined) return known;
    const made = {
      hash: term.hash,
      weight: term.weight,
      flags: term.number ? NUMERAL : term.day ? WEEKDAY : 0,
      count: 0,
      capital: 0,
      lower: 0,
      order: 0,
    };
    this.entries.set(term.hash, made);
    return made;
  }

  private digest(hash: number): void {
    this.low = mix32(this.low ^ hash);
    this.high = mix32(Math.imul(this.high, 31) ^ hash);
  }

  private markQuote(offset: number, quotes: number[]): void {
    const at = this.occurrences.length;
    for (let i = 0; i < quotes.length; i += 2) {
      if (offset < (quotes[i] as number) || offset >= (quotes[i + 1] as number)) continue;
      if (this.quotes.at(-1) === at) this.quotes[this.quotes.length - 1] = at + 1;
      else this.quotes.push(at, at + 1);
      return;
    }
  }

  finish(): Omit<Fingerprint, 'place' | 'day' | 'credit'> {
    const sorted = [...this.entries.values()].sort((a, b) => a.hash - b.hash);
    sorted.forEach((entry, i) => {
      entry.order = i;
    });
    const weights = Uint8Array.from(sorted, (entry) => settleWeight(entry, this.tokens));
    return {
      hashes: Uint32Array.from(sorted, (entry) => entry.hash),
      weights,
      flags: flagNames(sorted, weights),
      sequence: Uint16Array.from(this.occurrences, (entry) => entry.order),
      sentences: Uint16Array.from(this.sentences),
      quotes: Uint16Array.from(this.quotes),
      lead: this.lead,
      tokens: this.tokens,
      digest: (this.high & 0x1fffff) * 0x100000000 + this.low,
      anchors: pickAnchors(sorted, weights),
    };
  }
}

/** An unseen word, never a name, that makes up more than this share of a text is grammar, not news. */
const GRAMMAR_SHARE = 0.02;
const GRAMMAR_CLASS = 5;

const settleWeight = (entry: Entry, tokens: number): number =>
  entry.weight === TOP_CLASS && entry.capital === 0 && entry.count > 3 && entry.count > tokens * GRAMMAR_SHARE
    ? GRAMMAR_CLASS
    : entry.weight;

/** A script without capitals, or a text that lost them, shows fewer names than this: its rare words stand for them. */
const LEAST_NAMES = 3;
const NAMELIKE_CLASS = 12;

const flagNames = (sorted: Entry[], weights: Uint8Array): Uint8Array => {
  const flags = Uint8Array.from(sorted, (entry) =>
    entry.flags === 0 && entry.capital > 0 && entry.lower === 0 ? NAME : entry.flags,
  );
  if (flags.filter((flag) => flag === NAME).length >= LEAST_NAMES) return flags;
  return flags.map((flag, i) => (flag === 0 && (weights[i] as number) >= NAMELIKE_CLASS ? NAME : flag));
};

/** Ties are broken by the hash: two texts must prefer the same ones of their equally rare terms. */
const pickAnchors = (sorted: Entry[], weights: Uint8Array): Uint32Array => {
  const ranked = sorted.map((entry, i) => ({ hash: entry.hash, weight: weights[i] as number }));
  ranked.sort((a, b) => b.weight - a.weight || mix32(a.hash) - mix32(b.hash));
  return Uint32Array.from(ranked.slice(0, ANCHORS), (entry) => entry.hash);
};
