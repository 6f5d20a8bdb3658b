import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import type { Placement } from '../../src/contract/placement.ts';
import { Stats } from '../../src/contract/stats.ts';
import { type Bindings, sendTo } from './bound.ts';
import { get, post, remove, TOKENS } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

let collection = '';

beforeEach(() => {
  collection = `stats-${crypto.randomUUID()}`;
});

const bindings = (): Bindings => ({
  API_TOKENS: JSON.stringify({ [TOKENS.all]: { collection, rights: ['read', 'write'] } }),
});

const place = async (body: unknown): Promise<Response> =>
  sendTo(bindings(), '/v1/articles', { method: 'POST', body: JSON.stringify(body) });

const read = async (): Promise<Stats> => {
  const answer = await sendTo(bindings(), '/v1/stats');
  expect(answer.status).toBe(200);
  return Stats.parse(await answer.json());
};

it('an empty collection has nothing', async () => {
  expect(await read()).toMatchObject({
    articles: 0,
    clusters: 0,
    distinct_texts: 0,
    oldest_text: null,
    newest_text: null,
    awake: { decisions: { founded: 0, joined: 0, revised: 0, unchanged: 0 }, failures: 0 },
  });
});

it('what is placed is counted by decision and relation', async () => {
  await place([SHIP, SHIP_REPRINT, ELECTION, { ...SHIP, url: 'https://another.example/ship' }, { title: 'no text' }]);
  await place(SHIP);
  await sendTo(bindings(), '/v1/check', { method: 'POST', body: JSON.stringify(ELECTION) });
  const stats = await read();
  expect(stats).toMatchObject({ articles: 4, clusters: 2, distinct_texts: 2 });
  expect(stats.awake.decisions).toEqual({ founded: 2, joined: 2, revised: 0, unchanged: 1 });
  const { identical, reprint, none } = stats.awake.relations;
  expect(identical + reprint + none).toBe(5);
  expect(reprint).toBeGreaterThan(0);
  expect(identical).toBeGreaterThan(0);
  expect(stats.database_bytes).toBeGreaterThan(0);
  expect(Date.parse(stats.oldest_text as string)).toBeGreaterThanOrEqual(Date.parse(stats.awake.since));
  expect(Date.parse(stats.newest_text as string)).toBeGreaterThanOrEqual(Date.parse(stats.oldest_text as string));
});

it('what leaves is counted off', async () => {
  await place([SHIP, ELECTION]);
  await read();
  const { article_id } = await (await place(ELECTION)).json<Placement>();
  await sendTo(bindings(), `/v1/articles/${article_id}`, { method: 'DELETE' });
  expect(await read()).toMatchObject({ articles: 1, clusters: 1, distinct_texts: 1 });
});

it('totals outlive the sleep of the object, counters begin anew', async () => {
  await place([SHIP, SHIP_REPRINT, ELECTION]);
  const before = await read();
  await evictDurableObject(env.STORY_INDEX.getByName(collection));
  const { awake, ...after } = await read();
  expect(after).toEqual({ ...before, awake: undefined });
  expect(awake.decisions).toEqual({ founded: 0, joined: 0, revised: 0, unchanged: 0 });
  expect(Date.parse(awake.since)).toBeGreaterThanOrEqual(Date.parse(before.awake.since));
});

it('only who may read sees them', async () => {
  expect((await get('/v1/stats', TOKENS.write)).status).toBe(403);
  expect((await get('/v1/stats', 'unknown')).status).toBe(401);
  expect((await post('/v1/stats', {})).headers.get('allow')).toBe('GET, HEAD');
  expect((await remove('/v1/stats')).status).toBe(405);
});
