import { expect, test } from 'vitest';
import type { ClusterFilter } from '../../../src/story-index/reading.ts';
import { incoming, inventStory } from '../invented.ts';
import { NOW, openEngine } from './opening.ts';

const HOUR = 3_600_000;
const iso = (time: number): string => new Date(time).toISOString();
const ANY: ClusterFilter = { since: null, until: null, min_size: 1, source: null, q: null, cursor: null, limit: 100 };

/** Clusters of 1 to 4 articles, an hour apart; story n is told by outlets 1 to n. */
const fourClusters = () => {
  const opened = openEngine();
  const ids = [1, 2, 3, 4].map((n) => {
    let id = '';
    for (let i = 1; i <= n; i++) {
      const item = incoming(`${n}-${i}`, inventStory(n), { source: `Outlet ${i}` });
      id = opened.place(item, NOW + n * HOUR).cluster_id;
    }
    return id;
  });
  const list = (filter: Partial<ClusterFilter>): string[] => {
    const answer = opened.engine.clusters({ ...ANY, ...filter });
    if ('error' in answer) throw new Error(answer.error);
    return answer.clusters.map((cluster) => cluster.representative);
  };
  return { ...opened, ids, list };
};

test('clusters are listed newest first, by size, source, words of the title and time', () => {
  const { list } = fourClusters();
  expect(list({})).toEqual(['4-1', '3-1', '2-1', '1-1']);
  expect(list({ min_size: 3 })).toEqual(['4-1', '3-1']);
  expect(list({ source: 'outlet 3' })).toEqual(['4-1', '3-1']);
  expect(list({ source: 'Outlet 5' })).toEqual([]);
  const [last, first] = inventStory(2)
    .title.toUpperCase()
    .split(' ')
    .reverse()
    .filter((_, i, all) => i === 0 || i === all.length - 1);
  expect(list({ q: `${last} ${first}` })).toEqual(['2-1']);
  expect(list({ since: iso(NOW + 3 * HOUR) })).toEqual(['4-1', '3-1']);
  expect(list({ until: iso(NOW + 3 * HOUR) })).toEqual(['2-1', '1-1']);
  expect(list({ since: iso(NOW + 2 * HOUR), until: iso(NOW + 3 * HOUR) })).toEqual(['2-1']);
});

test('pages of clusters follow one another without gap or repetition', () => {
  const { engine } = fourClusters();
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = engine.clusters({ ...ANY, cursor, limit: 3 });
    if ('error' in page) throw new Error(page.error);
    seen.push(...page.clusters.map((cluster) => cluster.representative));
    cursor = page.next;
  } while (cursor !== null);
  expect(seen).toEqual(['4-1', '3-1', '2-1', '1-1']);
});

test('a cluster shows its members in pages, newest first', () => {
  const { engine, ids } = fourClusters();
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = engine.cluster(ids[3] as string, { cursor, limit: 3 });
    if (page === null || 'error' in page) throw new Error('no page');
    expect(page).toMatchObject({ size: 4, sources: 4, distinct_texts: 1, cohesion: 1, title: inventStory(4).title });
    seen.push(...page.members.map((member) => member.article_id));
    cursor = page.next;
  } while (cursor !== null);
  expect(seen).toEqual(['4-4', '4-3', '4-2', '4-1']);
});

test('a cursor that was not given is told apart from one that was', () => {
  const { engine, ids } = fourClusters();
  const [one, four] = [ids[0] as string, ids[3] as string];
  const next = engine.cluster(four, { cursor: null, limit: 1 });
  if (next === null || 'error' in next) throw new Error('no page');
  for (const cursor of ['x', '', 'c_00000000000', '00000000001', '99999999999', 'é'.repeat(11)]) {
    expect(engine.cluster(four, { cursor, limit: 1 })).toEqual({ error: 'bad_cursor' });
  }
  expect(engine.cluster(one, { cursor: next.next, limit: 1 })).toEqual({ error: 'bad_cursor' });
  expect(engine.clusters({ ...ANY, cursor: 'nonsense' })).toEqual({ error: 'bad_cursor' });
});

test('what is not there is null', () => {
  const { engine } = fourClusters();
  expect(engine.article('nobody')).toBeNull();
  expect(engine.removeArticle('nobody', NOW)).toBe(false);
  for (const id of ['c_00000000001', 'c_', '', 'nonsense']) {
    expect(engine.cluster(id, { cursor: null, limit: 1 })).toBeNull();
  }
});

test('an article is read back as it was sent', () => {
  const { place, engine } = openEngine();
  const item = incoming('a/ü?1', inventStory(1), {
    published_at: '2026-03-02T10:00:00.000Z',
    author: 'Ann Author',
    language: null,
  });
  const { cluster_id } = place(item);
  expect(engine.article('a/ü?1')).toEqual({
    ...item.article,
    cluster_id,
    received_at: iso(NOW),
    revised_at: null,
    revisions: 0,
  });
});
