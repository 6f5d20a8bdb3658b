import type { IndexPlacement } from '../contract/placement.ts';
import { findArticle } from './article-table.ts';
import { DAY, dayOf, oldestDay } from './settings.ts';
import { firstRow, type Sql } from './sql.ts';

/**
 * Days that an answer is remembered after the one on which it was given. Senders of webhooks go on sending for up to four days, a
 * weekend and a holiday.
 */
export const REMEMBERED_DAYS = 5;

/** What tells a request from others, the same when it is sent again. */
export interface RequestName {
  key: string;
  /** Of the body: tells a repeated request from another under the same key. */
  digest: string;
}

export interface Remembered {
  /** Whether it was the answer to the same body. */
  same: boolean;
  placements: IndexPlacement[];
}

/**
 * The answer without what is told of another article: that may have been deleted since. The key of the table begins with the day, so
 * that nothing but the row itself is written for it to expire.
 */
export const remember = (sql: Sql, { key, digest }: RequestName, placements: IndexPlacement[], now: number): void => {
  const kept = placements.map((placement) => ({ ...placement, nearest: strip(placement.nearest) }));
  const query = 'INSERT INTO remembered_answer (day, key, digest, placements) VALUES (?, ?, ?, ?)';
  sql.exec(query, dayOf(now), key, digest, JSON.stringify(kept));
};

/** What a request was answered before; null where it is new. */
export const recall = (sql: Sql, { key, digest }: RequestName, now: number): Remembered | null => {
  const today = dayOf(now);
  const days = Array.from({ length: REMEMBERED_DAYS + 1 }, (_, ago) => today - ago);
  const query = `SELECT digest, placements FROM remembered_answer
    WHERE day IN (SELECT value FROM json_each(?)) AND key = ?`;
  const row = firstRow<{ digest: string; placements: string }>(sql, query, JSON.stringify(days), key);
  if (row === null) return null;
  const kept = JSON.parse(row.placements) as Kept[];
  const placements = kept.map((placement) => ({ ...placement, nearest: name(sql, placement.nearest) }));
  return { same: row.digest === digest, placements };
};

/** Forgets answers, at most `limit`, whose days are over. */
export const forgetAnswers = (sql: Sql, now: number, limit: number): void => {
  const query = `DELETE FROM remembered_answer WHERE (day, key) IN
    (SELECT day, key FROM remembered_answer WHERE day < ? LIMIT ?)`;
  sql.exec(query, oldestDay(now, REMEMBERED_DAYS), limit);
};

/** When there is something to forget, in milliseconds since the epoch; null where nothing is remembered. */
export const nextForgetting = (sql: Sql): number | null => {
  const first = firstRow<{ day: number | null }>(sql, 'SELECT min(day) day FROM remembered_answer')?.day ?? null;
  return first === null ? null : (first + REMEMBERED_DAYS + 1) * DAY;
};

type Nearest = NonNullable<IndexPlacement['nearest']>;
type KeptNearest = Omit<Nearest, 'title' | 'source' | 'url'>;
type Kept = Omit<IndexPlacement, 'nearest'> & { nearest: KeptNearest | null };

const strip = (nearest: Nearest | null): KeptNearest | null => {
  if (nearest === null) return null;
  const { title: _title, source: _source, url: _url, ...kept } = nearest;
  return kept;
};

const name = (sql: Sql, kept: KeptNearest | null): Nearest | null => {
  const row = kept === null ? null : findArticle(sql, kept.article_id);
  return kept === null || row === null ? null : { ...kept, title: row.title, source: row.source, url: row.url };
};
