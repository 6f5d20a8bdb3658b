import type { FieldError } from '../contract/problem.ts';
import type { Claim } from './claim.ts';
import type { KnownSender } from './senders.ts';

/** A request that is what it claims to be. */
export interface Verified {
  sender: KnownSender;
  delivery: string | null;
  /** As it was sent: nothing of it was read before. */
  body: Uint8Array;
}

export interface Sent {
  headers: Headers;
  /** Reads the body; not called where the headers alone are at fault. */
  body: () => Promise<Uint8Array>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Finds who of these sent a request, or says what is wrong with its headers. Tries every one of them, whoever it is. */
export const findSender = async (senders: KnownSender[], sent: Sent): Promise<Verified | { errors: FieldError[] }> => {
  const claims: { sender: KnownSender; claim: Claim }[] = [];
  const errors: FieldError[] = [];
  for (const sender of senders) {
    const claim = sender.read(sent.headers, sent.now);
    if (claim === null) continue;
    if ('field' in claim) errors.push(claim);
    else claims.push({ sender, claim });
  }
  if (claims.length === 0) return { errors: distinct(errors.length === 0 ? senders.flatMap(missing) : errors) };
  const body = await sent.body();
  let found: Verified | null = null;
  for (const { sender, claim } of claims) {
    const holds = await claim.holds(body);
    if (holds) found ??= { sender, delivery: claim.delivery, body };
    else errors.push({ field: claim.header, detail: 'does not match' });
  }
  return found ?? { errors: distinct(errors) };
};

const missing = ({ headers }: KnownSender): FieldError[] => headers.map((field) => ({ field, detail: 'is missing' }));

/** Each header once: several senders may look at the same. */
const distinct = (errors: FieldError[]): FieldError[] => [
  ...new Map(errors.map((error) => [error.field, error])).values(),
];
