import type { Line } from './lines.ts';
import { termAt } from './terms.ts';
import { type Tokens, tokenize } from './tokenize.ts';

/** A word that more than one article in twenty has (class 5 is e^-3) ties nothing together. */
const TELLING_CLASS = 5;

const tokensIn = (text: string, start: number, end: number): Tokens => {
  const tokens: Tokens = { starts: [], ends: [], kinds: [], capitals: [] };
  tokenize(text, start, end, tokens);
  return tokens;
};

/** Telling terms of text[start, end) with their weight classes. */
export const tellingTerms = (text: string, start: number, end: number): Map<number, number> => {
  const { starts, ends, kinds } = tokensIn(text, start, end);
  const telling = new Map<number, number>();
  starts.forEach((at, i) => {
    const { hash, weight } = termAt(text, at, ends[i] as number, kinds[i] as number);
    if (weight >= TELLING_CLASS) telling.set(hash, weight);
  });
  return telling;
};

/** Whether one of these terms stands in one of the lines, which are read only until one is found. */
export const tiesIn = (telling: ReadonlyMap<number, number>, text: string, lines: Line[]): boolean =>
  lines.some(({ start, end }) => {
    const { starts, ends, kinds } = tokensIn(text, start, end);
    return starts.some((at, i) => telling.has(termAt(text, at, ends[i] as number, kinds[i] as number).hash));
  });

/** Weight, in classes, of those of these terms that stand in the lines. */
export const weightIn = (telling: ReadonlyMap<number, number>, text: string, lines: Line[]): number => {
  const found = new Set<number>();
  for (const { start, end } of lines) {
    for (const hash of tellingTerms(text, start, end).keys()) if (telling.has(hash)) found.add(hash);
  }
  return [...found].reduce((sum, hash) => sum + (telling.get(hash) as number), 0);
};
