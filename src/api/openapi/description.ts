import type { Operation } from './operation.ts';
import { IF_NONE_MATCH, UNCHANGED } from './parameters.ts';

export const DESCRIPTION_OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/openapi.json',
    id: 'getDocument',
    tag: 'Description',
    summary: 'Read this document',
    access: 'anybody',
    parameters: [IF_NONE_MATCH],
    answers: { 200: { description: 'OpenAPI 3.1.', schema: { type: 'object' }, headers: ['ETag'] }, 304: UNCHANGED },
  },
  {
    method: 'get',
    path: '/docs',
    id: 'getDocs',
    tag: 'Description',
    summary: 'Read this document as a page',
    access: 'anybody',
    parameters: [IF_NONE_MATCH],
    answers: {
      200: {
        description: 'A page that needs nothing else.',
        schema: { type: 'string' },
        media: 'text/html',
        headers: ['ETag'],
      },
      304: UNCHANGED,
    },
  },
];
