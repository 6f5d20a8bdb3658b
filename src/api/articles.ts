import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readBody } from '../intake/body.ts';
import { readPayload } from '../intake/payload.ts';
import { admit } from './admission.ts';
import { answerProblem, notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { revalidated } from './etag.ts';
import { type Answer, BATCH, placeItems } from './prepare.ts';
import { collectionOf } from './story-index.ts';
import { fetchText, textKeeper } from './texts.ts';

export const articles = new Hono<Api>();

articles.post('/articles', allow('write'), (c) => place(c, true));

/** The same answer without storing anything. */
articles.post('/check', allow('read'), (c) => place(c, false));

articles.get('/articles/:id', allow('read'), revalidated, async (c) => {
  const found = await collectionOf(c).article(c.req.param('id'));
  if (found === null) throw notFound('article with this id');
  const { article, textKey } = found;
  return c.json({ ...article, text: article.text ?? (await fetchText(c, textKey)) });
});

articles.delete('/articles/:id', allow('write'), async (c) => {
  const removed = await collectionOf(c).removeArticle(c.req.param('id'));
  if (!removed) throw notFound('article with this id');
  return c.body(null, 204);
});

const place = async (c: Context<Api>, store: boolean): Promise<Response> => {
  const { account } = c.var;
  const body = await account.time('read', () => readBody(c.req.raw));
  const { single, items } = readPayload(body, c.req.header('content-type') ?? '');
  const answers = await admit(c.var.caller.collection, Math.min(items.length, BATCH), async () =>
    placeItems(() => collectionOf(c), items, store ? await textKeeper(c) : null, account),
  );
  const [only] = answers;
  if (single && only) return answerSingle(c, only, store);
  return c.json({
    results: answers.map((answer) => ('problem' in answer ? answer.problem : answer.placement)),
    errors: answers.some((answer) => 'problem' in answer),
  });
};

const answerSingle = (c: Context<Api>, answer: Answer, store: boolean): Response => {
  if ('problem' in answer) return answerProblem(c, answer.problem);
  const status: ContentfulStatusCode = store && answer.placement.decision === 'founded' ? 201 : 200;
  return c.json(answer.placement, status);
};
