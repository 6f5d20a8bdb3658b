import { type Context, Hono } from 'hono';
import type { Comparison } from '../contract/comparison.ts';
import type { Match, Matches } from '../contract/match.ts';
import { compare } from '../similarity/compare.ts';
import type { MatchedArticle, Near } from '../story-index/story-index.ts';
import { notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { readInteger } from './query.ts';
import { collectionOf } from './story-index.ts';
import { type Asked, takes } from './takes.ts';
import { fetchText } from './texts.ts';

const MATCHES = 5;
const MOST_MATCHES = 20;

export const matches = new Hono<Api>()
  /** The object finds the articles; comparing them word by word is the Worker's, of which there are as many as are needed. */
  .get('/articles/:id/matches', allow('read'), takes<{ query?: Asked<'limit'> }>(), async (c) => {
    const limit = readInteger((name) => c.req.query(name), 'limit', 1, MOST_MATCHES) ?? MATCHES;
    return c.json(await findMatches(c, c.req.param('id'), limit), 200);
  });

/** The stored articles nearest to a stored one. @throws {ProblemError} 404 where there is none of this id. */
export const findMatches = async (c: Context<Api>, id: string, limit: number): Promise<Matches> => {
  const found = await collectionOf(c).matches(id, limit);
  if (found === null) throw notFound('article with this id');
  const { article, nearest } = found;
  const asked = await withText(c, article);
  const compared = await Promise.all(
    nearest.map(async (near) => showMatch(asked, { ...near, article: await withText(c, near.article) })),
  );
  // What was learned of a source since an article was placed can change its score by a little, and so the order.
  compared.sort((x, y) => y.score - x.score);
  return { article_id: article.id, cluster_id: article.cluster_id, matches: compared };
};

/** The article with its text, wherever that lies; null where texts were not kept. */
export const withText = async (c: Context<Api>, article: MatchedArticle): Promise<MatchedArticle> => ({
  ...article,
  text: article.text ?? (await fetchText(c, article.textKey)),
});

/** Without both texts it can be told how near they are, not why. */
const explain = (a: MatchedArticle, { article: b, score, relation }: Near): Comparison =>
  a.text === null || b.text === null
    ? {
        score,
        relation,
        verdict: 'The texts were not kept, so what they share cannot be shown.',
        signals: [],
        passages: [],
      }
    : compare({ ...a, text: a.text }, { ...b, text: b.text });

const showMatch = (article: MatchedArticle, near: Near): Match => ({
  article_id: near.article.id,
  cluster_id: near.article.cluster_id,
  same_cluster: near.article.cluster_id === article.cluster_id,
  title: near.article.title,
  source: near.article.source,
  url: near.article.url,
  published_at: near.article.published_at,
  ...explain(article, near),
});
