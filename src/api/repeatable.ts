import type { Context } from 'hono';
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
  return { ...(await nameRequest(['idempotency-key', key], encode(body))), strict: true };
};

/** A webhook's delivery. Senders may write the same anew when they send it again, so only its id counts. */
export const nameDelivery = async (sender: string, delivery: string, body: Uint8Array): Promise<Repeatable> => ({
  ...(await nameRequest(['webhook', sender, delivery], body)),
  strict: false,
});

/** Hashes, so that keys are short whatever was sent. */
const nameRequest = async (key: string[], body: Uint8Array): Promise<RequestName> => ({
  key: await digest(encode(JSON.stringify(key))),
  digest: await digest(body),
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** 128 bits of SHA-256. */
const digest = async (bytes: Uint8Array): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

const BAD_KEY = problem(
  'bad-idempotency-key',
  'Idempotency-Key must be 1 to 255 visible ASCII characters, and be sent once.',
  [{ field: 'Idempotency-Key', detail: 'must be 1 to 255 visible ASCII characters, and be sent once' }],
);
