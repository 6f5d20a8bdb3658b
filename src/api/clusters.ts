import { Hono } from 'hono';
import { notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { clusterTag, revalidated } from './etag.ts';
import { badCursor, type Query, readInteger, readMoment, readPage, readText } from './query.ts';
import { collectionOf } from './story-index.ts';
import { type Asked, type Page, takes } from './takes.ts';

export const clusters = new Hono<Api>()
  .get(
    '/clusters',
    allow('read'),
    takes<{ query?: Page & Asked<'since' | 'until' | 'min_size' | 'source' | 'q'> }>(),
    async (c) => {
      const query: Query = (name) => c.req.query(name);
      const page = await collectionOf(c).clusters({
        since: readMoment(query, 'since'),
        until: readMoment(query, 'until'),
        min_size: readInteger(query, 'min_size', 1, 1_000_000) ?? 1,
        source: readText(query, 'source'),
        q: readText(query, 'q'),
        ...readPage(query),
      });
      if ('error' in page) throw badCursor();
      return c.json(page, 200);
    },
  )
  /** An id that was merged away answers with its successor, whose id the answer carries. */
  .get('/clusters/:id', allow('read'), takes<{ query?: Page }>(), revalidated, async (c) => {
    const cluster = await collectionOf(c).cluster(
      c.req.param('id'),
      readPage((name) => c.req.query(name)),
    );
    if (cluster === null) throw notFound('cluster with this id');
    if ('error' in cluster) throw badCursor();
    c.header('etag', await clusterTag(cluster.version, JSON.stringify(cluster)));
    return c.json(cluster, 200);
  });
