import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readBody } from '../intake/body.ts';
import { badQuery, ProblemError } from '../intake/problems.ts';
import { answerProblem, notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { listResults, takeArticles } from './intake.ts';
import type { Answer } from './prepare.ts';
import { type Query, readText } from './query.ts';
import { readIdempotencyKey } from './repeatable.ts';
import { collectionOf } from './story-index.ts';
import { fetchText } from './texts.ts';

export const articles = new Hono<Api>();

articles.post('/articles', allow('write'), (c) => place(c, true));

/** The same answer without storing anything. */
articles.post('/check', allow('read'), (c) => place(c, false));

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

const place = async (c: Context<Api>, store: boolean): Promise<Response> => {
  const body = await readBody(c.req.raw);
  const repeatable = store ? await readIdempotencyKey(c, body) : null;
  const explain = readExplain((name) => c.req.query(name));
  const { single, answers, headers } = await takeArticles(c, body, { store, repeatable, explain });
  const [only] = answers;
  const response = single && only ? answerSingle(c, only, store) : c.json(listResults(answers));
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

/** `?explain=intake` asks for the names under which the fields were sent. */
const readExplain = (query: Query): boolean => {
  const wanted = readText(query, 'explain');
  if (wanted === null || wanted === 'intake') return wanted !== null;
  throw new ProblemError(badQuery('?explain', 'must be intake'));
};

const answerSingle = (c: Context<Api>, answer: Answer, store: boolean): Response => {
  if ('problem' in answer) return answerProblem(c, answer.problem);
  const status: ContentfulStatusCode = store && answer.placement.decision === 'founded' ? 201 : 200;
  return c.json(answer.placement, status);
};
