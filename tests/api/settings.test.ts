import { evictDurableObject, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { StoredArticle } from '../../src/contract/article.ts';
import type { Placement } from '../../src/contract/placement.ts';
import { Settings } from '../../src/contract/settings.ts';
import { type Answer, get, post, send, TOKENS } from './client.ts';
import { SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);

const DEFAULTS = { window_days: 7, retention_days: 30, store_text: true };

const put = <Body>(body: unknown, token = TOKENS.all): Promise<Answer<Body>> =>
  send<Body>('/v1/settings', {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${token}` },
  });

it('a collection that was told nothing is kept by the defaults', async () => {
  const { status, body } = await get<Settings>('/v1/settings', TOKENS.read);
  expect([status, Settings.parse(body)]).toEqual([200, DEFAULTS]);
});

it('what is set holds, also after sleep; what is left out stays; other collections keep theirs', async () => {
  expect((await put({ window_days: 3, store_text: false })).body).toEqual({
    ...DEFAULTS,
    window_days: 3,
    store_text: false,
  });
  expect((await put({ retention_days: 60 })).status).toBe(200);
  await evictDurableObject(env.STORY_INDEX.getByName('tests'));
  const kept = { window_days: 3, retention_days: 60, store_text: false };
  expect((await get('/v1/settings')).body).toEqual(kept);
  expect((await get('/v1/settings', TOKENS.other)).body).toEqual(DEFAULTS);
});

it('every unknown or wrong field is named, and nothing is changed', async () => {
  const wrong = { window_days: 0, retention_days: '30', store_text: 1, colour: 'red', __proto: null };
  const { status, body } = await put<{ type: string; errors: { field: string }[] }>(wrong);
  expect([status, body.type]).toEqual([422, 'urn:samewire:problem:bad-settings']);
  expect(body.errors.map(({ field }) => field)).toEqual(Object.keys(wrong));
  for (const days of [91, 1.5, null, Number.MAX_SAFE_INTEGER, [7]]) {
    expect((await put({ window_days: days })).status).toBe(422);
  }
  expect((await put([])).status).toBe(400);
  expect((await get('/v1/settings')).body).toEqual(DEFAULTS);
});

it('records cannot leave before the window has passed', async () => {
  const early = await put({ retention_days: 6 });
  expect(early.status).toBe(422);
  expect(early.body).toMatchObject({ errors: [{ field: 'retention_days' }] });
  expect((await put({ retention_days: 6, window_days: 6 })).status).toBe(200);
  expect((await put({ window_days: 7 })).status).toBe(422);
});

it('only who may administer changes them, only who may read sees them', async () => {
  expect((await put({ window_days: 3 }, TOKENS.read)).status).toBe(403);
  expect((await get('/v1/settings', TOKENS.write)).status).toBe(403);
});

it('without texts the answers are the same, and the text is null', async () => {
  await put({ store_text: false });
  const first = await post<Placement>('/v1/articles', SHIP);
  expect((await post<Placement>('/v1/articles', SHIP)).body.decision).toBe('unchanged');
  expect((await post<Placement>('/v1/articles', SHIP_REPRINT)).body).toMatchObject({
    decision: 'joined',
    cluster_id: first.body.cluster_id,
  });
  const { body } = await get<StoredArticle>(`/v1/articles/${first.body.article_id}`);
  expect(StoredArticle.parse(body)).toMatchObject({ title: SHIP.title, text: null });
  await put({ store_text: true });
  const text = `${SHIP.text} The tide turns at nine.`;
  await post('/v1/articles', { ...SHIP, text });
  expect((await get<StoredArticle>(`/v1/articles/${first.body.article_id}`)).body.text).toBe(text);
});
