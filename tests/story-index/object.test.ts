import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import type { IndexPlacement } from '../../src/contract/placement.ts';
import { Engine } from '../../src/story-index/engine.ts';
import { EventLog } from '../../src/story-index/events/event-log.ts';
import { Outbox } from '../../src/story-index/events/outbox.ts';
import type { Incoming } from '../../src/story-index/incoming.ts';
import { advanceJob, createJob, expireJobs } from '../../src/story-index/jobs/jobs.ts';
import type { Sql } from '../../src/story-index/sql.ts';
import type { StoryIndex } from '../../src/story-index/story-index.ts';
import { incoming, inventStory } from './invented.ts';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const DAY = 86_400_000;
/** For tests of alarms: the platform's own clock must not reach them. */
const FUTURE = Date.parse('2060-03-02T12:00:00Z');

afterEach(() => vi.useRealTimers());

const objectNamed = (name: string): DurableObjectStub<StoryIndex> => env.STORY_INDEX.getByName(name);

const placeOne = async (stub: DurableObjectStub<StoryIndex>, item: Incoming): Promise<IndexPlacement> => {
  const [answer] = await stub.place([item], { store: true });
  if (answer === undefined || 'error' in answer) throw new Error(`not placed: ${answer?.error}`);
  return answer;
};

test('a hundred copies at the same moment make one cluster of a hundred', async () => {
  const stub = objectNamed('copies');
  const items = Array.from({ length: 100 }, (_, i) =>
    incoming(`copy ${i}`, inventStory(1), { source: `${i}.example` }),
  );
  const answers = await Promise.all(items.map((item) => placeOne(stub, item)));
  expect(new Set(answers.map((answer) => answer.cluster_id)).size).toBe(1);
  expect(answers.filter((answer) => answer.decision === 'founded')).toHaveLength(1);
  expect(await stub.health()).toMatchObject({ articles: 100, clusters: 1 });
  const cluster = await stub.cluster(answers[0]?.cluster_id as string, { cursor: null, limit: 200 });
  expect(cluster).toMatchObject({ size: 100, sources: 100, distinct_texts: 1 });
});

test('an object that was put to sleep knows everything when it wakes up', async () => {
  const stub = objectNamed('sleeper');
  const stories = [1, 2, 3].map((seed) => incoming(`first ${seed}`, inventStory(seed)));
  const before = await Promise.all(stories.map((item) => placeOne(stub, item)));
  await evictDurableObject(stub);
  const again = await Promise.all(stories.map((item) => placeOne(stub, item)));
  expect(again.map((answer) => answer.decision)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  expect(again.map((answer) => answer.cluster_id)).toEqual(before.map((answer) => answer.cluster_id));
  const copy = await placeOne(stub, incoming('copy', inventStory(2)));
  expect(copy).toMatchObject({ decision: 'joined', cluster_id: before[1]?.cluster_id });
  await evictDurableObject(stub);
  const other = await placeOne(stub, incoming('other', inventStory(4)));
  expect(before.every((answer) => answer.cluster_id < other.cluster_id)).toBe(true);
});

/** The storage as the engine's port, counting what the platform bills. */
const counting = (storage: DurableObjectStorage): Sql & { read: number; written: number } => {
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
  return {
    exec: (query, ...bindings) => {
      const cursor = storage.sql.exec(query, ...bindings);
      cursors.push(cursor);
      return cursor as never;
    },
    transaction: (work) => storage.transactionSync(work),
    get read() {
      return cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0);
    },
    /** Since it was asked last. */
    get written() {
      return cursors.splice(0).reduce((sum, cursor) => sum + cursor.rowsWritten, 0);
    },
  };
};

