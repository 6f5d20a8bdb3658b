import { classAt, DIGIT, KATAKANA, LOWER, MARK, OTHER, UNSPACED, UPPER } from './characters.ts';

export const WORD = 0;
export const NUMBER = 1;
/** A pair of letters of a script without spaces. */
export const PAIR = 2;

/** Tokens as parallel arrays, in text order. Offsets are UTF-16 units of the text, end exclusive. */
export interface Tokens {
  starts: number[];
  ends: number[];
  kinds: number[];
  /** 1 where the first letter is a capital (or the run is katakana). */
  capitals: number[];
}

/** Splits text[from, to) into words, numbers and, where words are not separated, overlapping pairs of letters. */
export const tokenize = (text: string, from: number, to: number, tokens: Tokens): void => {
  let i = from;
  while (i < to) {
    const kind = classAt(text, i);
    if (kind === OTHER || kind === MARK) i++;
    else if (kind === UNSPACED) i = pairs(text, i, to, tokens);
    else if (kind === DIGIT) i = number(text, i, to, tokens);
    else i = word(text, i, to, kind, tokens);
  }
};

const push = (tokens: Tokens, start: number, end: number, kind: number, capital: number): void => {
  tokens.starts.push(start);
  tokens.ends.push(end);
  tokens.kinds.push(kind);
  tokens.capitals.push(capital);
};

const word = (text: string, start: number, to: number, first: number, tokens: Tokens): number => {
  let end = start + 1;
  if (first === KATAKANA) while (end < to && classAt(text, end) === KATAKANA) end++;
  else while (end < to && isSpaced(classAt(text, end))) end++;
  // A lone letter of an alphabet is an initial, a possessive or a bullet.
  if (end - start > 1) push(tokens, start, end, WORD, first === UPPER || first === KATAKANA ? 1 : 0);
  return end;
};

const isSpaced = (kind: number): boolean => kind === LOWER || kind === UPPER || kind === MARK;

/** Digits with single separators between them: 1,400.5 or 1 400 is two numbers only where the space is not a narrow one. */
const number = (text: string, start: number, to: number, tokens: Tokens): number => {
  let end = start + 1;
  while (end < to) {
    if (classAt(text, end) === DIGIT) end++;
    else if (end + 1 < to && isSeparator(text.charCodeAt(end)) && classAt(text, end + 1) === DIGIT) end += 2;
    else break;
  }
  push(tokens, start, end, NUMBER, 0);
  return end;
};

const isSeparator = (unit: number): boolean =>
  unit === 0x2e ||
  unit === 0x2c ||
  unit === 0x27 ||
  unit === 0xa0 ||
  unit === 0x202f ||
  unit === 0x66b ||
  unit === 0x66c;

const pairs = (text: string, start: number, to: number, tokens: Tokens): number => {
  let end = start + 1;
  while (end < to && isUnspaced(classAt(text, end))) end++;
  if (end - start === 1) push(tokens, start, end, PAIR, 0);
  for (let i = start; i + 2 <= end; i++) push(tokens, i, i + 2, PAIR, 0);
  return end;
};

const isUnspaced = (kind: number): boolean => kind === UNSPACED || kind === MARK;
