import { Hono } from 'hono';
import type { Article } from '../contract/article.ts';
import type { SentPair } from '../contract/sent.ts';
import { readArticle } from '../intake/article.ts';
import { readBody } from '../intake/body.ts';
import { readObject } from '../intake/payload.ts';
import { ProblemError } from '../intake/problems.ts';
import { compare } from '../similarity/compare.ts';
import { type Api, allow } from './auth.ts';
import { takes } from './takes.ts';

/** Two articles side by side: how they stand to each other and why. Nothing is stored or looked up. */
export const comparisons = new Hono<Api>().post('/compare', allow('read'), takes<{ json: SentPair }>(), async (c) => {
  const body = readObject(await readBody(c.req.raw));
  const [a, b] = [await readSide(body, 'a'), await readSide(body, 'b')];
  return c.json(compare(a, b), 200);
});

const readSide = async (body: Record<string, unknown>, side: 'a' | 'b'): Promise<Article> => {
  const reading = await readArticle(body[side], `${side}.`);
  if ('problem' in reading) throw new ProblemError(reading.problem);
  return reading.article;
};
