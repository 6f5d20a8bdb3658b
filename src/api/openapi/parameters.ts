import type { Answer, Parameter } from './operation.ts';

/** Parameters that several routes have. The limits are those of src/api/query.ts. */

export const idOf = (what: string, description = `The ${what}'s id.`): Parameter => ({
  name: 'id',
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

export const integer = (
  name: string,
  description: string,
  range: { minimum: number; maximum?: number; default?: number },
): Parameter => ({ name, in: 'query', description, schema: { type: 'integer', ...range } });

export const text = (name: string, description: string): Parameter => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string', maxLength: 500 },
});

export const oneOf = (name: string, description: string, values: string[]): Parameter => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string', enum: values },
});

export const header = (name: string, description: string, schema: Parameter['schema'] = {}): Parameter => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string', ...schema },
});

/** Of lists. */
export const PAGE: Parameter[] = [
  integer('limit', 'How many a page has at most; it may hold fewer.', { minimum: 1, maximum: 200, default: 50 }),
  text('cursor', 'The `next` of the answer before.'),
];

export const IF_NONE_MATCH = header('If-None-Match', 'The ETag of an earlier answer: 304 where nothing has changed.');

export const UNCHANGED: Answer = { description: 'Nothing has changed.', headers: ['ETag'] };