test('a new text costs at most four written rows, a copy two, however large its cluster is, and a call one more', async () => {
  await runInDurableObject(objectNamed('bill'), (_, { storage }) => {
    const sql = counting(storage);
    const engine = new Engine(sql);
    const cost = (item: Incoming): number => {
      engine.place([item], { store: true, now: NOW });
      return sql.written;
    };
    cost(incoming('first', inventStory(0)));
    const stories = Array.from({ length: 300 }, (_, i) => cost(incoming(`story ${i}`, inventStory(i + 1))));
    expect(Math.max(...stories)).toBeLessThanOrEqual(4 + 1);
    expect(stories.reduce((sum, rows) => sum + rows)).toBeLessThanOrEqual((3 + 1) * 300 + 2);
    const copies = Array.from({ length: 100 }, (_, i) =>
      cost(incoming(`copy ${i}`, inventStory(0), { source: `${i}.example` })),
    );
    expect(Math.max(...copies)).toBe(2 + 1);
    const batch = Array.from({ length: 50 }, (_, i) =>
      incoming(`more ${i}`, inventStory(0), { source: `${i}.example` }),
    );
    engine.place(batch, { store: true, now: NOW });
    expect(sql.written).toBe(50 * 2 + 1);
    expect(cost(incoming('copy 1', inventStory(0), { source: '1.example' }))).toBe(0);
  });
});

test('remembering an answer costs one written row a call, and forgetting it one; looking for one reads a few', async () => {
  await runInDurableObject(objectNamed('memory bill'), (_, { storage }) => {
    const sql = counting(storage);
    const engine = new Engine(sql);
    const items = Array.from({ length: 5 }, (_, i) => incoming(`${i}`, inventStory(i)));
    engine.place(items, { store: true, now: NOW });
    expect(sql.written).toBe(5 * 3 + 1);
    const once = (key: string, now = NOW) =>
      engine.placeOnce(items, { key, digest: 'digest' }, { late: false, now }).sent;
    for (let i = 0; i < 300; i++) expect(once(`${i}`, NOW + (i % 3) * DAY)).toBe('first');
    expect(sql.written).toBe(300);
    expect(once('150', NOW + 2 * DAY)).toBe('before');
    expect([sql.read < 20, sql.written]).toEqual([true, 0]);
    engine.expire(NOW + 6 * DAY);
    expect(sql.written).toBe(100);
  });
});

test('expiry writes what it deletes, and six rows more a piece', async () => {
  await runInDurableObject(objectNamed('expiry bill'), (_, { storage }) => {
    const sql = counting(storage);
    const engine = new Engine(sql);
    const items = Array.from({ length: 100 }, (_, i) => [
      incoming(`story ${i}`, inventStory(i + 1)),
      incoming(`copy ${i}`, inventStory(i + 1)),
    ]).flat();
    engine.place(items, { store: true, now: NOW });
    expect(sql.written).toBe(100 * (3 + 2) + 1);
    engine.expire(NOW + 31 * DAY);
    const rows = sql.written;
    expect(engine.health().articles).toBe(0);
    expect(rows).toBeLessThanOrEqual(100 * (3 + 1) + 6);
  });
});

test('a job costs six written rows beside its articles, and two when it is forgotten', async () => {
  await runInDurableObject(objectNamed('job bill'), (_, { storage }) => {
    const sql = counting(storage);
    const engine = new Engine(sql);
    const items = Array.from({ length: 50 }, (_, i) => incoming(`story ${i}`, inventStory(i + 1)));
    engine.place(items, { store: true, now: NOW });
    const direct = sql.written;
    const job = { id: 'j_1', collection: 'tests', items: 50, contentType: 'application/json', bodyKey: null };
    createJob(sql, job, new Uint8Array(150_000), NOW);
    const entries = items.map(({ article, ...rest }) => ({
      incoming: { ...rest, article: { ...article, id: `j ${article.id}` } },
    }));
    advanceJob(sql, engine, 'j_1', entries, { from: 0, lenient: false, now: NOW });
    expect([direct, sql.written]).toEqual([3 * 50 + 1, 2 * 50 + 1 + 6]);
    expireJobs(sql, NOW + 7 * DAY);
    expect(sql.written).toBe(2);
  });
});

const alarmOf = (stub: DurableObjectStub<StoryIndex>): Promise<number | null> =>
  runInDurableObject(stub, (_, { storage }) => storage.getAlarm());

