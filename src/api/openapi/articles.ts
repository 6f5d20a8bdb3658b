import { ARTICLES, PAIR } from './bodies.ts';
import { refer } from './components.ts';
import type { Answer, JsonSchema, Operation } from './operation.ts';
import { header, IF_NONE_MATCH, idOf, integer, oneOf, UNCHANGED } from './parameters.ts';

const IDEMPOTENCY_KEY = header(
  'Idempotency-Key',
  'Names the request: sent again under the same key with the same body, it gets the same answer. 1 to 255 visible ASCII characters.',
  { minLength: 1, maxLength: 255, pattern: '^[!-~]{1,255}$' },
);

const EXPLAIN = oneOf('explain', 'Asks under which names the fields were sent: `intake.fields`.', ['intake']);

export const MODE = oneOf(
  'mode',
  '`sync`: placed while the sender waits. `async`: 202, placed by a job. Without it bodies of 1 MiB or more, and those that come under overload, go to a job.',
  ['sync', 'async'],
);

const PLACED: JsonSchema = { anyOf: [refer('Placement'), refer('Results')] };

export const ACCEPTED: Answer = {
  description: 'Stored, and placed later: `status_url` says how far it is.',
  schema: refer('JobAccepted'),
  headers: ['Location'],
};

export const ARTICLE_OPERATIONS: Operation[] = [
  {
    method: 'post',
    path: '/v1/articles',
    id: 'placeArticles',
    tag: 'Articles',
    summary: 'Place articles',
    description:
      'Says to which cluster each article belongs, and why. An article with the id of a known one, or with the same URL, is its revision. Every article that was answered is on disk.',
    access: 'write',
    parameters: [MODE, EXPLAIN, IDEMPOTENCY_KEY],
    body: ARTICLES,
    answers: {
      200: {
        description: 'Where one article went, or each of many.',
        schema: PLACED,
        headers: ['Idempotency-Replayed'],
      },
      201: {
        description: 'A single article that founded a cluster.',
        schema: refer('Placement'),
        headers: ['Idempotency-Replayed'],
      },
      202: ACCEPTED,
    },
    problems: ['bad-idempotency-key', 'bad-article', 'idempotency-key-reused', 'not-placed', 'no-queue'],
  },
  {
    method: 'post',
    path: '/v1/check',
    id: 'checkArticles',
    tag: 'Articles',
    summary: 'Ask where articles would go',
    description: 'Gives the same answer as placing, and stores nothing.',
    access: 'read',
    parameters: [EXPLAIN],
    body: ARTICLES,
    answers: { 200: { description: 'Where one article would go, or each of many.', schema: PLACED } },
    problems: ['bad-article', 'not-placed'],
  },
  {
    method: 'post',
    path: '/v1/compare',
    id: 'compareArticles',
    tag: 'Articles',
    summary: 'Compare two articles',
    description: 'Relation, score, signals and shared passages. Nothing is stored or looked up.',
    access: 'read',
    body: PAIR,
    answers: { 200: { description: 'How the two stand to each other.', schema: refer('Comparison') } },
    problems: ['bad-article'],
  },
  {
    method: 'get',
    path: '/v1/articles/:id',
    id: 'getArticle',
    tag: 'Articles',
    summary: 'Read an article',
    access: 'read',
    parameters: [idOf('article'), IF_NONE_MATCH],
    answers: {
      200: {
        description: 'The article as it is stored, with its cluster.',
        schema: refer('StoredArticle'),
        headers: ['ETag'],
      },
      304: UNCHANGED,
    },
    problems: ['not-found'],
  },
  {
    method: 'delete',
    path: '/v1/articles/:id',
    id: 'removeArticle',
    tag: 'Articles',
    summary: 'Remove an article',
    description: 'Without residue.',
    access: 'write',
    parameters: [idOf('article')],
    answers: { 204: { description: 'It is gone.' } },
    problems: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/articles/:id/matches',
    id: 'listMatches',
    tag: 'Articles',
    summary: 'List the nearest articles',
    description:
      'Each with what a comparison says of the two; in its passages `a` is the article that was asked about.',
    access: 'read',
    parameters: [idOf('article'), integer('limit', 'How many at most.', { minimum: 1, maximum: 20, default: 5 })],
    answers: { 200: { description: 'The nearest stored articles, nearest first.', schema: refer('Matches') } },
    problems: ['not-found'],
  },
];
