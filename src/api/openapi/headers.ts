import type { HeaderName, JsonSchema } from './operation.ts';

interface Header {
  description: string;
  /** Whether each answer for which it is listed has it. */
  required: boolean;
  schema: JsonSchema;
}

const always = (description: string): Header => ({ description, required: true, schema: { type: 'string' } });
const sometimes = (description: string): Header => ({ ...always(description), required: false });

/** Headers of answers that clients may go by. */
export const HEADERS = {
  'X-Request-Id': always('Names the request, in problems and in the log; the sender may choose it.'),
  'Server-Timing': always('How long parts of the work took, in milliseconds.'),
  'Idempotency-Replayed': sometimes('`true` where the same request was answered before.'),
  Location: always('Where to ask what became of it.'),
  ETag: always('Changes with the answer; to be sent as `If-None-Match`.'),
  'Retry-After': sometimes('Seconds after which to send the request again.'),
  'WWW-Authenticate': always('How to say who is asking.'),
} satisfies Record<HeaderName, Header> & Record<string, Header>;
export type KnownHeader = keyof typeof HEADERS;

/** Headers that every answer has. */
export const ALWAYS = ['X-Request-Id', 'Server-Timing'] as const;

export const referHeaders = (names: readonly KnownHeader[]): Record<string, { $ref: string }> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
