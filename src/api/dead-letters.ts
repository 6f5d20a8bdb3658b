import { Hono } from 'hono';
import { ProblemError, problem } from '../intake/problems.ts';
import { queueOf } from '../jobs/queues.ts';
import { notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { badCursor, readPage } from './query.ts';
import { collectionOf } from './story-index.ts';
import { type Page, takes } from './takes.ts';

/** Messages that their queues gave up: they wait for a person. */
export const deadLetters = new Hono<Api>()
  .get('/dead-letters', allow('administer'), takes<{ query?: Page }>(), async (c) => {
    const page = await collectionOf(c).deadLetters(readPage((name) => c.req.query(name)));
    if ('error' in page) throw badCursor();
    return c.json(page, 200);
  })
  /** Sent first and removed then: between the two it may be sent twice, which does no harm. */
  .post('/dead-letters/:id/replay', allow('administer'), async (c) => {
    const id = c.req.param('id');
    const message = await collectionOf(c).deadLetter(id);
    if (message === null) throw notFound('dead letter with this id');
    const queue = queueOf(c.env, message);
    if (queue === undefined) throw new ProblemError(noQueue(message.kind));
    await queue.send(message);
    await collectionOf(c).releaseDeadLetter(id, message);
    return c.body(null, 202);
  })
  .delete('/dead-letters/:id', allow('administer'), async (c) => {
    const removed = await collectionOf(c).removeDeadLetter(c.req.param('id'));
    if (!removed) throw notFound('dead letter with this id');
    return c.body(null, 204);
  });

const noQueue = (kind: string) => problem('no-queue', `This Samewire has no queue for messages of the kind "${kind}".`);
