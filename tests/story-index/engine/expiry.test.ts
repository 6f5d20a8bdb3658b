import { expect, test } from 'vitest';
import { TERMS } from '../../../src/story-index/retrieval/tier.ts';
import type { Sql } from '../../../src/story-index/sql.ts';
import { incoming, inventStory } from '../invented.ts';
import { checkTables, rows } from './agreement.ts';
import { dump, NOW, type Opened, openEngine } from './opening.ts';

const DAY = 86_400_000;
const page = { cursor: null, limit: 100 };

/** Expires as the alarm does, until nothing is due; answers the number of pieces. */
const expireAll = ({ engine, sql }: Opened, now: number): number => {
  let pieces = 0;
  for (let next = engine.nextExpiry(); next !== null && next <= now; next = engine.nextExpiry()) {
    engine.expire(now);
    checkTables(sql);
    pieces++;
  }
  return pieces;
};

const ids = (sql: Sql): unknown[] =>
  rows(sql, 'article')
    .map((row) => row.id)
    .sort();

/** What may stay when no article does: numbers that say where counting goes on, hashes of furniture, and what was told. */
const expectEmpty = (sql: Sql): void => {
  const { swept, retired_cluster, furniture, settings, anchor_block, event_log, ...tables } = dump(sql);
  expect(Object.keys(tables).sort()).toEqual([
    'anchor_posting',
    'anchor_run',
    'article',
    'cluster',
    'cluster_alias',
    'dead_letter',
    'discarded_text',
    'distinct_text',
    'due_cluster',
    'job',
    'job_body',
    'job_result',
    'remembered_answer',
    'removed_article',
    'subscription',
  ]);
  expect(Object.values(tables).flat()).toEqual([]);
  expect([swept?.length, retired_cluster?.length].every((n) => n === undefined || n <= 1)).toBe(true);
  for (const block of anchor_block as { anchors: ArrayBuffer }[]) {
    expect(new Uint32Array(block.anchors).every((word, i) => i % (TERMS + 1) === 0 || word === 0)).toBe(true);
  }
};

test('an article leaves when the days of its retention are over, and nothing of it stays', () => {
  const opened = openEngine();
  const { place, engine, sql } = opened;
  expect(engine.nextExpiry()).toBeNull();
  const { cluster_id } = place(incoming('a', inventStory(1)));
  place(incoming('b', inventStory(1)), NOW + DAY);
  place(incoming('c', inventStory(2)), NOW + 2 * DAY);
  expect(engine.nextExpiry()).toBe((Math.floor(NOW / DAY) + 31) * DAY);
  expireAll(opened, NOW + 30 * DAY);
  expect(ids(sql)).toEqual(['a', 'b', 'c']);
  expireAll(opened, NOW + 31 * DAY);
  expect(ids(sql)).toEqual(['b', 'c']);
  expect(engine.cluster(cluster_id, page)).toMatchObject({ size: 1, origin: 'b', representative: 'b' });
  expireAll(opened, NOW + 33 * DAY);
  expectEmpty(sql);
  expect(engine.nextExpiry()).toBeNull();
  expect(engine.cluster(cluster_id, page)).toBeNull();
  const later = place(incoming('d', inventStory(1)), NOW);
  expect(later.cluster_id > cluster_id).toBe(true);
});

test('a cluster lives on under its id while its members expire one day after the other', () => {
  const opened = openEngine();
  const { place, engine, sql } = opened;
  engine.changeSettings({ retention_days: 7 });
  const story = inventStory(1);
  let cluster_id = '';
  for (let day = 0; day < 20; day++) {
    const now = NOW + day * DAY;
    expireAll(opened, now);
    const version = { title: story.title, text: `${story.text}\n\n${inventStory(100 + day).text.split('\n\n')[0]}` };
    const placed = place(incoming(`day ${day}`, version, { source: `${day}.example` }), now);
    if (day === 0) cluster_id = placed.cluster_id;
    expect(placed.cluster_id).toBe(cluster_id);
    const size = Math.min(day + 1, 8);
    expect(placed.cluster).toMatchObject({ size, sources: size, origin: `day ${Math.max(0, day - 7)}` });
    expect(rows(sql, 'due_cluster').length).toBeLessThanOrEqual(1);
  }
  expireAll(opened, NOW + 40 * DAY);
  expectEmpty(sql);
});