test('the alarm is set with the first article, is set again while anything is left, and then no more', async () => {
  vi.useFakeTimers({ now: FUTURE, toFake: ['Date'] });
  const stub = objectNamed('alarms');
  await stub.place([incoming('checked', inventStory(1))], { store: false });
  expect(await alarmOf(stub)).toBeNull();
  await placeOne(stub, incoming('a', inventStory(1)));
  const due = (Math.floor(FUTURE / DAY) + 31) * DAY;
  expect(await alarmOf(stub)).toBe(due);
  vi.setSystemTime(FUTURE + 3 * DAY);
  await evictDurableObject(stub);
  await placeOne(stub, incoming('b', inventStory(2)));
  expect(await alarmOf(stub)).toBe(due);
  vi.setSystemTime(due);
  await runDurableObjectAlarm(stub);
  expect(await stub.health()).toMatchObject({ articles: 1, clusters: 1 });
  expect(await alarmOf(stub)).toBe(due + 3 * DAY);
  await runDurableObjectAlarm(stub);
  expect(await stub.article('b')).not.toBeNull();
  await stub.changeSettings({ retention_days: 10 });
  vi.setSystemTime(due + 3 * DAY);
  await runDurableObjectAlarm(stub);
  expect(await stub.health()).toMatchObject({ articles: 0, clusters: 0 });
  expect(await alarmOf(stub)).toBeNull();
});

test('the alarm comes when the first remembered answer is due, though articles stay longer', async () => {
  vi.useFakeTimers({ now: FUTURE, toFake: ['Date'] });
  const stub = objectNamed('memory alarms');
  const midnight = Math.floor(FUTURE / DAY) * DAY;
  await placeOne(stub, incoming('a', inventStory(1)));
  expect(await alarmOf(stub)).toBe(midnight + 31 * DAY);
  const request = { key: 'key', digest: 'digest' };
  await stub.placeOnce([incoming('b', inventStory(2))], request);
  expect(await alarmOf(stub)).toBe(midnight + 6 * DAY);
  vi.setSystemTime(midnight + 6 * DAY);
  await runDurableObjectAlarm(stub);
  expect(await alarmOf(stub)).toBe(midnight + 31 * DAY);
  expect(await stub.placeOnce([incoming('b', inventStory(2))], request)).toMatchObject({
    sent: 'first',
    outcomes: [{ decision: 'unchanged' }],
  });
});

test('a failed expiry is tried again later', async () => {
  vi.useFakeTimers({ now: FUTURE, toFake: ['Date'] });
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const stub = objectNamed('failing');
  await placeOne(stub, incoming('a', inventStory(1)));
  vi.setSystemTime(FUTURE + 40 * DAY);
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec("CREATE TRIGGER broken BEFORE DELETE ON article BEGIN SELECT raise(ABORT, 'disk full'); END");
  });
  await runDurableObjectAlarm(stub);
  expect(log).toHaveBeenCalled();
  expect(await alarmOf(stub)).toBeGreaterThan(FUTURE + 40 * DAY);
  expect(await stub.article('a')).not.toBeNull();
  await runInDurableObject(stub, (_, { storage }) => storage.sql.exec('DROP TRIGGER broken'));
  await runDurableObjectAlarm(stub);
  expect(await stub.article('a')).toBeNull();
  log.mockRestore();
});

test('a call whose events cannot be written stores nothing, and the next one finds all as it was', async () => {
  const stub = objectNamed('untold');
  await placeOne(stub, incoming('a', inventStory(1)));
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec("CREATE TRIGGER broken BEFORE INSERT ON event_log BEGIN SELECT raise(ABORT, 'disk full'); END");
  });
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const answers = await stub.place(
    [2, 3].map((seed) => incoming(`${seed}`, inventStory(seed))),
    { store: true },
  );
  expect(answers).toEqual([{ error: 'internal' }, { error: 'internal' }]);
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
  expect(await stub.health()).toMatchObject({ articles: 1 });
  expect(await stub.article('2')).toBeNull();
  await runInDurableObject(stub, (_, { storage }) => storage.sql.exec('DROP TRIGGER broken'));
  expect(await placeOne(stub, incoming('2', inventStory(2)))).toMatchObject({ decision: 'founded' });
  expect(await stub.events(null, 10)).toMatchObject({ events: [{ sequence: 1 }, { sequence: 2 }], last: 2 });
});

