import { expect, test } from 'vitest';
import type { Sql } from '../../../src/story-index/sql.ts';
import { FINGERPRINT_VERSION, MIN_TOKENS } from '../../../src/text/fingerprint.ts';
import { incoming, inventStory } from '../invented.ts';
import { dump, NOW, openEngine } from './opening.ts';

const HOUR = 3_600_000;
const DAYS = 24 * HOUR;

test('the first article founds a cluster, its copy joins it, another story founds its own', () => {
  const { place } = openEngine();
  const story = inventStory(1);
  const first = place(incoming('a', story, { source: 'a.example' }));
  expect(first).toMatchObject({ decision: 'founded', relation: null, score: 0, nearest: null, related: [], notes: [] });
  expect(first.cluster).toMatchObject({ size: 1, sources: 1, origin: 'a', representative: 'a' });
  const copy = place(incoming('b', story, { source: 'b.example' }), NOW + HOUR);
  expect(copy).toMatchObject({ decision: 'joined', relation: 'identical', score: 1, cluster_id: first.cluster_id });
  expect(copy.nearest).toMatchObject({ article_id: 'a', cluster_id: first.cluster_id, source: 'a.example' });
  expect(copy.cluster).toMatchObject({
    size: 2,
    sources: 2,
    origin: 'a',
    first_seen: new Date(NOW).toISOString(),
    last_seen: new Date(NOW + HOUR).toISOString(),
  });
  const other = place(incoming('c', inventStory(2)), NOW + HOUR);
  expect(other.decision).toBe('founded');
  expect(other.cluster_id > first.cluster_id).toBe(true);
});

test('the origin is the earliest by publication, whatever came first', () => {
  const { place } = openEngine();
  const story = inventStory(1);
  place(incoming('late', story, { published_at: '2026-03-02T10:00:00.000Z' }));
  const placed = place(incoming('early', story, { published_at: '2026-03-02T08:00:00.000Z' }));
  expect(placed.cluster.origin).toBe('early');
  const last = place(incoming('undated', story));
  expect(last.cluster).toMatchObject({ origin: 'early', size: 3 });
});

test('a text too short to judge stands alone and says so, its twin too', () => {
  const { place } = openEngine();
  const brief = { title: 'Bridge shut', text: 'The Brandun bridge is shut.' };
  const first = place(incoming('a', brief));
  const second = place(incoming('b', brief));
  expect(second).toMatchObject({ decision: 'founded', nearest: null });
  expect(second.cluster_id).not.toBe(first.cluster_id);
  expect(first.notes).toEqual([`too short to judge: 5 words, ${MIN_TOKENS} are needed`]);
});

test('what has left the matching window is not joined', () => {
  const { place, check } = openEngine();
  const story = inventStory(1);
  place(incoming('a', story));
  expect(check(incoming('b', story), NOW + 7 * DAYS).decision).toBe('joined');
  expect(place(incoming('c', story), NOW + 8 * DAYS).decision).toBe('founded');
});

test('an article sent again is unchanged, and nothing is written', () => {
  const { place, sql } = openEngine();
  place(incoming('a', inventStory(1)));
  const joined = place(incoming('b', inventStory(1)));
  const before = dump(sql);
  const again = place(incoming('b', inventStory(1)), NOW + HOUR);
  expect(again).toMatchObject({
    decision: 'unchanged',
    cluster_id: joined.cluster_id,
    relation: 'identical',
    score: 1,
  });
  expect(again.cluster).toEqual(joined.cluster);
  expect(dump(sql)).toEqual(before);
});

test('a revision of a lone article keeps its cluster', () => {
  const { place, engine } = openEngine();
  const first = place(incoming('a', inventStory(1)));
  const revised = place(incoming('a', inventStory(2)), NOW + HOUR);
  expect(revised).toMatchObject({ decision: 'revised', cluster_id: first.cluster_id, notes: [] });
  expect(engine.article('a')).toMatchObject({
    text: inventStory(2).text,
    revisions: 1,
    received_at: new Date(NOW).toISOString(),
    revised_at: new Date(NOW + HOUR).toISOString(),
  });
  expect(place(incoming('b', inventStory(2)), NOW + HOUR).cluster_id).toBe(first.cluster_id);
  expect(place(incoming('c', inventStory(1)), NOW + HOUR).decision).toBe('founded');
});

test('a revision that tells another story moves, says so, and a cluster left empty leads to the new one', () => {
  const { place, engine } = openEngine();
  const first = place(incoming('a', inventStory(1)));
  const second = place(incoming('b', inventStory(2)));
  const moved = place(incoming('b', inventStory(1)));
  expect(moved).toMatchObject({ decision: 'revised', cluster_id: first.cluster_id, relation: 'identical' });
  expect(moved.notes).toEqual([`moved from cluster ${second.cluster_id}`]);
  expect(engine.cluster(second.cluster_id, { cursor: null, limit: 9 })).toMatchObject({
    id: first.cluster_id,
    size: 2,
  });
  expect(engine.health()).toMatchObject({ articles: 2, clusters: 1 });
});

