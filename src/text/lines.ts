import { classAt, KATAKANA, OTHER, UNSPACED } from './characters.ts';

/** One line of the text as it came: offsets in UTF-16 units, end exclusive, outer white space left out. */
export interface Line {
  start: number;
  end: number;
  /** Number of words; two letters of an unspaced script count as one. */
  words: number;
  /** Ends like a sentence. */
  closed: boolean;
  /** Has the form of a notice: marked by cutNotices. */
  notice: boolean;
}

/** A line of so many words is prose, however it ends. */
export const LONG_WORDS = 25;

/** The non-empty lines of a text. */
export const splitLines = (text: string): Line[] => {
  const lines: Line[] = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !isBreak(text.charCodeAt(i))) continue;
    const line = i > from ? readLine(text, from, i) : null;
    if (line !== null) lines.push(line);
    from = i + 1;
  }
  return lines;
};

const isBreak = (unit: number): boolean => unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029;

/** text[from, to) as a line, or null where it is empty. */
export const readLine = (text: string, from: number, to: number): Line | null => {
  let [start, end] = [from, to];
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  if (start === end) return null;
  return { start, end, words: countWords(text, start, end), closed: endsSentence(text, start, end), notice: false };
};

const countWords = (text: string, start: number, end: number): number => {
  let words = 0;
  let inside = false;
  for (let i = start; i < end; i++) {
    const kind = classAt(text, i);
    if (kind === UNSPACED || kind === KATAKANA) {
      words += 0.5;
      inside = false;
    } else if (kind === OTHER) inside = false;
    else if (!inside) {
      words++;
      inside = true;
    }
  }
  return Math.ceil(words);
};

/** What String.trim takes away. */
const isSpace = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0xa0 && /\s/.test(text.charAt(index)));
};

const TERMINALS = '.!?…。！？؟।:';
const CLOSERS = '"\'”’»)]」』';
/** So many quotation marks, brackets and spaces can stand around the end of a sentence. */
const ENDING_LENGTH = 8;

const endsSentence = (text: string, start: number, end: number): boolean => {
  for (let i = end - 1; i >= Math.max(start, end - ENDING_LENGTH); i--) {
    if (TERMINALS.includes(text.charAt(i))) return true;
    if (!CLOSERS.includes(text.charAt(i)) && !isSpace(text, i)) return false;
  }
  return false;
};
