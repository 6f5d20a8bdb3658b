/**
 * Terms of a text: the first is its digest, then its anchors; 0 where there are fewer. With 32 anchors instead of 40, paraphrases of other
 * people's stories were proposed at .88 instead of .92 (`npm run eval -- --only candidates`), for a fifth less of everything.
 */
export const TERMS = 41;

/** What a tier of the index knows of the terms of one query. A term is named by its place in the query. */
export interface TermLists {
  /** Its texts have numbers from `first` to before `end`; both 0 where it has none. */
  first: number;
  end: number;
  /** How many texts have the term; those that expired or were taken out may be counted. */
  texts(term: number): number;
  /** Visits the texts of the window that have the term, newest first, as long as `visit` answers true. */
  each(term: number, visit: (text: number) => boolean): void;
  /** Tells of a text how many of these terms it has; 0 for a text of another tier. */
  holding(terms: number[]): (text: number) => number;
}

/** A part of the index: every text is in one tier, and all texts of a tier are newer than all of the next. */
export interface Tier {
  /** Looks up TERMS terms, for texts from a day on. */
  find(terms: Uint32Array, oldestDay: number): TermLists;
}
