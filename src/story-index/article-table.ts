import type { StoredArticle } from '../contract/article.ts';
import type { Relation } from '../contract/placement.ts';
import type { Arrival } from './arrival.ts';
import { findKey, freeKey } from './article-key.ts';
import { clusterId } from './cluster-number.ts';
import { firstRow, type Sql } from './sql.ts';
import type { TextPlace } from './text-place.ts';

/** A row without fingerprint and text. `cluster` is never an alias here. */
export type ArticleRow = {
  key: number;
  id: string;
  cluster: number;
  bears: number | null;
  copies: number | null;
  published: number | null;
  received: number;
  revised: number | null;
  revisions: number;
  relation: Relation | null;
  score: number;
  digest: number;
  tokens: number;
  title: string;
  source: string | null;
  url: string | null;
  language: string | null;
  author: string | null;
  text_key: string | null;
};

const SELECT = `SELECT a.key, a.id, coalesce(x.successor, a.cluster) cluster, a.bears, a.copies, a.published, a.received, a.revised,
    a.revisions, a.relation, a.score, a.digest, a.tokens, a.title, a.source, a.url, a.language, a.author, a.text_key
  FROM article a LEFT JOIN cluster_alias x ON x.number = a.cluster WHERE a.key = ?`;

/** A stored article by its public id. */
export const findArticle = (sql: Sql, id: string): ArticleRow | null => {
  const key = findKey(sql, id);
  return key === null ? null : readArticle(sql, key);
};

export const readArticle = (sql: Sql, key: number): ArticleRow | null => firstRow<ArticleRow>(sql, SELECT, key);

/** Key of the article that bears a distinct text; null where there is none. */
export const readTextBearer = (sql: Sql, text: number): number | null =>
  firstRow<{ article: number }>(sql, 'SELECT article FROM distinct_text WHERE number = ?', text)?.article ?? null;

/** Null where it is not in the row. */
export const readText = (sql: Sql, key: number): string | null =>
  firstRow<{ text: string | null }>(sql, 'SELECT text FROM article WHERE key = ?', key)?.text ?? null;

/** What placement knows of a new row beyond what arrived. */
export interface Standing {
  cluster: number;
  previous: number | null;
  bears: number | null;
  copies: number | null;
  relation: Relation | null;
  score: number;
  revised: number | null;
  revisions: number;
  kept: TextPlace;
}

/** Writes the row of an article whose id is not stored; answers its key. */
export const insertArticle = (sql: Sql, arrival: Arrival, standing: Standing): number => {
  const { article, sent } = arrival;
  const key = freeKey(sql, article.id);
  sql.exec(
    `INSERT INTO article (key, id, cluster, previous, bears, copies, published, received, revised, revisions, relation, score,
      digest, tokens, title, source, url, language, author, fingerprint, text_key, text, accepted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key,
    article.id,
    standing.cluster,
    standing.previous,
    standing.bears,
    standing.copies,
    arrival.published,
    arrival.received,
    standing.revised,
    standing.revisions,
    standing.relation,
    standing.score,
    sent.digest,
    sent.tokens,
    article.title,
    article.source,
    article.url,
    article.language,
    article.author,
    standing.bears === null ? arrival.bytes : null,
    standing.kept.key,
    standing.kept.text,
    arrival.accepted,
  );
  return key;
};

export const isoTime = (time: number): string => new Date(time).toISOString();
export const isoTimeOrNull = (time: number | null): string | null => (time === null ? null : isoTime(time));

/** A row as the contract shows it. */
export const showArticle = (row: ArticleRow, text: string | null): StoredArticle => ({
  id: row.id,
  url: row.url,
  title: row.title,
  text,
  published_at: isoTimeOrNull(row.published),
  source: row.source,
  language: row.language,
  author: row.author,
  cluster_id: clusterId(row.cluster),
  received_at: isoTime(row.received),
  revised_at: isoTimeOrNull(row.revised),
  revisions: row.revisions,
});
