import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StoredArticle } from '../../src/contract/article.ts';
import type { Placement } from '../../src/contract/placement.ts';
import { get, post, type Results, remove, send, TOKENS } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);

const stub = () => env.STORY_INDEX.getByName('tests');

const idOf = async (article: object): Promise<string> =>
  (await post<Placement>('/v1/articles', article)).body.article_id;

const textOf = async (id: string): Promise<string | null> =>
  StoredArticle.parse((await get(`/v1/articles/${id}`)).body).text;

/** Names of the objects in the bucket, after the alarm has done what is due. */
const bucketAfterAlarm = async (): Promise<string[]> => {
  await runDurableObjectAlarm(stub());
  // The platform may have been quicker, and still be at it.
  if (env.TEXTS !== undefined) await vi.waitUntil(async () => (await discarded()) === 0);
  return ((await env.TEXTS?.list())?.objects ?? []).map(({ key }) => key).sort();
};

const discarded = (): Promise<number> =>
  runInDurableObject(stub(), (_, { storage }) =>
    Number(storage.sql.exec('SELECT count(*) n FROM discarded_text').one().n),
  );

/** Texts in the object's own rows. */
const textsInside = (): Promise<number> =>
  runInDurableObject(stub(), (_, { storage }) =>
    Number(storage.sql.exec('SELECT count(*) n FROM article WHERE text IS NOT NULL').one().n),
  );

// Run twice: with texts in the object, and with the binding TEXTS (vitest.config.ts).
describe('wherever texts lie', () => {
  it('an article reads back as it was sent, and as it was revised', async () => {
    const id = await idOf(SHIP);
    expect(await textOf(id)).toBe(SHIP.text);
    const text = `${SHIP.text} The tide turns at nine.`;
    expect(await idOf({ ...SHIP, text })).toBe(id);
    expect(await textOf(id)).toBe(text);
    expect(await idOf({ ...SHIP, text, title: 'Another headline' })).toBe(id);
    await bucketAfterAlarm();
    expect(await textOf(id)).toBe(text);
  });

  it('a batch of the same article twice ends with the later text', async () => {
    const text = `${SHIP.text} The tide turns at nine.`;
    const { body } = await post<Results>('/v1/articles', [SHIP, { ...SHIP, text }, SHIP, SHIP_REPRINT]);
    expect(body.results.map(({ decision }) => decision)).toEqual(['founded', 'revised', 'revised', 'joined']);
    await bucketAfterAlarm();
    expect(await textOf(body.results[2]?.article_id as string)).toBe(SHIP.text);
    expect(await textOf(body.results[3]?.article_id as string)).toBe(SHIP_REPRINT.articleBody);
  });

  it('what is removed and sent again has its text', async () => {
    const id = await idOf(SHIP);
    await remove(`/v1/articles/${id}`);
    expect(await idOf(SHIP)).toBe(id);
    await bucketAfterAlarm();
    expect(await textOf(id)).toBe(SHIP.text);
    await remove(`/v1/articles/${id}`);
    expect(await bucketAfterAlarm()).toEqual([]);
    expect((await get(`/v1/articles/${id}`)).status).toBe(404);
  });

  it('nothing is written where texts are not kept, or by a check', async () => {
    await post('/v1/check', ELECTION);
    const settings = { method: 'PUT', body: '{"store_text":false}' };
    expect((await send('/v1/settings', settings)).status).toBe(200);
    const id = await idOf(SHIP);
    expect(await textOf(id)).toBeNull();
    expect(await bucketAfterAlarm()).toEqual([]);
    expect(await textsInside()).toBe(0);
  });
});

describe.skipIf(env.TEXTS === undefined)('in R2', () => {
  it('texts lie under their collection, apart from others’, and not in the object', async () => {
    await post('/v1/articles', [SHIP, ELECTION]);
    await post('/v1/articles', SHIP, { authorization: `Bearer ${TOKENS.other}` });
    const keys = await bucketAfterAlarm();
    expect(keys.map((key) => key.replace(/[0-9a-f]{32}$/, '#'))).toEqual(['others/#', 'tests/#', 'tests/#']);
    expect(await textsInside()).toBe(0);
  });

  it('a revision leaves nothing of the former text, an unchanged article writes nothing new', async () => {
    await idOf(SHIP);
    const [first] = await bucketAfterAlarm();
    await idOf(SHIP);
    expect(await bucketAfterAlarm()).toEqual([first]);
    await idOf({ ...SHIP, text: `${SHIP.text} The tide turns at nine.` });
    const after = await bucketAfterAlarm();
    expect(after).toHaveLength(1);
    expect(after).not.toContain(first);
  });

  it('expiry takes the text along', async () => {
    await post('/v1/articles', [SHIP, ELECTION]);
    await runInDurableObject(stub(), (_, { storage }) => {
      storage.sql.exec('UPDATE article SET received = 0');
      storage.sql.exec('INSERT INTO due_cluster SELECT 0, number FROM cluster');
    });
    expect(await bucketAfterAlarm()).toEqual([]);
    expect(await stub().health()).toMatchObject({ articles: 0, clusters: 0 });
  });

  it('the object keeps a text that R2 did not take', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const put = vi.spyOn(env.TEXTS as R2Bucket, 'put').mockRejectedValue(new Error('R2 is away'));
    const id = await idOf(SHIP);
    put.mockRestore();
    log.mockRestore();
    expect(await textOf(id)).toBe(SHIP.text);
  });

  it('an article that failed leaves no text, but keeps the one it had', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const id = await idOf(SHIP);
    const break_ = "CREATE TRIGGER broken BEFORE INSERT ON article BEGIN SELECT raise(ABORT, 'disk full'); END";
    await runInDurableObject(stub(), (_, { storage }) => storage.sql.exec(break_));
    expect((await post('/v1/articles', ELECTION)).status).toBe(500);
    expect((await post('/v1/articles', { ...SHIP, title: 'Another headline' })).status).toBe(500);
    await runInDurableObject(stub(), (_, { storage }) => storage.sql.exec('DROP TRIGGER broken'));
    expect(await bucketAfterAlarm()).toHaveLength(1);
    expect(await textOf(id)).toBe(SHIP.text);
    log.mockRestore();
  });
});
