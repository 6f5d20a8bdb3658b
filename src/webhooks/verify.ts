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

export interface Refused {
  /** What is wrong with which header. */
  errors: FieldError[];
  /** Whether any header was there by which one of the senders is known. */
  addressed: boolean;
}

/** Finds who of these sent a request. Tries every one of them, whoever it is. */
export const findSender = async (senders: KnownSender[], sent: Sent): Promise<Verified | Refused> => {
  const claims: { sender: KnownSender; claim: Claim }[] = [];
  const errors: FieldError[] = [];
  for (const sender of senders) {
    const claim = sender.read(sent.headers, sent.now);
    if (claim === null) continue;
    if ('field' in claim) errors.push(claim);
    else claims.push({ sender, claim });
  }
  if (claims.length === 0 && errors.length === 0)
    return { errors: distinct(senders.flatMap(missing)), addressed: false };
  if (claims.length === 0) return { errors: distinct(errors), addressed: true };
  const body = await sent.body();
  let found: Verified | null = null;
  for (const { sender, claim } of claims) {
    const holds = await claim.holds(body);
    if (holds) found ??= { sender, delivery: claim.delivery, body };
    else errors.push({ field: claim.header, detail: 'does not match' });
  }
  return found ?? { errors: distinct(errors), addressed: true };
};

const missing = ({ headers }: KnownSender): FieldError[] => headers.map((field) => ({ field, detail: 'is missing' }));

/** Each header once: several senders may look at the same. */
const distinct = (errors: FieldError[]): FieldError[] => [
  ...new Map(errors.map((error) => [error.field, error])).values(),
];
