import { findFurniture } from './furniture.ts';
import { hash32 } from './hash.ts';
import { type Line, splitLines } from './lines.ts';
import { cutNotices } from './notices.ts';

/** A text cut into what counts and what does not. */
export interface CleanText {
  /** The whole text that offsets refer to. */
  text: string;
  /** Lines of the article, in order. */
  body: Line[];
  /** The headline: as sent, unless it is too short for one and a better line stands above the first paragraph. */
  headline: string;
}

const HEADLINE_WORDS = { least: 4, most: 30 };

/** A line of so many words is known again by its hash: one word recurs by chance, and nothing longer recurs but whole articles. */
const KNOWN_WORDS = { least: 2, most: 90 };

const NOTHING_LEARNED: ReadonlySet<number> = new Set();

/**
 * Separates the article from its furniture.
 * @param learned hashes, as lineHashes gives them, of lines that are furniture in this source whatever they look like.
 */
export const cleanText = (title: string, text: string, learned = NOTHING_LEARNED): CleanText => {
  const lines = cutNotices(text, splitLines(text));
  const isKnown = (line: Line): boolean => learned.size > 0 && hasKnownSize(line) && learned.has(hashLine(text, line));
  // Known lines go first: what is left is told apart as if they had never been there.
  const unknown = lines.filter((line) => !isKnown(line));
  const flags = findFurniture(text, unknown);
  const body = unknown.filter((_, i) => flags[i] === false);
  return { text, body, headline: chooseHeadline(title.trim(), headlineAbove(text, unknown, body)) };
};

/** Hashes of the body's lines of 2 to 90 words, without regard to case and width of white space: what a line is known by again. */
export const lineHashes = ({ text, body }: CleanText): number[] =>
  body.filter(hasKnownSize).map((line) => hashLine(text, line));

const hasKnownSize = ({ words }: Line): boolean => words >= KNOWN_WORDS.least && words <= KNOWN_WORDS.most;

const hashLine = (text: string, { start, end }: Line): number =>
  hash32(text.slice(start, end).toLowerCase().replace(/\s+/g, ' '));

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
