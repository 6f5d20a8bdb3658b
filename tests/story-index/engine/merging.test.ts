import { expect, test } from 'vitest';
import { MODEL } from '../../../src/similarity/weights.generated.ts';
import { clusterNumber } from '../../../src/story-index/cluster-number.ts';
import { readCluster } from '../../../src/story-index/cluster-table.ts';
import { EventLog } from '../../../src/story-index/events/event-log.ts';
import { mergeClusters } from '../../../src/story-index/merging.ts';
import { Store } from '../../../src/story-index/store.ts';
import { incoming, inventStory } from '../invented.ts';
import { dump, NOW, type Opened, openEngine } from './opening.ts';

const page = { cursor: null, limit: 100 };

const record = (sql: Opened['sql'], id: string) => {
  const found = readCluster(sql, clusterNumber(id) as number);
  if (found === null) throw new Error(`no cluster ${id}`);
  return found;
};

/** Three clusters of two, merged one after the other into the first; answers their ids and the engine after a restart. */
const mergeThree = (): { ids: string[]; opened: Opened } => {
  const { sql, place } = openEngine();
  const ids = [1, 2, 3].map((seed) => {
    place(incoming(`${seed}a`, inventStory(seed), { source: `${seed}.example` }), NOW + seed);
    return place(incoming(`${seed}b`, inventStory(seed), { source: 'all.example' }), NOW + seed).cluster_id;
  });
  const [a, b, c] = ids as [string, string, string];
  const store = new Store(sql, () => MODEL, new EventLog(sql));
  mergeClusters(store, record(sql, c), record(sql, b));
  mergeClusters(store, record(sql, b), record(sql, a));
  return { ids, opened: openEngine(sql) };
};

test('the oldest id stands, and those merged away answer with it', () => {
  const { ids, opened } = mergeThree();
  for (const id of ids) {
    const cluster = opened.engine.cluster(id, page);
    expect(cluster).toMatchObject({ id: ids[0], size: 6, sources: 4, distinct_texts: 3, origin: '1a' });
    if (cluster === null || 'error' in cluster) throw new Error('no cluster');
    expect(cluster.members.map((m) => m.article_id).sort()).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
  }
  expect(opened.engine.article('3b')?.cluster_id).toBe(ids[0]);
});

test('what is near any part is near the merged cluster', () => {
  const { ids, opened } = mergeThree();
  for (const seed of [1, 2, 3]) {
    expect(opened.check(incoming(`${seed}c`, inventStory(seed))).nearest?.cluster_id).toBe(ids[0]);
  }
});

test('a merged cluster can be removed without residue, and none of its ids comes again', () => {
  const { ids, opened } = mergeThree();
  for (const id of ['2a', '1a', '3b', '1b', '3a', '2b']) expect(opened.engine.removeArticle(id, NOW)).toBe(true);
  const { retired_cluster, event_log, ...rest } = dump(opened.sql);
  expect(retired_cluster).toHaveLength(1);
  expect(Object.values(rest).flat()).toEqual([]);
  for (const id of ids) expect(opened.engine.cluster(id, page)).toBeNull();
  expect(
    openEngine(opened.sql).place(incoming('new', inventStory(4)), NOW - 1000).cluster_id > (ids[2] as string),
  ).toBe(true);
});
