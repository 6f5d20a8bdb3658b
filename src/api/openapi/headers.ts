import type { HeaderName, JsonSchema } from './operation.ts';

interface Header {
  description: string;
  schema: JsonSchema;
}

const text = (description: string): Header => ({ description, schema: { type: 'string' } });

/** Headers of answers that clients may go by. */
export const HEADERS = {
  'X-Request-Id': text('Names the request, in problems and in the log; the sender may choose it.'),
  'Server-Timing': text('How long parts of the work took, in milliseconds.'),
  'Idempotency-Replayed': text('`true` where the same request was answered before.'),
  Location: text('Where to ask what became of it.'),
  ETag: text('Changes with the answer; to be sent as `If-None-Match`.'),
  'Retry-After': text('Seconds after which to send the request again.'),
  'WWW-Authenticate': text('How to say who is asking.'),
} satisfies Record<HeaderName, Header> & Record<string, Header>;
export type KnownHeader = keyof typeof HEADERS;

/** Headers that every answer has. */
export const ALWAYS = ['X-Request-Id', 'Server-Timing'] as const;

export const referHeaders = (names: readonly KnownHeader[]): Record<string, { $ref: string }> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
