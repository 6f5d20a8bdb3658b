import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { Event } from '../../../src/contract/event.ts';
import { MODEL } from '../../../src/similarity/weights.generated.ts';
import { clusterId, clusterNumber } from '../../../src/story-index/cluster-number.ts';
import type { ClusterRecord } from '../../../src/story-index/cluster-record.ts';
import { currentNumber, readCluster } from '../../../src/story-index/cluster-table.ts';
import { EventLog } from '../../../src/story-index/events/event-log.ts';
import { mergeClusters } from '../../../src/story-index/merging.ts';
import type { Sql } from '../../../src/story-index/sql.ts';
import { Store } from '../../../src/story-index/store.ts';
import { incoming, inventStory, type Story } from '../invented.ts';
import { rows } from './agreement.ts';
import { NOW, type Opened, openEngine } from './opening.ts';

const DAY = 86_400_000;

const eventsOf = (sql: Sql, after = 0): Event[] => new EventLog(sql).read(after, 1e6);

/** What was told after this sequence: type, article, and what else says something. */
const told = ({ sql }: Opened, after: number): unknown[] =>
  eventsOf(sql, after).map(({ type, data }) => {
    const { article_id, from, relation } = data;
    return [type, article_id, data.cluster_id, from, relation];
  });

/** The second half of a story, which rewrites of it lack. */
const half = ({ title, text }: Story): Story => ({ title, text: text.split('\n\n').slice(0, 5).join('\n\n') });

test('founding, joining, moving, going back and removing are told, in this order', () => {
  const opened = openEngine();
  const { place, engine } = opened;
  const first = place(incoming('a', inventStory(1), { published_at: '2026-03-02T10:00:00Z' })).cluster_id;
  place(incoming('b', half(inventStory(1)), { published_at: '2026-03-02T08:00:00Z', source: 'b.example' }));
  const second = place(incoming('c', inventStory(2))).cluster_id;
  expect(told(opened, 0)).toEqual([
    ['cluster.founded', 'a', first, null, null],
    ['cluster.joined', 'b', first, null, 'reprint'],
    ['cluster.origin_changed', 'b', first, null, null],
    ['cluster.founded', 'c', second, null, null],
  ]);
  place(incoming('b', inventStory(2), { source: 'b.example' }));
  expect(told(opened, 4)).toEqual([
    ['cluster.joined', 'b', second, first, 'identical'],
    ['cluster.origin_changed', 'a', first, null, null],
  ]);
  const third = place(incoming('b', inventStory(3), { source: 'b.example' })).cluster_id;
  engine.removeArticle('c', NOW);
  expect(told(opened, 6)).toEqual([
    ['cluster.founded', 'b', third, second, null],
    ['article.removed', 'c', second, null, null],
  ]);
  expect(eventsOf(opened.sql).every((event) => Event.safeParse(event).success)).toBe(true);
});

test('what stays as it is tells nothing: unchanged articles, checks, revisions that stay, what fails', () => {
  const opened = openEngine();
  const { place, check, engine, sql } = opened;
  place(incoming('a', inventStory(1), { published_at: '2026-03-02T08:00:00Z' }));
  place(incoming('b', inventStory(1), { published_at: '2026-03-02T09:00:00Z' }));
  const { last } = engine.events;
  place(incoming('a', inventStory(1), { published_at: '2026-03-02T08:00:00Z' }));
  check(incoming('c', inventStory(1), { published_at: '2026-03-02T07:00:00Z' }));
  check(incoming('a', inventStory(9)));
  // The origin leaves its cluster and comes back to it as its origin.
  place(incoming('a', half(inventStory(1)), { published_at: '2026-03-02T08:00:00Z' }));
  engine.place([{ ...incoming('d', inventStory(4)), fingerprint: new Uint8Array([9, 9, 9]) }], {
    store: true,
    now: NOW,
  });
  expect(told(opened, last)).toEqual([]);
  place(incoming('e', inventStory(5)));
  expect(eventsOf(sql, last).map(({ sequence, data }) => [sequence, data.article_id])).toEqual([[last + 1, 'e']]);
});

