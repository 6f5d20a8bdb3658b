import { expect, test } from 'vitest';
import { compare } from '../../../src/similarity/compare.ts';
import type { Incoming } from '../../../src/story-index/incoming.ts';
import type { MatchedArticle } from '../../../src/story-index/matches.ts';
import { incoming, inventStory, type Story } from '../invented.ts';
import { dump, NOW, type Opened, openEngine } from './opening.ts';

const HOUR = 3_600_000;
const DAYS = 24 * HOUR;

/** An article whose text the object keeps. */
type Whole = MatchedArticle & { text: string };
interface Found {
  article: Whole;
  nearest: Whole[];
}

const whole = (article: MatchedArticle): Whole => {
  if (article.text === null) throw new Error(`${article.id} is without its text`);
  return { ...article, text: article.text };
};

const find = ({ engine }: Opened, id: string, limit = 20, now = NOW): Found => {
  const found = engine.matches(id, limit, now);
  if (found === null) throw new Error(`no article ${id}`);
  return { article: whole(found.article), nearest: found.nearest.map(({ article }) => whole(article)) };
};

const idsOf = (found: Found): string[] => found.nearest.map((article) => article.id);

const join = (title: string, ...parts: string[][]): Story => ({ title, text: parts.flat().join('\n\n') });
const sentences = (seed: number, count: number): string[] => inventStory(seed).text.split('\n\n').slice(0, count);

/** Report n of one story: what all have, and more of its own than a copy may have. */
const version = (n: number): Story => join(inventStory(1).title, sentences(1, 6), sentences(100 + n, 3));

test('the nearest come first, and at most so many', () => {
  const opened = openEngine();
  opened.place(incoming('asked', version(1)));
  opened.place(incoming('other', inventStory(3)), NOW + HOUR);
  opened.place(incoming('background', join(inventStory(9).title, sentences(9, 6), sentences(1, 1))), NOW + HOUR);
  opened.place(incoming('version', version(2)), NOW + HOUR);
  opened.place(incoming('copy', version(1)), NOW + HOUR);
  const nearest = ['copy', 'version', 'background'];
  expect(idsOf(find(opened, 'asked')).slice(0, 3)).toEqual(nearest);
  for (const limit of [1, 2, 3]) expect(idsOf(find(opened, 'asked', limit))).toEqual(nearest.slice(0, limit));
  expect(opened.engine.matches('nobody', 5, NOW)).toBeNull();
});

test('articles come with what a comparison reads', () => {
  const opened = openEngine();
  for (const id of ['a', 'b']) opened.place(incoming(id, version(1), { source: `${id}.example` }));
  const { article, nearest } = find(opened, 'a');
  expect(article).toEqual({ ...opened.engine.article('a'), learned: new Set(), textKey: null });
  expect(nearest).toEqual([{ ...opened.engine.article('b'), learned: new Set(), textKey: null }]);
});

test('who bears a text, its copies and what a cluster has too many of find each other, and nothing is written', () => {
  const opened = openEngine();
  for (let n = 0; n < 66; n++) opened.place(incoming(`version ${n}`, version(n), { source: `${n}.example` }));
  for (const id of ['copy 1', 'copy 2']) opened.place(incoming(id, version(65), { source: id }));
  const before = dump(opened.sql);
  expect(before.distinct_text).toHaveLength(64);
  const same = ['copy 1', 'copy 2', 'version 65'];
  for (const id of same) {
    const found = idsOf(find(opened, id));
    expect(found.slice(0, 2).sort()).toEqual(same.filter((other) => other !== id));
    expect(found).toHaveLength(20);
    expect(new Set(found).size).toBe(20);
  }
  expect(dump(opened.sql)).toEqual(before);
});

test('what has left the window is found by its own cluster, and by nobody else', () => {
  const opened = openEngine();
  for (const id of ['a', 'b']) opened.place(incoming(id, version(1), { source: `${id}.example` }));
  opened.place(incoming('c', version(2), { source: 'c.example' }));
  const later = NOW + 20 * DAYS;
  opened.place(incoming('again', version(1)), later);
  expect(idsOf(find(opened, 'a', 20, later)).sort()).toEqual(['again', 'b', 'c']);
  expect(idsOf(find(opened, 'again', 20, later))).toEqual([]);
});

