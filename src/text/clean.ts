import { findFurniture } from './furniture.ts';
import { type Line, splitLines } from './lines.ts';
import { cutNotices } from './notices.ts';

/** A text cut into what counts and what does not. */
export interface CleanText {
  /** The whole text that offsets refer to. */
  text: string;
  /** Lines of the article, in order. */
  body: Line[];
  /** Lines left out. */
  furniture: Line[];
  /** The headline: as sent, unless it is too short for one and a better line stands above the first paragraph. */
  headline: string;
}

const HEADLINE_WORDS = { least: 4, most: 30 };

/** Separates the article from its furniture. */
export const cleanText = (title: string, text: string): CleanText => {
  const lines = cutNotices(text, splitLines(text));
  const flags = findFurniture(text, lines);
  const body = lines.filter((_, i) => flags[i] === false);
  const furniture = lines.filter((_, i) => flags[i] === true);
  return { text, body, furniture, headline: chooseHeadline(title.trim(), headlineAbove(text, lines, body)) };
};

/** A title of a word or two that a crawler took is the site's or the section's more often than the article's. */
const chooseHeadline = (sent: string, above: string): string => {
  const words = splitLines(sent).reduce((sum, line) => sum + line.words, 0);
  return words >= HEADLINE_WORDS.least || above === '' ? sent : above;
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
