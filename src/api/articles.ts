import { Hono } from 'hono';
import { readBody } from '../intake/body.ts';
import { readPayload } from '../intake/payload.ts';
import { notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { placeNow } from './placing.ts';
import { collectionOf } from './story-index.ts';
import { takeArticles } from './taking.ts';
import { fetchText } from './texts.ts';

export const articles = new Hono<Api>();

articles.post('/articles', allow('write'), async (c) => takeArticles(c, await readBody(c.req.raw)));

/** The same answer without storing anything. */
articles.post('/check', allow('read'), async (c) => {
  const payload = readPayload(await readBody(c.req.raw), c.req.header('content-type') ?? '');
  return placeNow(c, payload, { store: false });
});

articles.get('/articles/:id', allow('read'), async (c) => {
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
