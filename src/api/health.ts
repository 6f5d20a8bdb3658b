import { Hono } from 'hono';
import { type Api, identify } from './auth.ts';

export const health = new Hono<Api>()
  /** Without a token: whether Samewire is up and set up. With one: what the collection holds, too. */
  .get('/healthz', async (c) => {
    const stranger = c.env.API_TOKENS !== undefined && !c.req.header('authorization');
    if (stranger) return c.json({ status: 'ok' });
    const { collection } = await identify(c.req.raw, c.env);
    return c.json({ status: 'ok', collection: await c.env.STORY_INDEX.getByName(collection).health() });
  });
