import { type Context, Hono } from 'hono';
import type { SentArticles } from '../contract/sent.ts';
import { readBody } from '../intake/body.ts';
import { readPayload } from '../intake/payload.ts';
import { badQuery, ProblemError } from '../intake/problems.ts';
import { notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { revalidated } from './etag.ts';
import { answerPlaced, placeNow } from './placing.ts';
import { type Query, readText } from './query.ts';
import { readIdempotencyKey } from './repeatable.ts';
import { collectionOf } from './story-index.ts';
import { takes } from './takes.ts';
import { takeArticles } from './taking.ts';
import { fetchText } from './texts.ts';

export const articles = new Hono<Api>()
  .post('/articles', allow('write'), takes<Placing>(), async (c) => {
    const explain = readExplain((name) => c.req.query(name));
    const body = await readTimed(c);
    const taken = await takeArticles(c, body, { repeatable: await readIdempotencyKey(c, body), explain });
    return taken instanceof Response ? taken : answerPlaced(c, taken, true);
  })
  /** The same answer without storing anything. */
  .post('/check', allow('read'), takes<{ json: SentArticles; query?: Explain }>(), async (c) => {
    const explain = readExplain((name) => c.req.query(name));
    const payload = readPayload(await readTimed(c), c.req.header('content-type') ?? '');
    return answerPlaced(c, await placeNow(c, payload, { store: false, repeatable: null, explain }), false);
  })
  .get('/articles/:id', allow('read'), revalidated, async (c) => {
    const found = await collectionOf(c).article(c.req.param('id'));
    if (found === null) throw notFound('article with this id');
    const { article, textKey } = found;
    return c.json({ ...article, text: article.text ?? (await fetchText(c, textKey)) }, 200);
  })
  .delete('/articles/:id', allow('write'), async (c) => {
    const removed = await collectionOf(c).removeArticle(c.req.param('id'));
    if (!removed) throw notFound('article with this id');
    return c.body(null, 204);
  });

const readTimed = (c: Context<Api>): Promise<string> => c.var.account.time('read', () => readBody(c.req.raw));

type Explain = { explain?: 'intake' };

interface Placing {
  json: SentArticles;
  query?: Explain & { mode?: 'sync' | 'async' };
  header?: { 'idempotency-key'?: string };
}

/** `?explain=intake` asks for the names under which the fields were sent. */
const readExplain = (query: Query): boolean => {
  const wanted = readText(query, 'explain');
  if (wanted === null || wanted === 'intake') return wanted !== null;
  throw new ProblemError(badQuery('?explain', 'must be intake'));
};