test('a revision that leaves others behind founds a cluster of its own', () => {
  const { place, engine } = openEngine();
  const first = place(incoming('a', inventStory(1)));
  place(incoming('b', inventStory(1)));
  const left = place(incoming('a', inventStory(2)));
  expect(left.decision).toBe('revised');
  expect(left.cluster_id).not.toBe(first.cluster_id);
  expect(engine.cluster(first.cluster_id, { cursor: null, limit: 9 })).toMatchObject({ size: 1, origin: 'b' });
  expect(place(incoming('c', inventStory(1))).cluster_id).toBe(first.cluster_id);
});

test('a check answers as placing does and leaves nothing behind', () => {
  const { place, check, sql, engine } = openEngine();
  place(incoming('a', inventStory(1)));
  place(incoming('b', inventStory(2)));
  const before = dump(sql);
  const asked = [incoming('c', inventStory(1)), incoming('b', inventStory(1)), incoming('b', inventStory(2))];
  for (const item of asked) {
    const { cluster_id, ...answer } = check(item);
    expect(dump(sql)).toEqual(before);
    expect(engine.health()).toMatchObject({ articles: 2, clusters: 2 });
    const twin = openEngine();
    const [a] = [place, twin.place].map(() => twin.place(incoming('a', inventStory(1))));
    const b = twin.place(incoming('b', inventStory(2)));
    const placed = twin.place(item);
    expect(cluster_id === engine.article('a')?.cluster_id).toBe(placed.cluster_id === a?.cluster_id);
    expect(cluster_id === engine.article('b')?.cluster_id).toBe(placed.cluster_id === b.cluster_id);
    expect(answer.decision).toBe(placed.decision);
    expect(answer.cluster).toEqual(placed.cluster);
  }
  expect(check(incoming('d', inventStory(3))).decision).toBe('founded');
  expect(place(incoming('e', inventStory(3))).decision).toBe('founded');
});

test('one article that cannot be placed does not lose the others of its batch', () => {
  const { engine } = openEngine();
  const good = [1, 2].map((seed) => incoming(`good ${seed}`, inventStory(seed)));
  const bad = { ...incoming('bad', inventStory(3)), fingerprint: new Uint8Array(64) };
  const answers = engine.place([good[0], bad, good[1]] as typeof good, { store: true, now: NOW });
  expect(answers[1]).toEqual({ error: 'bad_fingerprint' });
  expect(answers.filter((answer) => 'decision' in answer && answer.decision === 'founded')).toHaveLength(2);
  expect(engine.article('bad')).toBeNull();
});

test('a store that failed in the middle of an article has nothing of it, in the database and in memory', () => {
  const { sql, engine, place } = openEngine();
  place(incoming('a', inventStory(1)));
  const before = dump(sql);
  sql.exec("CREATE TRIGGER broken BEFORE INSERT ON cluster BEGIN SELECT raise(ABORT, 'disk full'); END");
  const quiet = console.error;
  console.error = () => {};
  const answers = engine.place([incoming('b', inventStory(2))], { store: true, now: NOW });
  console.error = quiet;
  sql.exec('DROP TRIGGER broken');
  expect(answers).toEqual([{ error: 'internal' }]);
  expect(dump(sql)).toEqual(before);
  expect(place(incoming('c', inventStory(2))).decision).toBe('founded');
  expect(engine.stats().awake).toMatchObject({ decisions: { founded: 2 }, failures: 1 });
});

/** As a store is found by a Samewire whose fingerprints are of another definition. */
const makeForeign = (sql: Sql): void => {
  for (const { number, f } of sql
    .exec<{ number: number; f: ArrayBuffer }>('SELECT number, fingerprint f FROM distinct_text')
    .toArray()) {
    const bytes = new Uint8Array(f);
    bytes[0] = 255;
    sql.exec('UPDATE distinct_text SET fingerprint = ? WHERE number = ?', bytes, number);
  }
};

const versions = (sql: Sql): number[] =>
  sql
    .exec<{ f: ArrayBuffer }>('SELECT fingerprint f FROM distinct_text ORDER BY number')
    .toArray()
    .map(({ f }) => new Uint8Array(f)[0] as number);

test('fingerprints of another definition are taken anew, and the texts go on attracting copies', () => {
  const { sql, place } = openEngine();
  // More than are in one block of the index, so that some are known from blocks, some from their fingerprints.
  for (let n = 0; n < 300; n++) place(incoming(`${n}`, inventStory(n)));
  makeForeign(sql);
  const woken = openEngine(sql);
  for (const n of [3, 150, 299]) {
    const copy = woken.place(incoming(`copy of ${n}`, inventStory(n), { source: 'other.example' }));
    expect(copy).toMatchObject({ decision: 'joined', relation: 'identical', nearest: { article_id: `${n}` } });
  }
  expect([3, 150, 299].map((n) => versions(sql)[n])).toEqual(Array(3).fill(FINGERPRINT_VERSION));
});

test('where no text was kept, fingerprints of another definition are passed over, and do not stop anything', () => {
  const { sql, place, engine } = openEngine();
  engine.changeSettings({ store_text: false });
  place(incoming('a', inventStory(1)));
  makeForeign(sql);
  const woken = openEngine(sql);
  expect(woken.place(incoming('b', inventStory(1))).decision).toBe('founded');
  expect(woken.place(incoming('c', inventStory(1))).decision).toBe('joined');
  expect(woken.engine.removeArticle('a', NOW)).toBe(true);
});
