import { classAt, KATAKANA, OTHER, UNSPACED } from './characters.ts';

/** One line of the text as it came: offsets in UTF-16 units, end exclusive, outer white space left out. */
export interface Line {
  start: number;
  end: number;
  /** Number of words; two letters of an unspaced script count as one. */
  words: number;
  /** Ends like a sentence. */
  closed: boolean;
}

const TERMINAL = /[.!?…。！？؟।:](?:["'”’»)\]」』]|\s)*$/u;

/** The non-empty lines of a text. */
export const splitLines = (text: string): Line[] => {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    const trimmed = match[0].trim();
    if (trimmed === '') continue;
    const start = match.index + match[0].indexOf(trimmed);
    lines.push({
      start,
      end: start + trimmed.length,
      words: countWords(trimmed),
      closed: TERMINAL.test(trimmed.slice(-8)),
    });
  }
  return lines;
};

const countWords = (line: string): number => {
  let words = 0;
  let inside = false;
  for (let i = 0; i < line.length; i++) {
    const kind = classAt(line, i);
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
