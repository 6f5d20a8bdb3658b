import { expect, test } from 'vitest';
import type { Incoming } from '../../../src/story-index/incoming.ts';
import { LearnedFurniture, type Page } from '../../../src/story-index/learned-furniture.ts';
import type { Sql } from '../../../src/story-index/sql.ts';
import { decodeFingerprint } from '../../../src/text/codec.ts';
import { type Fingerprint, takeFingerprint } from '../../../src/text/fingerprint.ts';
import { incoming, inventStory, type Story } from '../invented.ts';
import { dump, NOW, type Opened, openEngine } from './opening.ts';

const SOURCE = 'courier.example';
const ABOUT = [
  'The Brandunkel Courier was founded by the widow Orlinda Vosgrimm in a room above the Tasvin bakery, and it has been printed on the Zanferlu press ever since.',
  'Readers of the Brandunkel Courier in Holgrivik, Nalrudtem and Corbeljas elect a council of seven, which meets in the Kelmortas chapel and answers every letter sent to the Lufernost desk.',
];

const withAbout = (story: Story): Story => ({ ...story, text: [story.text, ...ABOUT].join('\n\n') });
/** A page of the source: an article of its own, and what stands under all of them. */
const page = (seed: number, source: string | null = SOURCE): Incoming =>
  incoming(`${source} ${seed}`, withAbout(inventStory(seed)), { source });

const learnedLines = (sql: Sql): number => dump(sql).furniture?.length ?? 0;

/** Three pages teach nothing, the fourth does. */
const teach = ({ place, sql }: Opened): void => {
  for (const seed of [1, 2, 3]) place(page(seed));
  expect(learnedLines(sql)).toBe(0);
  place(page(4));
  expect(learnedLines(sql)).toBe(ABOUT.length);
};

const storedFingerprint = (sql: Sql, id: string): Fingerprint => {
  const query = `SELECT coalesce(a.fingerprint, d.fingerprint) f FROM article a LEFT JOIN distinct_text d ON d.number = a.bears
    WHERE a.id = ?`;
  const bytes = sql.exec<{ f: ArrayBuffer }>(query, id).toArray()[0]?.f;
  return decodeFingerprint(new Uint8Array(bytes as ArrayBuffer));
};

/** A page that is hardly more than what stands under it. */
const thin = (seed: number): Incoming => {
  const { title, text } = inventStory(seed);
  const story = { title, text: text.split('\n\n').slice(0, 2).join('\n\n') };
  return incoming(`thin ${seed}`, withAbout(story), { source: SOURCE });
};

test('what four stories of a source end with leaves the fingerprint of the next, which does not meet the others by it', () => {
  const fresh = openEngine();
  fresh.place(thin(11));
  expect(fresh.place(thin(12)).nearest?.article_id).toBe('thin 11');

  const opened = openEngine();
  teach(opened);
  const [first, second] = [opened.place(thin(11)), opened.place(thin(12))];
  expect(first.decision).toBe('founded');
  expect(second).toMatchObject({ decision: 'founded', related: [] });
  expect(second.nearest?.article_id).not.toBe('thin 11');
  const { title, text } = inventStory(5);
  opened.place(page(5));
  expect(storedFingerprint(opened.sql, `${SOURCE} 5`)).toEqual(takeFingerprint({ title, text }));
});

test('a copy meets the article it copies, whether it was placed before or after', () => {
  const opened = openEngine();
  teach(opened);
  const before = opened.place(incoming('before', inventStory(4), { source: 'other.example' }));
  expect(before).toMatchObject({ decision: 'joined', nearest: { article_id: `${SOURCE} 4` } });
  opened.place(page(6));
  const after = opened.place(incoming('after', inventStory(6), { source: 'other.example' }));
  expect(after).toMatchObject({ decision: 'joined', relation: 'identical', nearest: { article_id: `${SOURCE} 6` } });
});

test('the same lines in another source, or in none that is known, are untouched', () => {
  const opened = openEngine();
  teach(opened);
  for (const source of ['other.example', null]) {
    for (const seed of [21, 22, 23, 24]) {
      const item = page(seed + (source === null ? 10 : 0), source);
      opened.place(item);
      expect(storedFingerprint(opened.sql, item.article.id)).toEqual(decodeFingerprint(item.fingerprint));
    }
  }
  const perSource = dump(opened.sql).furniture as { source: number }[];
  expect(perSource.length).toBeGreaterThan(0);
  expect(perSource.map(({ source }) => source)).not.toContain(0);
});

test('an article sent again is unchanged, whether it came before its furniture was learned or after', () => {
  const opened = openEngine();
  teach(opened);
  opened.place(page(5));
  const before = dump(opened.sql);
  for (const seed of [1, 4, 5]) expect(opened.place(page(seed)).decision).toBe('unchanged');
  expect(dump(opened.sql)).toEqual(before);
});

test('sending the same articles again and again, or checking them, teaches nothing', () => {
  const { place, check, sql } = openEngine();
  for (const seed of [1, 2, 3]) place(page(seed));
  for (const seed of [1, 2, 3]) place(page(seed));
  for (const seed of [4, 5, 6, 7]) check(page(seed));
  expect(learnedLines(sql)).toBe(0);
  place(page(8));
  expect(learnedLines(sql)).toBe(ABOUT.length);
});