test('a batch is one row; of its articles that fail nothing is told', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { engine, sql } = openEngine();
  sql.exec(
    "CREATE TRIGGER broken BEFORE INSERT ON article WHEN new.id = 'bad' BEGIN SELECT raise(ABORT, 'disk full'); END",
  );
  const items = ['one', 'bad', 'two', 'bad', 'three'].map((id, i) => incoming(id, inventStory(i + 1)));
  const answers = engine.place(items, { store: true, now: NOW });
  expect(answers.map((answer) => 'error' in answer)).toEqual([false, true, false, true, false]);
  expect(eventsOf(sql).map(({ sequence, data }) => [sequence, data.article_id])).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
  ]);
  expect(rows(sql, 'event_log')).toHaveLength(1);
  expect(log).toHaveBeenCalledTimes(2);
  log.mockRestore();
});

test('expiry tells who left, in one row a piece, and the new origin of what lives on', () => {
  const opened = openEngine();
  const { place, engine, sql } = opened;
  const { cluster_id } = place(incoming('a', inventStory(1)));
  place(incoming('b', inventStory(1)), NOW + DAY);
  place(incoming('c', inventStory(2)));
  const [before, { last }] = [rows(sql, 'event_log').length, engine.events];
  engine.expire(NOW + 31 * DAY);
  expect(told(opened, last)).toEqual([
    ['article.removed', 'a', cluster_id, null, null],
    ['article.removed', 'c', expect.any(String), null, null],
    ['cluster.origin_changed', 'b', cluster_id, null, null],
  ]);
  expect(rows(sql, 'event_log')).toHaveLength(before + 1);
});

test('what cannot be told is not done', () => {
  const { place, engine, sql } = openEngine();
  place(incoming('a', inventStory(1)));
  sql.exec("CREATE TRIGGER broken BEFORE INSERT ON event_log BEGIN SELECT raise(ABORT, 'disk full'); END");
  expect(() => engine.removeArticle('a', NOW)).toThrow('disk full');
  expect(engine.article('a')).not.toBeNull();
  sql.exec('DROP TRIGGER broken');
  expect(engine.removeArticle('a', NOW)).toBe(true);
  expect(eventsOf(sql).map(({ sequence, type }) => [sequence, type])).toEqual([
    [1, 'cluster.founded'],
    [2, 'article.removed'],
  ]);
});

test('of a cluster that is merged away at once only that is told', () => {
  const { place, sql } = openEngine();
  const ids = [3, 2, 1].map((hour) => {
    const published_at = `2026-03-02T0${hour}:00:00Z`;
    return place(incoming(`at ${hour}`, inventStory(hour), { published_at }), NOW + 10 - hour).cluster_id;
  });
  const log = new EventLog(sql);
  const store = new Store(sql, () => MODEL, log);
  const recordOf = (id: string | undefined): ClusterRecord =>
    readCluster(sql, clusterNumber(id as string) as number) as ClusterRecord;
  store.transaction(NOW, () => {
    mergeClusters(store, recordOf(ids[1]), recordOf(ids[2]));
    mergeClusters(store, recordOf(ids[0]), recordOf(ids[1]));
  });
  expect(log.read(3, 10).map(({ type, data }) => [type, data.cluster_id, data.from, data.article_id])).toEqual([
    ['cluster.merged', ids[1], ids[2], null],
    ['cluster.merged', ids[0], ids[1], null],
    ['cluster.origin_changed', ids[0], null, 'at 1'],
  ]);
});

/** What a receiver that began at the first event knows. */
const replay = (events: Event[]): { clusters: Map<string, string>; origins: Map<string, string> } => {
  const clusters = new Map<string, string>();
  const origins = new Map<string, string>();
  for (const { type, data } of events) {
    const { cluster_id, article_id, from } = data;
    if (type === 'cluster.merged') {
      for (const [article, cluster] of clusters) if (cluster === from) clusters.set(article, cluster_id);
    } else if (type === 'article.removed') clusters.delete(article_id as string);
    else if (type === 'cluster.origin_changed') origins.set(cluster_id, article_id as string);
    else clusters.set(article_id as string, cluster_id);
    if (type === 'cluster.founded') origins.set(cluster_id, article_id as string);
  }
  return { clusters, origins };
};

/** Makes two of the clusters one, as an article that belongs to both would. */
const mergeSome = (sql: Sql, now: number): void => {
  const [a, b] = rows(sql, 'cluster').map(({ number }) => readCluster(sql, number as number));
  if (!a || !b) return;
  const store = new Store(sql, () => MODEL, new EventLog(sql));
  store.transaction(now, () => mergeClusters(store, b, a));
};

