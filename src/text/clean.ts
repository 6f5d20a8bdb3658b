import { findFurniture } from './furniture.ts';
import { type Line, splitLines } from './lines.ts';

/** A text cut into what counts and what does not. */
export interface CleanText {
  /** The whole text that offsets refer to. */
  text: string;
  /** Lines of the article, in order. */
  body: Line[];
  /** Lines left out. */
  furniture: Line[];
  /** The headline: as sent, else the best line above the first paragraph; empty where there is none. */
  headline: string;
}

const HEADLINE_WORDS = { least: 4, most: 30 };

/** Separates the article from its furniture. */
export const cleanText = (title: string, text: string): CleanText => {
  const lines = splitLines(text);
  const flags = findFurniture(text, lines);
  const body = lines.filter((_, i) => flags[i] === false);
  const furniture = lines.filter((_, i) => flags[i] === true);
  return { text, body, furniture, headline: title.trim() || headlineAbove(text, lines, body) };
};

const headlineAbove = (text: string, lines: Line[], body: Line[]): string => {
  const first = body[0];
  if (first === undefined) return '';
  const above = lines.filter(
    (line) => line.start < first.start && line.words >= HEADLINE_WORDS.least && line.words <= HEADLINE_WORDS.most,
  );
  const best = above.reduce<Line | null>((a, b) => (a === null || b.words > a.words ? b : a), null);
  return best === null ? '' : text.slice(best.start, best.end);
};
