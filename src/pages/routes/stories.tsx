import { Hono } from 'hono';
import type { Api } from '../../api/auth.ts';
import { placeNow } from '../../api/placing.ts';
import { badCursor, type Query } from '../../api/query.ts';
import { collectionOf } from '../../api/story-index.ts';
import { answerPage, visitOf } from '../answer.ts';
import { toFeed } from '../feed.ts';
import { readForm } from '../forms.ts';
import samples from '../samples.json';
import { StoriesPage } from '../stories.tsx';
import { readStoryQuery, storiesPath, toFilter } from '../story-query.ts';
import { visitor } from '../visitor.ts';

export const stories = new Hono<Api>()
  .get('/', visitor('read'), async (c) => {
    const query = readStoryQuery(queryOf(c.req.query()));
    const collection = collectionOf(c);
    const page = await collection.stories(toFilter(query, Date.now()));
    if ('error' in page) throw badCursor();
    const isEmpty = page.stories.length === 0 && (await collection.health()).articles === 0;
    const { origin } = new URL(c.req.url);
    const mayWrite = c.var.caller.rights.includes('write');
    const empty = isEmpty ? { origin, token: Boolean(c.env.API_TOKENS), mayWrite } : null;
    return answerPage(c, <StoriesPage visit={visitOf(c)} query={query} page={page} empty={empty} />);
  })
  .get('/stories.json', visitor('read'), async (c) => {
    const query = readStoryQuery(queryOf(c.req.query()));
    const page = await collectionOf(c).stories(toFilter(query, Date.now()));
    if ('error' in page) throw badCursor();
    const self = storiesPath(query, {}, '/stories.json');
    const next = page.next === null ? null : storiesPath(query, { cursor: page.next }, '/stories.json');
    const feed = toFeed(new URL(c.req.url).origin, self, page.stories, next);
    return c.body(JSON.stringify(feed), 200, { 'content-type': 'application/feed+json; charset=utf-8' });
  })
  .get('/stories', (c) => c.redirect('/', 301))
  /** The invented articles of demo/stories, as if a crawler had sent them. */
  .post('/samples', visitor('write'), async (c) => {
    await readForm(c);
    const items = samples.map((value) => ({ value }));
    await placeNow(c, { single: false, items }, { store: true, repeatable: null, explain: false });
    return c.redirect('/', 303);
  });

const queryOf =
  (parameters: Record<string, string>): Query =>
  (name) =>
    Object.hasOwn(parameters, name) ? parameters[name] : undefined;
