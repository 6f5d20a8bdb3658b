import type { Correction, CorrectionKind, CorrectionPage } from '../../contract/correction.ts';
import { isoTime } from '../article-table.ts';
import { fromBase32, toBase32 } from '../base32.ts';
import { clusterId, nextClusterNumber } from '../cluster-number.ts';
import { currentNumber } from '../cluster-table.ts';
import { newestFirst } from '../paging.ts';
import type { BadCursor, PageOptions } from '../reading.ts';
import { firstRow, type Sql } from '../sql.ts';

export type CorrectionRow = {
  number: number;
  kind: CorrectionKind;
  who: string;
  time: number;
  why: string | null;
  /** JSON of Vacated[]. */
  vacated: string;
  undoes: number | null;
  undone_by: number | null;
};

/** A cluster that lost all members, and the ids that had led to it. */
export interface Vacated {
  number: number;
  aliases: number[];
}

/** What a correction says of one article (schema.ts). */
export type FactRow = {
  article: number;
  source: number;
  target: number;
  pinned: number;
  barred: number;
  holds: number;
};

const PREFIX = 'x_';
const LISTED_ARTICLES = 100;
/** Facts written by one statement: the platform bounds what is bound to one. */
const PIECE = 5000;

export const correctionId = (number: number): string => PREFIX + toBase32(number);

export const correctionNumber = (id: string): number | null =>
  id.startsWith(PREFIX) ? fromBase32(id.slice(PREFIX.length)) : null;

export const readCorrection = (sql: Sql, number: number): CorrectionRow | null =>
  firstRow<CorrectionRow>(sql, 'SELECT * FROM correction WHERE number = ?', number);

/** What it says of the articles that are still there. */
export const readFacts = (sql: Sql, correction: number): FactRow[] =>
  sql
    .exec<FactRow>(
      'SELECT article, source, target, pinned, barred, holds FROM correction_article WHERE correction = ?',
      correction,
    )
    .toArray();

/** Writes a correction; answers its number. It is as high as its time, so none is given twice even where the highest is gone. */
export const insertCorrection = (
  sql: Sql,
  row: Omit<CorrectionRow, 'number' | 'vacated' | 'undone_by'>,
  vacated: Vacated[],
  facts: FactRow[],
): number => {
  const last = firstRow<{ number: number | null }>(sql, 'SELECT max(number) number FROM correction')?.number ?? 0;
  const number = nextClusterNumber(last, row.time);
  sql.exec(
    'INSERT INTO correction (number, kind, who, time, why, vacated, undoes, undone_by) VALUES (?, ?, ?, ?, ?, ?, ?, NULL)',
    number,
    row.kind,
    row.who,
    row.time,
    row.why,
    JSON.stringify(vacated),
    row.undoes,
  );
  for (let start = 0; start < facts.length; start += PIECE) {
    sql.exec(
      `INSERT INTO correction_article (correction, article, source, target, pinned, barred, holds)
        SELECT ?, value ->> 'article', value ->> 'source', value ->> 'target', value ->> 'pinned', value ->> 'barred', value ->> 'holds'
        FROM json_each(?)`,
      number,
      JSON.stringify(facts.slice(start, start + PIECE)),
    );
  }
  return number;
};

/** Notes that a correction was undone; the facts of the first in the chain, `root`, hold from now on or no longer. */
export const noteUndone = (
  sql: Sql,
  { number, root, by, holds }: Record<'number' | 'root' | 'by' | 'holds', number>,
): void => {
  sql.exec('UPDATE correction SET undone_by = ? WHERE number = ?', by, number);
  sql.exec('UPDATE correction_article SET holds = ? WHERE correction = ?', holds, root);
};

/** Newest first. */
export const listCorrections = (sql: Sql, options: PageOptions): CorrectionPage | BadCursor => {
  const page = newestFirst<CorrectionRow>(sql, 'correction', options);
  return 'error' in page ? page : { corrections: page.rows.map((row) => showCorrection(sql, row)), next: page.next };
};

const ARTICLES = `SELECT a.id, f.source, f.target FROM correction_article f JOIN article a ON a.key = f.article
  WHERE f.correction = ? LIMIT ?`;
const CLUSTERS = `SELECT source number FROM correction_article WHERE correction = ?1
  UNION SELECT target FROM correction_article WHERE correction = ?1`;
const COUNT = 'SELECT count(*) n FROM correction_article WHERE correction = ?';

export const showCorrection = (sql: Sql, row: CorrectionRow): Correction => {
  const { number, kind, who, why, undoes, undone_by } = row;
  const articles = sql
    .exec<{ id: string; source: number; target: number }>(ARTICLES, number, LISTED_ARTICLES)
    .toArray();
  const clusters = sql.exec<{ number: number }>(CLUSTERS, number).toArray();
  return {
    id: correctionId(number),
    kind,
    who,
    at: isoTime(row.time),
    why,
    clusters: [...new Set(clusters.map((cluster) => clusterId(currentNumber(sql, cluster.number))))],
    articles: articles.map(({ id, source, target }) => ({
      article_id: id,
      from: clusterId(source),
      to: clusterId(target),
    })),
    article_count: firstRow<{ n: number }>(sql, COUNT, number)?.n ?? 0,
    undoes: undoes === null ? null : correctionId(undoes),
    undone_by: undone_by === null ? null : correctionId(undone_by),
  };
};
