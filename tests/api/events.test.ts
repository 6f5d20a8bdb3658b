import { evictDurableObject, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { EventPage } from '../../src/contract/event.ts';
import type { Placement } from '../../src/contract/placement.ts';
import { get, post, remove, TOKENS } from './client.ts';
import { SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);

const page = async (query = ''): Promise<EventPage> => EventPage.parse((await get(`/v1/events${query}`)).body);

it('who has seen nothing yet is told from the first event on, a page at a time, also after sleep', async () => {
  expect(await page()).toEqual({ events: [], next: 0, last: 0 });
  const { body } = await post<Placement>('/v1/articles', SHIP);
  await post('/v1/articles', SHIP_REPRINT);
  await post('/v1/check', { ...SHIP, id: 'checked' });
  await evictDurableObject(env.STORY_INDEX.getByName('tests'));
  await remove(`/v1/articles/${body.article_id}`);
  const first = await page('?limit=2');
  expect(first.events.map(({ type, sequence }) => [type, sequence])).toEqual([
    ['cluster.founded', 1],
    ['cluster.joined', 2],
  ]);
  expect(first).toMatchObject({ next: 2, last: 4 });
  const second = await page(`?after=${first.next}`);
  expect(second.events.map(({ type, sequence }) => [type, sequence])).toEqual([
    ['article.removed', 3],
    ['cluster.origin_changed', 4],
  ]);
  expect(second.events[0]?.data).toMatchObject({ article_id: body.article_id, cluster_id: body.cluster_id });
  expect(await page(`?after=${second.next}`)).toEqual({ events: [], next: 4, last: 4 });
});

it('events hold no text and no title', async () => {
  await post('/v1/articles', [SHIP, SHIP_REPRINT]);
  const text = JSON.stringify(await page());
  expect(text).not.toContain(SHIP.title);
  expect(text).not.toContain(SHIP.text.slice(0, 20));
});

it('another collection has events of its own', async () => {
  await post('/v1/articles', SHIP);
  expect((await get<EventPage>('/v1/events', TOKENS.other)).body).toEqual({ events: [], next: 0, last: 0 });
});

it('a sequence that never was is refused, and so is what is none', async () => {
  await post('/v1/articles', SHIP);
  for (const after of ['2', '999999999999999', '-1', 'x', '1.5', '9'.repeat(30)]) {
    const { status, body } = await get(`/v1/events?after=${after}`);
    expect([after, status, body.errors[0]?.field]).toEqual([after, 400, '?after']);
  }
  for (const limit of ['0', '1001', 'x']) expect((await get(`/v1/events?limit=${limit}`)).status).toBe(400);
  expect((await get('/v1/events', TOKENS.write)).status).toBe(403);
});
