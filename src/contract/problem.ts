import * as z from 'zod/mini';

/** Everything that can go wrong. A name becomes a type, `urn:samewire:problem:…`, which stays the same for ever. */
export const PROBLEMS = {
  'bad-body': { status: 400, title: 'The body cannot be read' },
  'bad-idempotency-key': { status: 400, title: 'The Idempotency-Key cannot be used' },
  'bad-query': { status: 400, title: 'The query cannot be understood' },
  'bad-signature': { status: 401, title: 'The signature is missing or wrong' },
  'unknown-token': { status: 401, title: 'A token is needed' },
  'foreign-page': { status: 403, title: 'Local use only' },
  'right-lacks': { status: 403, title: 'The token lacks a right' },
  'not-found': { status: 404, title: 'Not found' },
  'wrong-method': { status: 405, title: 'Wrong method' },
  'already-undone': { status: 409, title: 'Undone already' },
  'subscription-ended': { status: 409, title: 'The subscription has ended' },
  'too-many-subscriptions': { status: 409, title: 'Too many subscriptions' },
  'events-gone': { status: 410, title: 'The events are gone' },
  removed: { status: 410, title: 'Removed' },
  'precondition-failed': { status: 412, title: 'Changed since it was read' },
  'too-large': { status: 413, title: 'Too large' },
  'bad-encoding': { status: 415, title: 'Unknown content encoding' },
  'bad-article': { status: 422, title: 'The article cannot be taken' },
  'bad-correction': { status: 422, title: 'The correction cannot be made' },
  'bad-settings': { status: 422, title: 'The settings cannot be taken' },
  'bad-subscription': { status: 422, title: 'The subscription cannot be taken' },
  'idempotency-key-reused': { status: 422, title: 'The key was used for another request' },
  fault: { status: 500, title: 'Samewire failed' },
  'not-placed': { status: 500, title: 'Not placed' },
  'no-queue': { status: 501, title: 'There is no queue' },
  'bad-senders': { status: 503, title: 'The senders cannot be read' },
  'bad-tokens': { status: 503, title: 'The tokens cannot be read' },
  'no-senders': { status: 503, title: 'No senders are set up' },
  'no-tokens': { status: 503, title: 'No tokens are set up' },
  overloaded: { status: 503, title: 'Overloaded' },
} as const;
export type ProblemName = keyof typeof PROBLEMS;
export type ProblemStatus = (typeof PROBLEMS)[ProblemName]['status'];

export const typeOf = (name: ProblemName): string => `urn:samewire:problem:${name}`;

export const FieldError = z.object({
  field: z
    .string()
    .check(
      z.describe('Name of the field as it was sent, with its place: `text`, `articles[3].published_at`, `?limit`.'),
    ),
  detail: z.string(),
});
export type FieldError = z.infer<typeof FieldError>;

/** What went wrong, as RFC 9457 `application/problem+json`. */
export const Problem = z.object({
  type: z.string().check(z.describe('`urn:samewire:problem:` and a name; clients may meet new ones.')),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(FieldError),
  instance: z
    .optional(z.string())
    .check(z.describe('The request that it answers; of one article among several it is left out.')),
});
export type Problem = z.infer<typeof Problem>;
