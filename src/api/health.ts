import { Hono } from 'hono';
import type { Health } from '../contract/health.ts';
import { type Api, identify } from './auth.ts';

/** Without a token: whether Samewire is up and set up. With one: what the collection holds, too. */
export const health = new Hono<Api>().get('/healthz', async (c) => {
  const stranger = c.env.API_TOKENS !== undefined && !c.req.header('authorization');
  const known: Health = stranger ? { status: 'ok' } : { status: 'ok', collection: await holdings(c.req.raw, c.env) };
  return c.json(known, 200);
});

const holdings = async (request: Request, env: Cloudflare.Env): Promise<Health['collection']> => {
  const { collection } = await identify(request, env);
  return env.STORY_INDEX.getByName(collection).health();
};
