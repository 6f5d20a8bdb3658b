import type { Operation } from './operation.ts';

export const DESCRIPTION_OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/openapi.json',
    id: 'getDocument',
    tag: 'Description',
    summary: 'Read this document',
    access: 'anybody',
    answers: { 200: { description: 'OpenAPI 3.1.', schema: { type: 'object' } } },
  },
  {
    method: 'get',
    path: '/docs',
    id: 'getDocs',
    tag: 'Description',
    summary: 'Read this document as a page',
    access: 'anybody',
    answers: {
      200: { description: 'A page that needs nothing else.', schema: { type: 'string' }, media: 'text/html' },
    },
  },
];
