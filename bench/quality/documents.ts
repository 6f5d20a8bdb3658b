import type { Report } from '../../src/similarity/judge.ts';
import { takeFingerprint } from '../../src/text/fingerprint.ts';
import { hash32 } from '../../src/text/hash.ts';
import { type CorpusArticle, type LabelledPair, readReal, readWritten } from './corpora.ts';

/** An article of a corpus, ready to be judged. */
export interface Document extends CorpusArticle {
  corpus: string;
  report: Report;
  /** What no fold may tear apart: the story with its follow-ups, or the original with what was made of it. */
  group: string;
  /** What one cluster should hold: the story, or the original. */
  gold: string;
}

export interface Corpus {
  name: string;
  written: boolean;
  documents: Document[];
  pairs: LabelledPair[];
}

export const WRITTEN = ['da', 'db', 'dc', 'dm', 'ea', 'eb', 'ed', 'ee', 'ef', 'eg', 'ma', 'mb'] as const;
export const REAL = ['reuters-2006-2008', 'fnc-train', 'llm-polish', 'wmt21-en-de'] as const;

/** A follow-up's story is named after the story that it follows. */
const baseStory = (story: string): string => story.replace(/-n\d+$/, '');

/** The outlets of these corpora are names of data sets. */
const withoutOutlet = (corpus: string): boolean => ['fnc-train', 'llm-polish', 'wmt21-en-de'].includes(corpus);

export const toDocument = (corpus: string, article: CorpusArticle): Document => {
  const source = withoutOutlet(corpus) || article.source === null ? 0 : hash32(article.source) || 1;
  const gold = article.story ?? article.cluster ?? article.id;
  const published = article.published_at === null ? null : Date.parse(article.published_at);
  const report = { fingerprint: takeFingerprint(article), published, received: 0, source };
  return { ...article, corpus, report, gold, group: `${corpus}/${baseStory(gold)}` };
};

export const loadWritten = (name: string): Corpus => ({
  name,
  written: true,
  documents: readWritten(name).map((article) => toDocument(name, article)),
  pairs: [],
});

/** Null where the folder does not hold it. */
export const loadReal = (folder: string, name: string): Corpus | null => {
  const read = readReal(folder, name);
  if (read === null) return null;
  return {
    name,
    written: false,
    documents: read.articles.map((article) => toDocument(name, article)),
    pairs: read.pairs,
  };
};

/** In order of publication; without dates as they came. */
export const inArrivalOrder = (documents: Document[]): Document[] =>
  [...documents].sort((a, b) => (a.report.published ?? 0) - (b.report.published ?? 0));

/** The same documents in an order that the seed alone decides. */
export const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const result = [...items];
  let state = seed >>> 0;
  for (let i = result.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
};

/** Folds of the cross-validation. */
export const FOLDS = 5;
export const foldOf = (group: string): number => hash32(group) % FOLDS;
