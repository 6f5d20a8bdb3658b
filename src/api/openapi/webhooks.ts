import { ACCEPTED, MODE } from './articles.ts';
import { ARTICLES } from './bodies.ts';
import { refer } from './components.ts';
import type { Operation } from './operation.ts';
import { header, idOf, text } from './parameters.ts';

export const WEBHOOK_OPERATIONS: Operation[] = [
  {
    method: 'post',
    path: '/v1/webhooks/crawler',
    id: 'receiveWebhook',
    tag: 'Webhooks',
    summary: "Take a crawler's delivery",
    description:
      'Whoever sends is known by a signature in the headers that the sender was set up with: Standard Webhooks, HMAC-SHA256 of the body in hex, or a shared secret. What would be the same next time is answered 200, with problems in their places.',
    access: 'signed',
    parameters: [
      text('sender', 'Name of the sender; without it each is tried.'),
      MODE,
      header('webhook-id', 'Standard Webhooks: the same however often it is sent.'),
      header('webhook-timestamp', 'Standard Webhooks: seconds since 1970, at most five minutes off.'),
      header('webhook-signature', 'Standard Webhooks: `v1,…` in base64; several with blanks between them.'),
      header('X-Hub-Signature-256', 'HMAC-SHA256 of the body: `sha256=…` in hex. A sender may have another header.'),
    ],
    body: ARTICLES,
    answers: {
      200: {
        description: 'What became of each article.',
        schema: refer('Results'),
        headers: ['Idempotency-Replayed'],
      },
      202: ACCEPTED,
    },
    problems: ['no-queue', 'not-placed'],
  },
];

export const JOB_OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/v1/jobs/:id',
    id: 'getJob',
    tag: 'Jobs',
    summary: 'Ask how far a job is',
    access: 'read',
    parameters: [idOf('job')],
    answers: { 200: { description: 'The job, with what became of its articles so far.', schema: refer('Job') } },
    problems: ['not-found'],
  },
];
