import type { JobState } from '../../contract/job.ts';
import { firstRow, type Sql } from '../sql.ts';

/** A job that is to be written. Its id begins with the time, so that ids sort as jobs were received. */
export interface NewJob {
  id: string;
  collection: string;
  items: number;
  contentType: string;
  /** Where the Worker wrote the body; null where the object is to keep it. */
  bodyKey: string | null;
}

export type JobRow = {
  id: string;
  collection: string;
  /** Milliseconds since the epoch, by the object's clock, as of articles. */
  received: number;
  items: number;
  /** Items that were answered. */
  done: number;
  errors: number;
  failed: number;
  /** When its message is to be sent again; null where there is nothing to wait for. */
  due: number | null;
  /** Of its body, in this database. */
  bytes: number;
  content_type: string;
  body_key: string | null;
};

export const readJob = (sql: Sql, id: string): JobRow | null =>
  firstRow<JobRow>(sql, 'SELECT * FROM job WHERE id = ?', id);

export const stateOf = ({ done, items, failed }: JobRow): JobState =>
  done === items ? 'done' : failed === 1 ? 'failed' : done > 0 ? 'running' : 'queued';

export const insertJob = (
  sql: Sql,
  job: NewJob,
  { received, bytes, due }: { received: number; bytes: number; due: number },
): void => {
  sql.exec(
    `INSERT INTO job (id, collection, received, items, done, errors, failed, due, bytes, content_type, body_key)
      VALUES (?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?)`,
    job.id,
    job.collection,
    received,
    job.items,
    due,
    bytes,
    job.contentType,
    job.bodyKey,
  );
};

/** Writes what changed: progress, failure, when it is due. */
export const updateJob = (sql: Sql, { id, done, errors, failed, due, bytes, body_key }: JobRow): void => {
  sql.exec(
    'UPDATE job SET done = ?, errors = ?, failed = ?, due = ?, bytes = ?, body_key = ? WHERE id = ?',
    done,
    errors,
    failed,
    due,
    bytes,
    body_key,
    id,
  );
};

/** The columns of the index `unfinished_job`, and its condition, which each query must repeat. */
const UNFINISHED = 'FROM job WHERE done < items';

export const unfinishedJobs = (sql: Sql): { jobs: number; bytes: number } =>
  firstRow<{ jobs: number; bytes: number }>(
    sql,
    `SELECT count(*) jobs, coalesce(sum(bytes), 0) bytes ${UNFINISHED}`,
  ) as { jobs: number; bytes: number };

/** Whether articles wait in a job, or did until it failed. */
export const anyUnfinished = (sql: Sql): boolean => firstRow(sql, `SELECT due ${UNFINISHED} LIMIT 1`) !== null;

export const jobsDueAt = (sql: Sql, now: number, limit: number): JobRow[] =>
  sql.exec<JobRow>(`SELECT * ${UNFINISHED} AND due <= ? ORDER BY due LIMIT ?`, now, limit).toArray();

/** When the next job is due; null where none is. */
export const firstDue = (sql: Sql): number | null =>
  firstRow<{ due: number }>(sql, `SELECT due ${UNFINISHED} AND due IS NOT NULL ORDER BY due LIMIT 1`)?.due ?? null;

/** The oldest jobs. */
export const oldestJobs = (sql: Sql, limit: number): JobRow[] =>
  sql.exec<JobRow>('SELECT * FROM job ORDER BY id LIMIT ?', limit).toArray();
