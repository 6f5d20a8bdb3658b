import { cleanText } from '../../src/text/clean.ts';
import { termOf } from '../../src/text/terms.ts';
import { NUMBER, PAIR, type Tokens, tokenize, WORD } from '../../src/text/tokenize.ts';

/** The lines that count as the article's. */
export const bodyOf = (text: string): string[] =>
  cleanText('', text).body.map(({ start, end }) => text.slice(start, end));

export const tokensOf = (text: string): Tokens => {
  const tokens: Tokens = { starts: [], ends: [], kinds: [], capitals: [] };
  tokenize(text, 0, text.length, tokens);
  return tokens;
};

/** The tokens as they stand in the text. */
export const wordsOf = (text: string): string[] => {
  const { starts, ends } = tokensOf(text);
  return starts.map((start, i) => text.slice(start, ends[i]));
};

const only = (text: string, kind: number): number => {
  const [word, ...more] = wordsOf(text);
  if (word !== text || more.length > 0) throw new Error(`"${text}" is not one token`);
  return termOf(text, kind).hash;
};

/** The hash of a text that is one word, number or pair of letters. */
export const wordTerm = (text: string): number => only(text, WORD);
export const numberTerm = (text: string): number => only(text, NUMBER);
export const pairTerm = (text: string): number => only(text, PAIR);
