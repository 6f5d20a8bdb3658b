import { Hono } from 'hono';
import type { Match } from '../contract/match.ts';
import { compare } from '../similarity/compare.ts';
import type { MatchedArticle } from '../story-index/story-index.ts';
import { notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { readInteger } from './query.ts';
import { collectionOf } from './story-index.ts';

const MATCHES = 5;
const MOST_MATCHES = 20;

export const matches = new Hono<Api>();

/** The object finds the articles; comparing them word by word is the Worker's, of which there are as many as are needed. */
matches.get('/articles/:id/matches', allow('read'), async (c) => {
  const limit = readInteger((name) => c.req.query(name), 'limit', 1, MOST_MATCHES) ?? MATCHES;
  const found = await collectionOf(c).matches(c.req.param('id'), limit);
  if (found === null) throw notFound('article with this id');
  const { article, nearest } = found;
  const compared = nearest.map((other) => showMatch(article, other));
  // What was learned of a source since an article was placed can change its score by a little, and so the order.
  compared.sort((x, y) => y.score - x.score);
  return c.json({ article_id: article.id, cluster_id: article.cluster_id, matches: compared });
});

const showMatch = (article: MatchedArticle, other: MatchedArticle): Match => ({
  article_id: other.id,
  cluster_id: other.cluster_id,
  same_cluster: other.cluster_id === article.cluster_id,
  title: other.title,
  source: other.source,
  url: other.url,
  published_at: other.published_at,
  ...compare(article, other),
});
