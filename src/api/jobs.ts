import { type Context, Hono } from 'hono';
import type { Job, JobAccepted } from '../contract/job.ts';
import type { JobMessage } from '../contract/message.ts';
import { toHex } from '../digest.ts';
import { problem } from '../intake/problems.ts';
import { isoTime } from '../story-index/article-table.ts';
import { toBase32 } from '../story-index/base32.ts';
import { type NewJob, stateOf } from '../story-index/jobs/job-table.ts';
import type { JobOutcome } from '../story-index/story-index.ts';
import { type JsonAnswer, notFound, overloaded } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { NOT_PLACED } from './prepare.ts';
import { collectionOf } from './story-index.ts';

/** Articles that are placed later. */
export const jobs = new Hono<Api>().get('/jobs/:id', allow('read'), async (c) => {
  const found = await collectionOf(c).job(c.req.param('id'));
  if (found === null) throw notFound('job with this id');
  const { job, outcomes } = found;
  const shown: Job = {
    job_id: job.id,
    state: stateOf(job),
    received_at: isoTime(job.received),
    items: job.items,
    done: job.done,
    errors: job.errors,
    results: outcomes.map(showOutcome),
  };
  return c.json(shown, 200);
});

const showOutcome = (outcome: JobOutcome): Job['results'][number] => {
  if (!('error' in outcome)) return outcome;
  return outcome.error === 'removed' ? REMOVED : NOT_PLACED;
};

const REMOVED = problem('removed', 'The article was deleted while it waited, so it was not placed.');

export type Accepted = JsonAnswer<JobAccepted, 202>;

export interface AcceptedBody {
  body: string;
  contentType: string;
  /** Articles in it. */
  items: number;
}

/**
 * Stores a body, answers 202, and leaves its articles to the queue.
 * @throws {ProblemError} 503 where too much is waiting already.
 */
export const acceptJob = async (c: Context<Api>, { body, contentType, items }: AcceptedBody): Promise<Accepted> => {
  const { collection } = c.var.caller;
  const id = makeId(Date.now());
  const bodyKey = await putBody(c.env.TEXTS, `${collection}/${id}`, body);
  const job: NewJob = { id, collection, items, contentType, bodyKey };
  const created = await collectionOf(c).createJob(job, bodyKey === null ? new TextEncoder().encode(body) : null);
  if (!created) throw overloaded();
  c.var.account.job = id;
  await sendMessage(c.env.INTAKE, { kind: 'job', collection, job: id });
  const status_url = new URL(`/v1/jobs/${id}`, c.req.url).href;
  const accepted: JobAccepted = { job_id: id, status_url, state: 'queued' };
  return c.json(accepted, 202, { location: status_url });
};

/** Sorts by time, for the object's sake; 80 random bits make it one that nobody guesses. */
const makeId = (now: number): string => {
  const random = crypto.getRandomValues(new Uint8Array(10));
  return `j_${toBase32(now)}${toHex(random)}`;
};

/** Where the body lies; null where the object is to keep it. */
const putBody = async (bucket: R2Bucket | undefined, key: string, body: string): Promise<string | null> => {
  try {
    await bucket?.put(key, body);
    return bucket === undefined ? null : key;
  } catch (error) {
    console.error('a job could not be written to R2, the object keeps it', error);
    return null;
  }
};

/** The job is stored, so a message that does not go off is only late: the object's alarm sends another. */
const sendMessage = async (queue: Queue<JobMessage> | undefined, message: JobMessage): Promise<void> => {
  try {
    await queue?.send(message);
  } catch (error) {
    console.error('a message could not be sent, the object will send it', error);
  }
};
