import type { Context } from 'hono';
import { digestOf } from '../digest.ts';
import { ProblemError, problem } from '../intake/problems.ts';
import type { RequestName } from '../story-index/story-index.ts';
import type { Api } from './auth.ts';

/** A request that can be told when it is sent again. */
export interface Repeatable extends RequestName {
  /** Whether another body under the same key is refused; else it gets the first one's answer. */
  strict: boolean;
}

/** Says that an answer was given before. */
export const REPLAYED = { 'idempotency-replayed': 'true' };

/** Visible ASCII. */
const KEY = /^[!-~]{1,255}$/;

/**
 * Reads the Idempotency-Key header; null where there is none.
 * @throws {ProblemError} 400 when it is no key.
 */
export const readIdempotencyKey = async (c: Context<Api>, body: string): Promise<Repeatable | null> => {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return null;
  if (!KEY.test(key)) throw new ProblemError(BAD_KEY);
  return { ...(await nameRequest(['idempotency-key', key], body)), strict: true };
};

/** A webhook's delivery. Senders may write the same anew when they send it again, so only its id counts. */
export const nameDelivery = async (sender: string, delivery: string, body: Uint8Array): Promise<Repeatable> => ({
  ...(await nameRequest(['webhook', sender, delivery], body)),
  strict: false,
});

/** Hashes, so that keys are short whatever was sent. */
const nameRequest = async (key: string[], body: string | Uint8Array): Promise<RequestName> => ({
  key: await digestOf(JSON.stringify(key)),
  digest: await digestOf(body),
});

const BAD_KEY = problem(
  'bad-idempotency-key',
  'Idempotency-Key must be 1 to 255 visible ASCII characters, and be sent once.',
  [{ field: 'Idempotency-Key', detail: 'must be 1 to 255 visible ASCII characters, and be sent once' }],
);