test('a revised article stays from its revision on, an unchanged one from its first receipt', () => {
  const opened = openEngine();
  const { place, sql } = opened;
  place(incoming('revised', inventStory(1)));
  place(incoming('same', inventStory(2)));
  place(incoming('revised', inventStory(3)), NOW + 10 * DAY);
  place(incoming('same', inventStory(2)), NOW + 10 * DAY);
  expireAll(opened, NOW + 31 * DAY);
  expect(ids(sql)).toEqual(['revised']);
  expireAll(opened, NOW + 40 * DAY);
  expect(ids(sql)).toEqual(['revised']);
  expireAll(opened, NOW + 41 * DAY);
  expectEmpty(sql);
});

test('a cluster that was moved into another expires with it, day by day', () => {
  const opened = openEngine();
  const { place, engine, sql } = opened;
  const first = place(incoming('a', inventStory(1)));
  place(incoming('b', inventStory(2)), NOW + DAY);
  const moved = place(incoming('b', inventStory(1)), NOW + 2 * DAY);
  expect(moved.cluster_id).toBe(first.cluster_id);
  expireAll(opened, NOW + 31 * DAY);
  expect(ids(sql)).toEqual(['b']);
  expireAll(opened, NOW + 32 * DAY);
  expect(ids(sql)).toEqual(['b']);
  engine.removeArticle('b', NOW + 32 * DAY);
  expectEmpty(sql);
});

test('a piece is bounded, pieces follow the days, each cluster is visited once, and a piece more does nothing', () => {
  const opened = openEngine();
  const { place, engine, sql } = opened;
  for (let i = 0; i < 700; i++) place(incoming(`copy ${i}`, inventStory(1)), NOW + i);
  for (let i = 0; i < 600; i++) {
    const brief = { title: `Brief ${i}`, text: `Brief number ${i}.` };
    place(incoming(`brief ${i}`, brief), NOW + DAY + i);
  }
  place(incoming('young', inventStory(2)), NOW + 20 * DAY);
  engine.expire(NOW + 40 * DAY);
  expect(rows(sql, 'article')).toHaveLength(801);
  expect(ids(sql).filter((id) => String(id).startsWith('brief'))).toHaveLength(600);
  expect(expireAll(opened, NOW + 40 * DAY)).toBeLessThanOrEqual(3);
  expect(ids(sql)).toEqual(['young']);
  const before = dump(sql);
  engine.expire(NOW + 40 * DAY);
  expect(dump(sql)).toEqual(before);
  expect(engine.health()).toMatchObject({ articles: 1, clusters: 1 });
});

test('the blocks of the index leave with the window, the last with its words', () => {
  const opened = openEngine();
  const { place, sql } = opened;
  for (let seed = 1; seed <= 600; seed++) place(incoming(`${seed}`, inventStory(seed)), NOW + seed);
  expect(rows(sql, 'anchor_block')).toHaveLength(2);
  expireAll(opened, NOW + 31 * DAY);
  expect(rows(sql, 'anchor_block')).toHaveLength(1);
  expectEmpty(sql);
  expect(openEngine(sql).place(incoming('new', inventStory(1)), NOW + 31 * DAY).decision).toBe('founded');
});

test('a shorter retention lets go at once of what is older, a longer one keeps what is there', () => {
  const opened = openEngine();
  const { place, engine, sql } = opened;
  place(incoming('a', inventStory(1)));
  place(incoming('b', inventStory(1)), NOW + 5 * DAY);
  engine.changeSettings({ retention_days: 100 });
  expireAll(opened, NOW + 40 * DAY);
  expect(ids(sql)).toEqual(['a', 'b']);
  engine.changeSettings({ retention_days: 36 });
  expireAll(opened, NOW + 40 * DAY);
  expect(ids(sql)).toEqual(['b']);
});