test('a text too short to judge is near to nothing', () => {
  const opened = openEngine();
  for (const id of ['a', 'b'])
    opened.place(incoming(id, { title: 'Bridge shut', text: 'The Brandun bridge is shut.' }));
  expect(find(opened, 'a').nearest).toEqual([]);
});

test('what was removed is not found, and what was sent again is found as it is now', () => {
  const opened = openEngine();
  for (const id of ['a', 'b', 'c']) opened.place(incoming(id, version(1)));
  opened.engine.removeArticle('a', NOW);
  expect(idsOf(find(opened, 'b'))).toEqual(['c']);
  opened.place(incoming('b', version(2)));
  const [revised] = find(opened, 'c').nearest;
  expect(revised).toMatchObject({ id: 'b', revisions: 1, text: version(2).text });
});

test('where dates are missing, receipt says how far apart two articles came', () => {
  const opened = openEngine();
  opened.place(incoming('a', version(1)));
  opened.place(incoming('soon', version(2)), NOW + HOUR);
  opened.place(incoming('late', version(3)), NOW + 40 * HOUR);
  const { article, nearest } = find(opened, 'a', 20, NOW + 40 * HOUR);
  const hours = (id: string): number | undefined => {
    const { signals } = compare(article, nearest.find((other) => other.id === id) as Whole);
    return signals.find(({ name }) => name === 'hours apart')?.value;
  };
  expect([hours('soon'), hours('late')]).toEqual([undefined, 40]);
});

const ABOUT = sentences(77, 6);
/** A page of a source that puts the same lines under all of them. */
const page = (id: string, own: string[]): Incoming =>
  incoming(id, join(`Title of ${id}`, own, ABOUT), { source: 'courier.example' });

/** The first pages are stored with the lines, which are learned from four of them; the last is stored without. */
const fillSource = (): Opened => {
  const opened = openEngine();
  opened.place(page('asked', sentences(1, 4)));
  opened.place(page('thin', sentences(5, 2)));
  for (const seed of [2, 3, 4, 6])
    opened.place(page(`page ${seed}`, [...sentences(seed, 6), ...sentences(seed + 90, 6)]));
  opened.place(page('mate', [...sentences(1, 2), ...sentences(50, 3)]));
  return opened;
};

test('lines that a source repeats stand in no passage and speak for nothing', () => {
  const { article, nearest } = find(fillSource(), 'asked');
  expect(article.learned.size).toBe(ABOUT.length);
  expect(nearest.length).toBeGreaterThan(1);
  for (const other of nearest) {
    const { passages, relation } = compare(article, other);
    for (const { a, b } of passages) {
      expect(a[1]).toBeLessThan(article.text.indexOf(ABOUT[0] as string));
      expect(b[1]).toBeLessThan(other.text.indexOf(ABOUT[0] as string));
    }
    expect(passages.some(({ kind }) => kind === 'shared')).toBe(other.id === 'mate');
    if (other.id !== 'mate') expect(relation).toBe('none');
    const blind = compare({ ...article, learned: new Set() }, { ...other, learned: new Set() });
    expect(blind.passages.map(({ a }) => article.text.slice(...a)).join()).toContain(ABOUT[0]?.slice(0, -1));
  }
});

test('lines that a source repeats put no article before another, though it was stored with them', () => {
  expect(idsOf(find(fillSource(), 'asked', 1))).toEqual(['mate']);
});

test('without texts it is still told which articles are near, and how near', () => {
  const opened = openEngine();
  opened.engine.changeSettings({ store_text: false });
  opened.place(incoming('a', version(1)));
  opened.place(incoming('b', version(2)));
  const found = opened.engine.matches('a', 5, NOW);
  expect(found?.article.text).toBeNull();
  expect(found?.nearest).toMatchObject([{ article: { id: 'b', text: null } }]);
  expect(found?.nearest[0]?.score).toBeGreaterThan(0.5);
});