const step = fc.record({
  kind: fc.constantFrom('place', 'place', 'place', 'place', 'batch', 'remove', 'merge', 'check', 'restart', 'expire'),
  id: fc.integer({ min: 1, max: 12 }).map((n) => `id${n}`),
  seed: fc.integer({ min: 1, max: 4 }),
  cut: fc.boolean(),
  hours: fc.nat({ max: 30 }),
});

test('whatever happens, who follows the events knows every article’s cluster and every cluster’s origin', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let opened = openEngine();
      const { sql } = opened;
      opened.engine.changeSettings({ window_days: 1, retention_days: 2 });
      let now = NOW;
      for (const { kind, id, seed, cut, hours } of steps) {
        now += hours * 3_600_000;
        const published_at = cut ? new Date(now - 7_200_000 * seed).toISOString() : null;
        const item = incoming(id, cut ? half(inventStory(seed)) : inventStory(seed), { published_at });
        if (kind === 'place') opened.place(item, now);
        if (kind === 'batch') {
          const batch = [item, incoming(`${id}-2`, inventStory(5 - seed)), { ...item, fingerprint: new Uint8Array(3) }];
          opened.engine.place(batch, { store: true, now });
        }
        if (kind === 'check') opened.check(item, now);
        if (kind === 'remove') opened.engine.removeArticle(id, now);
        if (kind === 'expire') opened.engine.expire(now);
        if (kind === 'merge') mergeSome(sql, now);
        if (kind === 'restart' || kind === 'merge') opened = openEngine(sql);
        const { clusters, origins } = replay(eventsOf(sql));
        const current = (number: unknown): string => clusterId(currentNumber(sql, number as number));
        expect(clusters).toEqual(new Map(rows(sql, 'article').map((row) => [row.id, current(row.cluster)])));
        const idOf = new Map(rows(sql, 'article').map((row) => [row.key, row.id]));
        for (const { number, origin } of rows(sql, 'cluster')) {
          expect(origins.get(current(number))).toBe(idOf.get(origin as number));
        }
      }
      const events = eventsOf(sql);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
      expect(opened.engine.events.last).toBe(events.length);
    }),
    { numRuns: 100 },
  );
});

/** Tells so many events, three a row or fewer, in a ring of `ring` rows, from a database that is opened again and again. */
const fill = (sql: Sql, ring: number, count: number): EventLog => {
  for (let told = 0; told < count; ) {
    const log = new EventLog(sql, ring);
    log.gather(NOW + told, () => {
      for (let i = 0; i < 1 + (told % 3) && told < count; i++, told++) {
        log.tell({ type: 'cluster.founded', cluster: told + 1, article: `${told + 1}` });
      }
    });
  }
  return new EventLog(sql, ring);
};

test('the log is a ring: the oldest events go, numbers go on, and what is asked for is found or said to be gone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 60 }), fc.nat({ max: 70 }), (ring, count, after) => {
      const { sql } = openEngine();
      const log = fill(sql, ring, count);
      expect(log.last).toBe(count);
      expect(rows(sql, 'event_log').length).toBeLessThanOrEqual(ring);
      const first = log.first;
      const all = Array.from({ length: count - first + 1 }, (_, i) => first + i);
      const page = log.page(after, 4);
      if (after > count) expect(page).toMatchObject({ error: 'sequence_unknown', last: count });
      else if (after < first - 1) expect(page).toMatchObject({ error: 'events_gone', first });
      else {
        const expected = all.filter((sequence) => sequence > after).slice(0, 4);
        expect(page).toMatchObject({ next: expected.at(-1) ?? after, last: count });
        expect('events' in page && page.events.map(({ sequence }) => sequence)).toEqual(expected);
      }
      const begin = log.page(null, 1000);
      expect('events' in begin && begin.events.map(({ data }) => Number(data.article_id))).toEqual(all);
      const some = Array.from({ length: 70 }, (_, i) => i).filter((n) => n % 3 === after % 3);
      expect(log.pick(some).map(({ sequence }) => sequence)).toEqual(some.filter((n) => all.includes(n)));
    }),
  );
});
