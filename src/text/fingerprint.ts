import { type CleanText, cleanText } from './clean.ts';
import { type Dateline, readDateline } from './dateline.ts';
import { Draft, type Wording } from './draft.ts';
import type { Line } from './lines.ts';
import { quotedSpans } from './quotes.ts';
import { sentenceStarts } from './sentences.ts';

export { ANCHORS, MAX_TOKENS, NAME, NUMERAL, WEEKDAY } from './draft.ts';

/** Raised whenever the same text would give another fingerprint. */
export const FINGERPRINT_VERSION = 2;
/** A text of fewer tokens is too short to judge: it is placed alone, and the placement says so. */
export const MIN_TOKENS = 40;

/** All that is kept of a text to compare it: its wording, and where it says that it comes from. */
export interface Fingerprint extends Wording {
  /** Where the dispatch was written, its day of the month, and the agency credited: hashes, 0 where unknown. */
  place: number;
  day: number;
  credit: number;
}

/**
 * Takes the fingerprint of an article. Pure.
 * @param learned hashes of lines that are furniture in the article's source (lineHashes).
 */
export const takeFingerprint = (article: { title: string; text: string }, learned?: ReadonlySet<number>): Fingerprint =>
  fingerprintOf(cleanText(article.title, article.text, learned));

/** The fingerprint of a text that was cleaned. Pure. */
export const fingerprintOf = (clean: CleanText): Fingerprint => {
  const draft = new Draft();
  draft.addSentence(clean.headline, 0, clean.headline.length, []);
  const dateline = findDateline(clean);
  for (const line of clean.body) {
    if (draft.full) break;
    const from = line === clean.body[dateline.line] ? line.start + dateline.length : line.start;
    const quotes = quotedSpans(clean.text, from, line.end);
    const starts = sentenceStarts(clean.text, from, line.end);
    for (let i = 0; i < starts.length && !draft.full; i++) {
      draft.addSentence(clean.text, starts[i] as number, starts[i + 1] ?? line.end, quotes);
    }
  }
  return { ...draft.finish(), place: dateline.place, day: dateline.day, credit: dateline.credit };
};

/** A dateline opens one of the first paragraphs; a byline or a summary may stand above it. */
const DATELINE_LINES = 3;

const findDateline = (clean: CleanText): Dateline & { line: number } => {
  for (let i = 0; i < Math.min(DATELINE_LINES, clean.body.length); i++) {
    const { start, end } = clean.body[i] as Line;
    const dateline = readDateline(clean.text.slice(start, end));
    if (dateline.length > 0) return { ...dateline, line: i };
  }
  return { ...readDateline(''), line: -1 };
};
