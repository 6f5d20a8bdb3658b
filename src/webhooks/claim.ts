import type { FieldError } from '../contract/problem.ts';

/** What a request's headers say of who sent it, before the body is read. */
export interface Claim {
  /** What tells this delivery from the sender's others, the same when it is sent again; null where nothing does. */
  delivery: string | null;
  /** The header that is at fault where the claim does not hold. */
  header: string;
  /** Whether it is true of a body as it was sent, byte by byte. Looks at every secret, so that the time taken tells nothing of any. */
  holds(body: Uint8Array): Promise<boolean>;
}

/**
 * Reads the headers of one sender's scheme. null: none of them is there, the request is not from this sender.
 * @param now Milliseconds since the epoch.
 */
export type ReadClaim = (headers: Headers, now: number) => Claim | FieldError | null;
