import { Webhook } from 'standardwebhooks';
import type { Delivery } from '../contract/message.ts';
import type { Receiver } from '../story-index/events/delivery.ts';
import { refusalOf } from './addresses.ts';
import { readRetryAfter } from './backoff.ts';

/** Milliseconds a receiver has to answer. */
const PATIENCE = 10_000;

/** What came of one request. */
export interface Attempt {
  result: 'delivered' | 'failed' | 'gone';
  /** What went wrong; empty where nothing did. */
  reason: string;
  /** Seconds after which the receiver asked to be asked again. */
  wish: number | null;
}

/**
 * Signs a delivery as Standard Webhooks says, with each secret, and posts it once. No redirect is followed: it could lead anywhere.
 * @param open Receivers may be private: for development.
 */
export const attemptDelivery = async (
  { id, event }: Delivery,
  { url, secrets }: Receiver,
  open: boolean,
): Promise<Attempt> => {
  const refusal = refusalOf(url, open);
  if (refusal !== null) return failure(`the URL ${refusal}`);
  const body = JSON.stringify(event);
  const time = new Date();
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Samewire',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, time, body)).join(' '),
  };
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    // What it says besides its status is of no interest, however long it is.
    await answer.body?.cancel();
    return readAnswer(answer);
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return failure(late ? `no answer within ${PATIENCE / 1000} seconds` : 'cannot be reached');
  }
};

const readAnswer = ({ ok, status, headers }: Response): Attempt => {
  if (ok) return { result: 'delivered', reason: '', wish: null };
  if (status === 410) return { result: 'gone', reason: 'status 410', wish: null };
  const wish = status === 429 || status === 503 ? readRetryAfter(headers.get('retry-after'), Date.now()) : null;
  const redirected = status >= 300 && status < 400;
  return { ...failure(redirected ? `status ${status}: redirects are not followed` : `status ${status}`), wish };
};

const failure = (reason: string): Attempt => ({ result: 'failed', reason, wish: null });
