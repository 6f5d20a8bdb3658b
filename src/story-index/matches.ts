import type { StoredArticle } from '../contract/article.ts';
import { createJudge, type Judgement, type Report } from '../similarity/judge.ts';
import { type Fingerprint, MIN_TOKENS, takeFingerprint } from '../text/fingerprint.ts';
import { sourceHash } from '../text/hash.ts';
import { type ArticleRow, findArticle, readArticle, readText, showArticle } from './article-table.ts';
import { walk } from './chain.ts';
import { readCluster } from './cluster-table.ts';
import { readTexts } from './distinct-texts.ts';
import { firstRow } from './sql.ts';
import type { Store } from './store.ts';
import { readFingerprint } from './stored-fingerprint.ts';

/** A stored article as a comparison reads it: with the hashes of the lines that are furniture in its source. */
export interface MatchedArticle extends StoredArticle {
  learned: ReadonlySet<number>;
  /** Where the text lies that is not in the object, null where it is there or was not kept. */
  textKey: string | null;
}

/** A near article, and how near by its fingerprint. */
export interface Near extends Pick<Judgement, 'score' | 'relation'> {
  article: MatchedArticle;
}

export interface Nearby {
  article: MatchedArticle;
  /** Nearest first. */
  nearest: Near[];
}

/** So many of the newest members of the article's own cluster are judged besides what retrieval proposes. */
const NEWEST_MEMBERS = 50;

/** The stored articles nearest to a stored one; null where there is none of this id. Reads only. */
export const findNearby = (store: Store, id: string, limit: number, now: number): Nearby | null => {
  const row = findArticle(store.sql, id);
  if (row === null) return null;
  const article = readMatched(store, row);
  const fingerprint = fingerprintOf(store, row, article);
  const nearest = fingerprint === null ? [] : rank(store, row, fingerprint, now).slice(0, limit);
  return {
    article,
    nearest: nearest.map(({ key, ...near }) => ({ ...near, article: readMatched(store, rowOf(store, key)) })),
  };
};

/** Taken anew: pages that came before their furniture was learned were stored with it, and it would propose them to each other. */
const fingerprintOf = (store: Store, row: ArticleRow, { title, text, learned }: MatchedArticle): Fingerprint | null => {
  if (text !== null) return takeFingerprint({ title, text }, learned);
  const query =
    'SELECT coalesce(a.fingerprint, d.fingerprint) f FROM article a LEFT JOIN distinct_text d ON d.number = a.bears WHERE a.key = ?';
  const bytes = firstRow<{ f: ArrayBuffer | null }>(store.sql, query, row.key)?.f ?? null;
  return bytes === null ? null : readFingerprint(bytes);
};

/** A stored article as a comparison reads it; null where there is none of this id. */
export const findMatched = (store: Store, id: string): MatchedArticle | null => {
  const row = findArticle(store.sql, id);
  return row === null ? null : readMatched(store, row);
};

interface Ranked extends Pick<Judgement, 'score' | 'relation'> {
  key: number;
}

/** The candidates, nearest first. A text too short to judge has none, as when it was placed. */
const rank = (store: Store, row: ArticleRow, fingerprint: Fingerprint, now: number): Ranked[] => {
  if (fingerprint.tokens < MIN_TOKENS) return [];
  const { judge } = createJudge(toCandidate(row, fingerprint), store.modelFor(row.id));
  return candidatesFor(store, row, fingerprint, now)
    .filter(({ article }) => article !== row.key)
    .map((candidate) => {
      const { score, relation } = judge(candidate);
      return { key: candidate.article, score, relation };
    })
    .sort((a, b) => b.score - a.score);
};

/** A report with the key of its article. */
interface Candidate extends Report {
  article: number;
}

/** What of a row is known besides its text. */
type Known = Pick<ArticleRow, 'key' | 'published' | 'received' | 'source'>;

const toCandidate = ({ key, published, received, source }: Known, fingerprint: Fingerprint): Candidate => ({
  article: key,
  fingerprint,
  published,
  received,
  source: hashOf(source),
});

const hashOf = (source: string | null): number => (source === null ? 0 : sourceHash(source));

/**
 * What placing would propose, and the article's own cluster: its members are near even when they have left the window, and the
 * copies among them are in no index.
 */
const candidatesFor = (store: Store, row: ArticleRow, fingerprint: Fingerprint, now: number): Candidate[] => {
  const record = readCluster(store.sql, row.cluster);
  if (record === null) throw new Error('the article’s cluster is gone');
  const numbers = new Set([...store.anchors.candidates(fingerprint, now), ...record.texts]);
  return [...readTexts(store, [...numbers]), ...membersWithoutText(store, record.last)];
};

type MemberRow = Known & { fingerprint: ArrayBuffer | null };
const MEMBER_COLUMNS = 'a.key, a.published, a.received, a.source, a.fingerprint';

/** Of the newest members those that bear no distinct text, newest first: copies, and what a cluster had too many of. */
const membersWithoutText = (store: Store, last: number): Candidate[] =>
  walk<MemberRow>(store.sql, MEMBER_COLUMNS, last, NEWEST_MEMBERS).flatMap((row) => {
    const fingerprint = row.fingerprint === null ? null : readFingerprint(row.fingerprint);
    return fingerprint === null ? [] : [toCandidate(row, fingerprint)];
  });

const rowOf = (store: Store, key: number): ArticleRow => {
  const row = readArticle(store.sql, key);
  if (row === null) throw new Error('a candidate’s article is gone');
  return row;
};

const readMatched = (store: Store, row: ArticleRow): MatchedArticle => ({
  ...showArticle(row, readText(store.sql, row.key)),
  learned: store.furniture.of(hashOf(row.source)),
  textKey: row.text_key,
});
