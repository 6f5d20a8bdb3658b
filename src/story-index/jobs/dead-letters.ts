import type { DeadLetter, DeadLetterPage } from '../../contract/dead-letter.ts';
import type { QueueMessage } from '../../contract/message.ts';
import { isoTime } from '../article-table.ts';
import { newestFirst } from '../paging.ts';
import type { BadCursor, PageOptions } from '../reading.ts';
import { firstRow, type Sql } from '../sql.ts';
import { failJob, KEPT, reviveJob } from './jobs.ts';

/** So many are kept of a collection; then the oldest go. */
const MOST_LETTERS = 1_000;

type Row = { number: number; id: string; kind: string; received: number; body: string };

/** Keeps a message that was tried often enough. The same one twice is one. */
export const bury = (sql: Sql, id: string, message: QueueMessage, now: number): void => {
  const query = 'INSERT OR IGNORE INTO dead_letter (id, kind, received, body) VALUES (?, ?, ?, ?)';
  sql.exec(query, id, message.kind, now, JSON.stringify(message));
  sql.exec('DELETE FROM dead_letter WHERE number <= (SELECT max(number) FROM dead_letter) - ?', MOST_LETTERS);
  if (message.kind === 'job') failJob(sql, message.job);
};

export const readLetter = (sql: Sql, id: string): QueueMessage | null => {
  const row = firstRow<Row>(sql, 'SELECT * FROM dead_letter WHERE id = ?', id);
  return row === null ? null : (JSON.parse(row.body) as QueueMessage);
};

/** Newest first. */
export const listLetters = (sql: Sql, options: PageOptions): DeadLetterPage | BadCursor => {
  const page = newestFirst<Row>(sql, 'dead_letter', options);
  return 'error' in page ? page : { dead_letters: page.rows.map(showLetter), next: page.next };
};

const showLetter = ({ id, kind, received, body }: Row): DeadLetter => ({
  id,
  kind,
  received_at: isoTime(received),
  body: JSON.parse(body) as QueueMessage,
});

/** False where there is none of this id. */
export const removeLetter = (sql: Sql, id: string): boolean =>
  sql.exec('DELETE FROM dead_letter WHERE id = ? RETURNING number', id).toArray().length > 0;

/** It was sent again. */
export const releaseLetter = (sql: Sql, id: string, message: QueueMessage, now: number): void => {
  removeLetter(sql, id);
  if (message.kind === 'job') reviveJob(sql, message.job, now);
};

export const expireLetters = (sql: Sql, now: number): void => {
  sql.exec('DELETE FROM dead_letter WHERE received <= ?', now - KEPT);
};

export const nextLetterExpiry = (sql: Sql): number | null => {
  const oldest = firstRow<Row>(sql, 'SELECT * FROM dead_letter ORDER BY number LIMIT 1');
  return oldest === null ? null : oldest.received + KEPT;
};
