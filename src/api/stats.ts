import { Hono } from 'hono';
import { type Api, allow } from './auth.ts';
import { collectionOf } from './story-index.ts';

/** How much the collection holds, and what it has done since its object woke up. */
export const stats = new Hono<Api>().get('/stats', allow('read'), async (c) =>
  c.json(await collectionOf(c).stats(), 200),
);
