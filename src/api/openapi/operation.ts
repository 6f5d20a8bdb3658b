import type * as z from 'zod/mini';
import type { ProblemName } from '../../contract/problem.ts';
import type { Right } from '../tokens.ts';

export type Method = 'get' | 'post' | 'put' | 'delete';

/** What the document says of one route, in short: src/api/openapi/document.ts makes OpenAPI of it. */
export interface Operation {
  method: Method;
  /** As hono spells it: `/v1/articles/:id`. */
  path: string;
  /** Never changes: code that was generated from the document is named by it. */
  id: string;
  tag: Tag;
  /** A few words. */
  summary: string;
  /** Sentences, in Markdown. */
  description?: string;
  /** Who may: whoever has a token with this right, whoever signs, anybody. */
  access: Right | 'signed' | 'anybody';
  parameters?: Parameter[];
  body?: Body;
  /** By status. */
  answers: Record<number, Answer>;
  /** Problems of its own, beside those that access and body bring with them. */
  problems?: ProblemName[];
}

export interface Parameter {
  /** As it is sent: headers in the usual spelling. */
  name: string;
  in: 'query' | 'header' | 'path';
  description: string;
  schema: JsonSchema;
  required?: boolean;
}

export interface Body {
  description: string;
  /** By media type. */
  content: Record<string, Media>;
}

export interface Answer {
  description: string;
  /** JSON of this component; without it there is no body, unless `media` says what it is. */
  schema?: JsonSchema;
  media?: string;
  /** Names of headers that only this answer has. */
  headers?: HeaderName[];
}

export interface Media {
  schema: JsonSchema;
  example?: unknown;
}

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** In the order in which they are shown. */
export const TAGS = {
  Articles: 'Articles are posted, looked up and removed.',
  Clusters: 'What belongs together.',
  Corrections: 'What people say of clusters; later articles obey.',
  Webhooks: 'What crawlers send by themselves, signed.',
  Jobs: 'Articles that are placed later.',
  Events: 'What happened, to be asked for or to be sent.',
  Collection: 'How the collection is kept, and what it holds.',
  'Dead letters': 'Messages that their queues gave up.',
  Description: 'What this Samewire is.',
} as const;
export type Tag = keyof typeof TAGS;

/** Headers of single answers; those of all answers are in src/api/openapi/headers.ts, too. */
export type HeaderName = 'Idempotency-Replayed' | 'Location' | 'ETag';
