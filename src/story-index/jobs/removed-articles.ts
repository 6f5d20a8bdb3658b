import { firstRow, type Sql } from '../sql.ts';
import { anyUnfinished } from './job-table.ts';

/** While jobs wait, what is deleted is noted, whether it is here yet or not: a job that was accepted before must not bring it back. */
export const noteRemoval = (sql: Sql, id: string, now: number): void => {
  if (anyUnfinished(sql)) sql.exec('INSERT OR REPLACE INTO removed_article (id, removed) VALUES (?, ?)', id, now);
};

export const wasRemoved = (sql: Sql, id: string, accepted: number): boolean =>
  firstRow(sql, 'SELECT 1 FROM removed_article WHERE id = ? AND removed > ?', id, accepted) !== null;

/** With the last job that waited. */
export const forgetRemovals = (sql: Sql): void => {
  if (!anyUnfinished(sql)) sql.exec('DELETE FROM removed_article');
};
