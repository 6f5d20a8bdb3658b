import type { ArticleRow } from '../article-table.ts';
import { firstRow, type Sql } from '../sql.ts';

/**
 * An article that waited in a job may come to be placed after a newer version of it. Which is newer is told by when Samewire accepted
 * each: that stands in the row of an article that waited, or came while others did; for any other it is when it was placed.
 */
export const isOvertaken = (sql: Sql, row: ArticleRow, accepted: number | undefined): boolean =>
  accepted !== undefined && accepted < acceptedAt(sql, row);

/** The last column, behind the text, so it is read only here. */
const acceptedAt = (sql: Sql, { key, revised, received }: ArticleRow): number =>
  firstRow<{ accepted: number | null }>(sql, 'SELECT accepted FROM article WHERE key = ?', key)?.accepted ??
  revised ??
  received;

/** Sent again as it is: what was accepted before this does not undo it. */
export const acceptAgain = (sql: Sql, row: ArticleRow, accepted: number | undefined): void => {
  if (accepted === undefined || accepted <= acceptedAt(sql, row)) return;
  sql.exec('UPDATE article SET accepted = ? WHERE key = ?', accepted, row.key);
};

export const OVERTAKEN = 'overtaken: a newer version was received while this one waited';
