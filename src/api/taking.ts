import type { Context } from 'hono';
import { type Payload, readPayload } from '../intake/payload.ts';
import { badQuery, ProblemError, problem } from '../intake/problems.ts';
import { isPassing } from './answers.ts';
import type { Api } from './auth.ts';
import { type Accepted, acceptJob } from './jobs.ts';
import { type HowToPlace, type Placed, placeNow } from './placing.ts';
import { readText } from './query.ts';

/**
 * Bytes of a body from which on its articles are placed later, unless the sender says `mode=sync`. About 300 articles of 500 words:
 * the collection's object has work with them for about a second, as long as a crawler likes to wait.
 */
const LARGE_BODY = 1024 * 1024;

/**
 * Takes articles in: places them while the sender waits, or accepts them as a job that is done later. That is where the sender asks for
 * it (`mode=async`), where the body is large, or where the collection is overloaded; without a queue only the first way is there.
 * Answers where they went, or the response that accepts the job.
 * @param body as `readBody` gives it. @throws {ProblemError} 400 for a body or mode that is none, 501 without a queue, 503 under overload.
 */
export const takeArticles = async (
  c: Context<Api>,
  body: string,
  how: Omit<HowToPlace, 'store'>,
): Promise<Placed | Accepted> => {
  const mode = readMode(c);
  const contentType = c.req.header('content-type') ?? '';
  const payload = readPayload(body, contentType);
  const later = (): Promise<Accepted> => acceptJob(c, { body, contentType, items: payload.items.length });
  if (payload.items.length > 0 && goesToQueue(c, mode, body)) return later();
  return placeOr(c, payload, how, mode === 'sync' || c.env.INTAKE === undefined ? null : later);
};

type Mode = 'sync' | 'async' | null;

const readMode = (c: Context<Api>): Mode => {
  const mode = readText((name) => c.req.query(name), 'mode');
  if (mode !== null && mode !== 'sync' && mode !== 'async')
    throw new ProblemError(badQuery('?mode', 'must be sync or async'));
  if (mode === 'async' && c.env.INTAKE === undefined) throw new ProblemError(NO_QUEUE);
  return mode;
};

const goesToQueue = (c: Context<Api>, mode: Mode, body: string): boolean =>
  mode === 'async' || (mode === null && c.env.INTAKE !== undefined && Buffer.byteLength(body) >= LARGE_BODY);

/** What an overloaded collection has begun is not lost either: placed again by the job, it answers `unchanged`. */
const placeOr = async (
  c: Context<Api>,
  payload: Payload,
  how: Omit<HowToPlace, 'store'>,
  later: (() => Promise<Accepted>) | null,
): Promise<Placed | Accepted> => {
  try {
    return await placeNow(c, payload, { ...how, store: true });
  } catch (error) {
    if (later === null || !isOverload(error)) throw error;
    return later();
  }
};

const isOverload = (error: unknown): boolean =>
  isPassing(error) || (error instanceof ProblemError && error.problem.status === 503);

const NO_QUEUE = problem(
  'no-queue',
  'This Samewire has no INTAKE queue, so it cannot place articles later: leave out ?mode=async. README.md says how to set one up.',
  [{ field: '?mode', detail: 'cannot be async without a queue' }],
);
