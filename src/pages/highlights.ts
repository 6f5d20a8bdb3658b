import type { Passage } from '../contract/comparison.ts';
import { cleanText } from '../text/clean.ts';
import { termOf } from '../text/terms.ts';
import { type Tokens, tokenize } from '../text/tokenize.ts';

export type Side = 'a' | 'b';

/** A piece of a text all of which is shown in one way. */
export interface Piece {
  text: string;
  kind: 'plain' | 'furniture' | 'shared' | 'reworded';
  /** Numbers, from 1, of the passages that begin here. */
  begins: number[];
  /** A word that the reworded sentence has in common with its counterpart. */
  common: boolean;
}

interface Span {
  from: number;
  to: number;
}

/**
 * A text cut into pieces, in order and without a gap. What is shared goes before the reworded sentence around it.
 * @param learned hashes of lines that are furniture in its source.
 */
export const cutPieces = (text: string, passages: Passage[], side: Side, learned?: ReadonlySet<number>): Piece[] => {
  const body = cleanText('', text, learned).body.map(({ start, end }) => ({ from: start, to: end }));
  const spans = passages.map((passage) => ({ passage, from: passage[side][0], to: passage[side][1] }));
  const shared = spans.filter(({ passage }) => passage.kind === 'shared');
  const reworded = spans.filter(({ passage }) => passage.kind === 'reworded');
  const common = reworded.flatMap((span) => commonWords(text, span, span.passage.words));
  const [inBody, inShared, inReworded, isCommon] = [body, shared, reworded, common].map((some) =>
    cover(text, some),
  ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const kindAt = (at: number): Piece['kind'] => {
    if (inShared[at]) return 'shared';
    if (inReworded[at]) return 'reworded';
    return inBody[at] ? 'plain' : 'furniture';
  };
  const begins = Map.groupBy(spans.keys(), (i) => (spans[i] as Span).from);
  return cutAt(text, [...body, ...spans, ...common]).map(({ from, to }) => {
    const kind = kindAt(from);
    return {
      text: text.slice(from, to),
      kind,
      begins: (begins.get(from) ?? []).map((i) => i + 1),
      common: kind === 'reworded' && isCommon[from] === 1,
    };
  });
};

/** The text from each end of a span to the next. */
const cutAt = (text: string, spans: Span[]): Span[] => {
  const ends = [0, text.length, ...spans.flatMap(({ from, to }) => [from, to])];
  const places = [...new Set(ends)].sort((x, y) => x - y);
  return places.slice(0, -1).map((from, i) => ({ from, to: places[i + 1] as number }));
};

/** 1 for each unit of the text that is in a span. A sentence may stand against many, and is then written once. */
const cover = (text: string, spans: Span[]): Uint8Array => {
  const covered = new Uint8Array(text.length);
  const longest = new Map<number, number>();
  for (const { from, to } of spans) longest.set(from, Math.max(to, longest.get(from) ?? 0));
  for (const [from, to] of longest) covered.fill(1, from, to);
  return covered;
};

/** Where a sentence has words of the same terms as these. */
const commonWords = (text: string, { from, to }: Span, words: string[]): Span[] => {
  const terms = new Set(words.flatMap((word) => readTerms(word, 0, word.length).map(({ term }) => term)));
  return readTerms(text, from, to).filter(({ term }) => terms.has(term));
};

const readTerms = (text: string, from: number, to: number): (Span & { term: number })[] => {
  const tokens: Tokens = { starts: [], ends: [], kinds: [], capitals: [] };
  tokenize(text, from, to, tokens);
  return tokens.starts.map((start, i) => {
    const end = tokens.ends[i] as number;
    return { from: start, to: end, term: termOf(text.slice(start, end), tokens.kinds[i] as number).hash };
  });
};
