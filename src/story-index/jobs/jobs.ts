import type { JobPlacement } from '../../contract/job.ts';
import type { IndexPlacement } from '../../contract/placement.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Engine, PlacementFailure } from '../engine.ts';
import type { Incoming } from '../incoming.ts';
import { DAY } from '../settings.ts';
import type { Sql } from '../sql.ts';
import { discardText } from '../text-place.ts';
import { writeBody } from './job-body.ts';
import {
  firstDue,
  insertJob,
  type JobRow,
  jobsDueAt,
  type NewJob,
  oldestJobs,
  readJob,
  unfinishedJobs,
  updateJob,
} from './job-table.ts';
import { forgetRemovals, wasRemoved } from './removed-articles.ts';

/** An article of a job that the Worker has read, or what is wrong with it. */
export type JobEntry = { incoming: Incoming } | { problem: Problem };
/** `removed`: it was deleted while it waited. */
export type JobOutcome = JobPlacement | Problem | PlacementFailure | { error: 'removed' };

/** What becomes of a job is told for so long; one that is not done by then is given up. Crawlers look within a day, people after a holiday. */
export const KEPT = 7 * DAY;
/** Jobs that the alarm removes in one piece. */
const PIECE = 100;

/** What may wait in one collection: more than a day's news, a tenth of what an object holds. */
const MOST_JOBS = 10_000;
const MOST_BYTES = 2 ** 30;

/** A job that nobody has gone on with for so long is sent again: its message may be lost. */
const STANDSTILL = 5 * 60_000;
/** One that waits for long is sent again ever more rarely, because it is probably only far back in the queue. */
const LONGEST_WAIT = 60 * 60_000;

const dueAfter = (job: { received: number }, now: number): number =>
  now + Math.min(LONGEST_WAIT, Math.max(STANDSTILL, now - job.received));

/** Writes a job and, where it lies nowhere else, its body. False where too much is waiting: then nothing was written. */
export const createJob = (sql: Sql, job: NewJob, body: Uint8Array | null, now: number): boolean => {
  const { jobs, bytes } = unfinishedJobs(sql);
  const own = body?.byteLength ?? 0;
  if (jobs >= MOST_JOBS || bytes + own > MOST_BYTES) {
    discardText(sql, job.bodyKey);
    return false;
  }
  insertJob(sql, job, { received: now, bytes: own, due: now + STANDSTILL });
  if (body !== null) writeBody(sql, job.id, body);
  return true;
};

export interface AdvanceOptions {
  /** How many items the caller believes to be done; where that is not so, nothing is placed. */
  from: number;
  /** Keep a failure as the article's answer, instead of placing none of these. */
  lenient: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Places the next items of a job and keeps the answers. Answers how many are done then; null where there is no such job. */
export const advanceJob = (
  sql: Sql,
  engine: Engine,
  id: string,
  entries: JobEntry[],
  { from, lenient, now }: AdvanceOptions,
): number | null => {
  const job = readJob(sql, id);
  const read = entries.flatMap((entry) => ('incoming' in entry ? [entry.incoming] : []));
  if (job === null || job.done !== from) {
    engine.refuse(read, 'behind');
    return job?.done ?? null;
  }
  const removed = new Set(read.filter(({ article }) => wasRemoved(sql, article.id, job.received)));
  engine.refuse([...removed], 'behind');
  const staying = read.filter((incoming) => !removed.has(incoming));
  const placed = engine.place(
    staying.map((incoming) => ({ ...incoming, accepted: job.received })),
    { store: true, now },
  );
  if (!lenient && placed.some((outcome) => 'error' in outcome)) return from;
  const answers = placed.map(glance).values();
  const outcomes = entries.map((entry): JobOutcome => {
    if ('problem' in entry) return entry.problem;
    return removed.has(entry.incoming) ? { error: 'removed' } : (answers.next().value as JobOutcome);
  });
  keepAnswers(sql, job, outcomes, now);
  return from + entries.length;
};

/** With the last answer the job's body goes. */
const keepAnswers = (sql: Sql, job: JobRow, outcomes: JobOutcome[], now: number): void => {
  sql.exec('INSERT INTO job_result (job, start, results) VALUES (?, ?, ?)', job.id, job.done, JSON.stringify(outcomes));
  const done = job.done + outcomes.length;
  const errors = job.errors + outcomes.filter((outcome) => !('decision' in outcome)).length;
  const moved = { ...job, done, errors, failed: 0 };
  if (done < job.items) updateJob(sql, { ...moved, due: now + STANDSTILL });
  else {
    discardBody(sql, job);
    updateJob(sql, { ...moved, due: null, bytes: 0, body_key: null });
    forgetRemovals(sql);
  }
};

/** Of a placement, what a job keeps. */
const glance = (outcome: IndexPlacement | PlacementFailure): JobOutcome => {
  if ('error' in outcome) return outcome;
  const { article_id, cluster_id, decision, relation, score, notes } = outcome;
  return { article_id, cluster_id, decision, relation, score, notes };
};

export const readResults = (sql: Sql, job: string): JobOutcome[] =>
  sql
    .exec<{ results: string }>('SELECT results FROM job_result WHERE job = ? ORDER BY start', job)
    .toArray()
    .flatMap(({ results }) => JSON.parse(results) as JobOutcome[]);

/** It is sent again by nobody but a person. */
export const failJob = (sql: Sql, id: string): void => {
  const job = readJob(sql, id);
  if (job !== null && job.done < job.items) updateJob(sql, { ...job, failed: 1, due: null });
};

/** It was sent again, and is looked after once more. */
export const reviveJob = (sql: Sql, id: string, now: number): void => {
  const job = readJob(sql, id);
  if (job !== null && job.done < job.items) updateJob(sql, { ...job, failed: 0, due: now + STANDSTILL });
};

/** Jobs that stand still, whose messages are to be sent again now. */
export const takeStandingStill = (sql: Sql, now: number, limit: number): JobRow[] => {
  const jobs = jobsDueAt(sql, now, limit);
  for (const job of jobs) updateJob(sql, { ...job, due: dueAfter(job, now) });
  return jobs;
};

/** When a job is to be sent again; null where none waits. */
export const nextStandstill = (sql: Sql): number | null => firstDue(sql);

/** Removes a piece of the jobs that were kept long enough, whatever their state. */
export const expireJobs = (sql: Sql, now: number): void => {
  const old = oldestJobs(sql, PIECE).filter(({ received }) => received + KEPT <= now);
  for (const job of old) {
    discardBody(sql, job);
    sql.exec('DELETE FROM job_result WHERE job = ?', job.id);
    sql.exec('DELETE FROM job WHERE id = ?', job.id);
  }
  if (old.length > 0) forgetRemovals(sql);
};

export const nextJobExpiry = (sql: Sql): number | null => {
  const [oldest] = oldestJobs(sql, 1);
  return oldest === undefined ? null : oldest.received + KEPT;
};

const discardBody = (sql: Sql, { id, body_key }: JobRow): void => {
  discardText(sql, body_key);
  sql.exec('DELETE FROM job_body WHERE job = ?', id);
};