test('a check uses what was learned', () => {
  const opened = openEngine();
  teach(opened);
  const short = incoming('short', withAbout({ title: 'Bridge shut', text: 'The Merlu bridge is shut until Sunday.' }), {
    source: SOURCE,
  });
  const note = expect.stringContaining('too short to judge: 7 words');
  expect(opened.check(short).notes).toEqual([note]);
  expect(opened.place(short).notes).toEqual([note]);
});

test('an article that failed to be stored teaches nothing', () => {
  const { place, sql, engine } = openEngine();
  for (const seed of [1, 2, 3]) place(page(seed));
  sql.exec("CREATE TRIGGER broken BEFORE INSERT ON cluster BEGIN SELECT raise(ABORT, 'disk full'); END");
  const quiet = console.error;
  console.error = () => {};
  expect(engine.place([page(4)], { store: true, now: NOW })).toEqual([{ error: 'internal' }]);
  console.error = quiet;
  sql.exec('DROP TRIGGER broken');
  expect(learnedLines(sql)).toBe(0);
  place(page(5));
  place(page(6));
  expect(storedFingerprint(sql, `${SOURCE} 5`)).toEqual(decodeFingerprint(page(5).fingerprint));
  expect(storedFingerprint(sql, `${SOURCE} 6`)).toEqual(takeFingerprint(inventStory(6)));
});

test('what was learned survives a restart, what was being counted starts anew', () => {
  const opened = openEngine();
  teach(opened);
  const woken = openEngine(opened.sql);
  woken.place(page(5));
  expect(storedFingerprint(woken.sql, `${SOURCE} 5`)).toEqual(takeFingerprint(inventStory(5)));

  const counting = openEngine();
  for (const seed of [1, 2, 3]) counting.place(page(seed));
  const later = openEngine(counting.sql);
  for (const seed of [4, 5, 6]) later.place(page(seed));
  expect(learnedLines(later.sql)).toBe(0);
  later.place(page(7));
  expect(learnedLines(later.sql)).toBe(ABOUT.length);
});

test('a story that a source runs in updates does not lose its own paragraphs', () => {
  const { place, sql } = openEngine();
  const { title, text } = inventStory(1);
  const updates = inventStory(2).text.split('\n\n');
  const clusters = updates.map((update, i) => {
    const story = { title, text: `${text}\n\n${update}` };
    return place(incoming(`update ${i}`, story, { source: SOURCE }), NOW + i * 60_000).cluster_id;
  });
  expect(new Set(clusters).size).toBe(1);
  expect(clusters.length).toBeGreaterThan(4);
  expect(learnedLines(sql)).toBe(0);
});

test('a text that founds cluster after cluster, deleted each time, does not lose its own paragraphs', () => {
  const { place, engine, sql } = openEngine();
  const clusters = Array.from({ length: 6 }, (_, i) => {
    const placed = place(incoming('a', inventStory(1), { source: SOURCE }), NOW + i);
    engine.removeArticle('a', NOW + i);
    return placed.cluster_id;
  });
  expect(new Set(clusters).size).toBe(6);
  expect(learnedLines(sql)).toBe(0);
});

test('deleting the articles leaves hashes of what was learned and no more', () => {
  const opened = openEngine();
  teach(opened);
  for (const seed of [1, 2, 3, 4]) opened.engine.removeArticle(`${SOURCE} ${seed}`, NOW);
  const { retired_cluster, furniture, event_log, ...rest } = dump(opened.sql);
  expect(Object.values(rest).flat()).toEqual([]);
  expect(furniture).toHaveLength(ABOUT.length);
  opened.place(page(5));
  expect(storedFingerprint(opened.sql, `${SOURCE} 5`)).toEqual(takeFingerprint(inventStory(5)));
});

test('counting is bounded: what was not seen for long is forgotten, what recurs is not', () => {
  const { sql } = openEngine();
  const furniture = new LearnedFurniture(sql);
  let number = 0;
  const observe = (source: number, lines: number[]): void => {
    number++;
    const observed: Page = { source, cluster: number, digest: number, lines };
    furniture.observe(observed);
  };
  const others = (count: number): number[] => Array.from({ length: count }, (_, i) => 1000 * (number + 1) + i);
  for (let i = 0; i < 4; i++) observe(1, [7, ...others(100)]);
  expect([...furniture.of(1)]).toEqual([7]);
  for (let i = 0; i < 4; i++) observe(2, [8, ...others(200)]);
  expect([...furniture.of(2)]).toEqual([]);
  for (let i = 0; i < 3; i++) observe(3, [9]);
  for (let source = 100; source < 700; source++) observe(source, [9]);
  observe(3, [9]);
  expect([...furniture.of(3)]).toEqual([]);
});

test('a source that has no end of recurring lines is learned up to a bound', () => {
  const { sql } = openEngine();
  const furniture = new LearnedFurniture(sql);
  for (let block = 0; block < 12; block++) {
    const lines = Array.from({ length: 100 }, (_, i) => block * 100 + i);
    for (let i = 1; i <= 4; i++) furniture.observe({ source: 1, cluster: i, digest: i, lines });
  }
  expect(furniture.of(1).size).toBe(500);
  expect(learnedLines(sql)).toBe(500);
});