test('telling two hundred events to one subscription costs two rows a hundred, and one a batch of the queue', async () => {
  await runInDurableObject(objectNamed('outbox bill'), (_, { storage }) => {
    const sql = counting(storage);
    const log = new EventLog(sql);
    const outbox = new Outbox(sql, log, '');
    outbox.subscribe({ collection: 'tests', url: 'https://a.example/', events: null }, NOW);
    log.gather(NOW, () => {
      for (let i = 0; i < 200; i++) log.tell({ type: 'cluster.founded', cluster: i });
    });
    expect(sql.written).toBe(1 + 1);
    for (let piece = 0; piece < 2; piece++) {
      const deliveries = outbox.take(NOW);
      outbox.markSent(deliveries, NOW);
      expect([deliveries.length, sql.written]).toEqual([100, 2]);
      for (let i = 0; i < 100; i += 20) {
        const outcomes = deliveries.slice(i, i + 20).map((delivery) => ({ delivery, reason: '' }));
        outbox.settle(
          outcomes.map((outcome) => ({ ...outcome, result: 'delivered' as const })),
          NOW + i,
        );
        expect(sql.written).toBe(1);
      }
    }
  });
});

test('a row of the log that takes the place of the oldest costs one, too', async () => {
  await runInDurableObject(objectNamed('ring'), (_, { storage }) => {
    const sql = counting(storage);
    const log = new EventLog(sql, 2);
    const costs = Array.from({ length: 5 }, (_, i) => {
      log.gather(NOW, () => log.tell({ type: 'cluster.founded', cluster: i }));
      return sql.written;
    });
    expect(costs).toEqual([1, 1, 1, 1, 1]);
  });
});

test('a batch that waited past its deadline stores nothing', async () => {
  const stub = objectNamed('behind');
  const items = [1, 2].map((seed) => ({ ...incoming(`${seed}`, inventStory(seed)), textKey: `behind/${seed}` }));
  const late = await stub.place(items, { store: true, deadline: Date.now() - 1 });
  expect(late).toEqual([{ error: 'behind' }, { error: 'behind' }]);
  expect(await stub.health()).toMatchObject({ articles: 0, clusters: 0 });
  await runInDurableObject(stub, (_, { storage }) => {
    expect(storage.sql.exec('SELECT count(*) n FROM discarded_text').one()).toEqual({ n: 2 });
  });
  const request = { key: 'key', digest: 'digest' };
  const once = await stub.placeOnce(items, request, { deadline: Date.now() - 1 });
  expect(once).toEqual({ outcomes: late, sent: 'first' });
  const timely = await stub.place(items, { store: true, deadline: Date.now() + 60_000 });
  expect(timely.map((answer) => 'decision' in answer && answer.decision)).toEqual(['founded', 'founded']);
});

test('a check writes nothing', async () => {
  const stub = objectNamed('checks');
  await stub.place([incoming('a', inventStory(1))], { store: true });
  const [answer] = await stub.place([incoming('b', inventStory(1))], { store: false });
  expect(answer).toMatchObject({ decision: 'joined', cluster: { size: 2 } });
  expect(await stub.health()).toMatchObject({ articles: 1, clusters: 1 });
  expect(await stub.article('b')).toBeNull();
});

test('removing the last article leaves empty tables', async () => {
  const stub = objectNamed('emptied');
  await stub.place([incoming('a', inventStory(1)), incoming('b', inventStory(1))], { store: true });
  expect(await stub.removeArticle('a')).toBe(true);
  expect(await stub.removeArticle('b')).toBe(true);
  expect(await stub.removeArticle('b')).toBe(false);
  await runInDurableObject(stub, (_, { storage }) => {
    for (const table of ['article', 'distinct_text', 'cluster', 'cluster_alias', 'due_cluster', 'discarded_text']) {
      expect(storage.sql.exec(`SELECT count(*) n FROM ${table}`).one()).toEqual({ n: 0 });
    }
  });
});
