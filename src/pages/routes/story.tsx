import { type Context, Hono } from 'hono';
import { notFound } from '../../api/answers.ts';
import type { Api } from '../../api/auth.ts';
import { findMatches } from '../../api/matches.ts';
import { badCursor, readText } from '../../api/query.ts';
import { collectionOf } from '../../api/story-index.ts';
import type { Cluster, Member } from '../../contract/cluster.ts';
import type { Match } from '../../contract/match.ts';
import { answerPage, visitOf } from '../answer.ts';
import { toCsv } from '../csv.ts';
import { storyPath } from '../parts/article.tsx';
import { type Shown, StoryPage } from '../story.tsx';
import { visitor } from '../visitor.ts';

/** Members a page; of exports all that there are, so many at a time. */
const PAGE = 100;
const EXPORT_PAGE = 200;
/** Matches that are looked at for those of other stories, and the lowest score that is near. */
const MATCHES = 12;
const LEAST_NEAR = 0.02;
const MOST_NEAR = 5;

export const story = new Hono<Api>()
  .get('/stories/:file{.+\\.json}', visitor('read'), async (c) => {
    const cluster = await wholeCluster(c, c.req.param('file').slice(0, -'.json'.length));
    return c.json(cluster, 200);
  })
  .get('/stories/:file{.+\\.csv}', visitor('read'), async (c) => {
    const cluster = await wholeCluster(c, c.req.param('file').slice(0, -'.csv'.length));
    return c.body(toCsv(cluster.members), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${cluster.id}.csv"`,
    });
  })
  .get('/stories/:id', visitor('read'), async (c) => {
    const id = c.req.param('id');
    const cursor = readText((name) => c.req.query(name), 'cursor');
    const cluster = await clusterAt(c, id, cursor, PAGE);
    // A story that was merged away has the address of its successor.
    if (cluster.id !== id) return c.redirect(storyPath(cluster.id), 301);
    const [origin, representative, near] = await Promise.all([
      shownArticle(c, cluster, cluster.origin),
      shownArticle(c, cluster, cluster.representative),
      nearTo(c, cluster),
    ]);
    const shown = { cluster, origin, representative, near, further: cursor !== null };
    return answerPage(c, <StoryPage visit={visitOf(c)} {...shown} />);
  });

const clusterAt = async (c: Context<Api>, id: string, cursor: string | null, limit: number): Promise<Cluster> => {
  const cluster = await collectionOf(c).cluster(id, { cursor, limit });
  if (cluster === null) throw notFound('story with this id');
  if ('error' in cluster) throw badCursor();
  return cluster;
};

const wholeCluster = async (c: Context<Api>, id: string): Promise<Cluster> => {
  const first = await clusterAt(c, id, null, EXPORT_PAGE);
  const members: Member[] = [...first.members];
  for (let { next } = first; next !== null; ) {
    const page = await clusterAt(c, first.id, next, EXPORT_PAGE);
    members.push(...page.members);
    next = page.next;
  }
  return { ...first, members, next: null };
};

/** From the page of members, or from the index where it stands on another. */
const shownArticle = async (c: Context<Api>, cluster: Cluster, id: string): Promise<Shown> => {
  const member = cluster.members.find(({ article_id }) => article_id === id);
  if (member !== undefined) return { ...member, id };
  const found = await collectionOf(c).article(id);
  if (found === null) throw notFound('article with this id');
  return found.article;
};

const nearTo = async (c: Context<Api>, cluster: Cluster): Promise<Match[]> => {
  const { matches } = await findMatches(c, cluster.representative, MATCHES);
  return matches.filter((match) => !match.same_cluster && match.score >= LEAST_NEAR).slice(0, MOST_NEAR);
};
