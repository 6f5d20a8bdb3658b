import { tellingTerms, tiesIn, weightIn } from './cohesion.ts';
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
  /** The headline: as sent, unless it says nothing of the article and a line above the first paragraph does. */
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
  const sent = title.trim();
  // A title of a word or two, or without a word of the article, is the site's or the section's more often than the article's.
  const isOwn = isHeadline(sent) && tiesIn(tellingTerms(sent, 0, sent.length), text, body);
  const headline = isOwn ? sent : headlineAbove(text, unknown, body) || sent;
  return { text, body, headline };
};

/** Hashes of the body's lines of 2 to 90 words, without regard to case and width of white space: what a line is known by again. */
export const lineHashes = ({ text, body }: CleanText): number[] =>
  body.filter(hasKnownSize).map((line) => hashLine(text, line));

const hasKnownSize = ({ words }: Line): boolean => words >= KNOWN_WORDS.least && words <= KNOWN_WORDS.most;

const hashLine = (text: string, { start, end }: Line): number =>
  hash32(text.slice(start, end).toLowerCase().replace(/\s+/g, ' '));

const isHeadline = (title: string): boolean =>
  splitLines(title).reduce((sum, line) => sum + line.words, 0) >= HEADLINE_WORDS.least;

/** Of the lines above the article the one that has most in common with it, '' where none has anything. */
const headlineAbove = (text: string, lines: Line[], body: Line[]): string => {
  const first = body[0];
  if (first === undefined) return '';
  const above = lines.filter(
    ({ start, words, notice }) =>
      start < first.start && !notice && words >= HEADLINE_WORDS.least && words <= HEADLINE_WORDS.most,
  );
  let headline = '';
  let most = 0;
  for (const line of above) {
    const weight = weightIn(tellingTerms(text, line.start, line.end), text, body);
    if (weight > most) [headline, most] = [text.slice(line.start, line.end), weight];
  }
  return headline;
};
