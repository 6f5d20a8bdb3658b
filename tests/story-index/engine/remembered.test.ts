import { expect, test, vi } from 'vitest';
import type { Incoming } from '../../../src/story-index/incoming.ts';
import { incoming, inventStory } from '../invented.ts';
import { rows } from './agreement.ts';
import { dump, NOW, openEngine } from './opening.ts';

const DAY = 86_400_000;
const MIDNIGHT = Math.floor(NOW / DAY) * DAY;

/** An engine, and how its articles are placed under a key. */
const open = () => {
  const opened = openEngine();
  const once = (key: string, items: Incoming[], now = NOW, digest = 'digest') =>
    opened.engine.placeOnce(items, { key, digest }, { late: false, now });
  return { ...opened, once };
};

const story = (seed: number): Incoming => incoming(`${seed}`, inventStory(seed));

test('what was placed under a key is answered again, whatever came since, and changes nothing', () => {
  const { engine, once, place, sql } = open();
  const first = once('a', [story(1), incoming('copy', inventStory(1))]);
  expect(first).toMatchObject({ sent: 'first', outcomes: [{ decision: 'founded' }, { decision: 'joined' }] });
  place(incoming('1', inventStory(2)), NOW + 1);
  const before = dump(sql);
  expect(once('a', [story(1), incoming('copy', inventStory(1))], NOW + 2)).toMatchObject({ sent: 'before' });
  expect(once('a', [story(3)], NOW + 2, 'other')).toMatchObject({ sent: 'otherwise' });
  expect(engine.placeOnce([story(3)], { key: 'a', digest: 'digest' }, { late: true, now: NOW })).toMatchObject({
    sent: 'before',
    outcomes: [{ decision: 'founded' }, { decision: 'joined' }],
  });
  expect(dump(sql)).toEqual(before);
  expect(once('b', [story(3)])).toMatchObject({ sent: 'first', outcomes: [{ decision: 'founded' }] });
});

test('the article that was nearest is told as it is now, and not at all when it is gone', () => {
  const { engine, once, place } = open();
  place(story(1));
  const first = once('a', [incoming('copy', inventStory(1))]);
  expect(once('a', [])).toEqual({ ...first, sent: 'before' });
  place(incoming('1', { ...inventStory(1), title: 'Another headline' }), NOW + 1);
  expect(once('a', [])).toMatchObject({ outcomes: [{ nearest: { article_id: '1', title: 'Another headline' } }] });
  engine.removeArticle('1', NOW + 2);
  expect(once('a', [])).toMatchObject({ outcomes: [{ article_id: 'copy', nearest: null }] });
});

test('an answer holds no title, source or address, of this article or another', () => {
  const { once, place, sql } = open();
  place(incoming('a', inventStory(1), { title: 'Zebra', url: 'https://zebra.example/', source: 'Zebra' }));
  const [first] = once('a', [incoming('b', inventStory(1), { title: 'Quagga', source: 'Quagga' })]).outcomes;
  expect(first).toMatchObject({ nearest: { title: 'Zebra' } });
  expect(JSON.stringify(rows(sql, 'remembered_answer'))).not.toMatch(/zebra|quagga/i);
});

test('what failed, or came too late, does not use its key up', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { engine, once, sql } = open();
  const late = engine.placeOnce([story(1)], { key: 'a', digest: 'digest' }, { late: true, now: NOW });
  expect(late).toEqual({ sent: 'first', outcomes: [{ error: 'behind' }] });
  const alien = { ...story(2), fingerprint: new Uint8Array([255, 1, 2]) };
  expect(once('a', [story(1), alien])).toMatchObject({
    outcomes: [{ decision: 'founded' }, { error: 'bad_fingerprint' }],
  });
  sql.exec("CREATE TRIGGER broken BEFORE INSERT ON article BEGIN SELECT raise(ABORT, 'disk full'); END");
  expect(once('a', [story(1), story(2)])).toMatchObject({
    outcomes: [{ decision: 'unchanged' }, { error: 'internal' }],
  });
  sql.exec('DROP TRIGGER broken');
  expect(rows(sql, 'remembered_answer')).toEqual([]);
  expect(once('a', [story(1), story(2)])).toMatchObject({
    outcomes: [{ decision: 'unchanged' }, { decision: 'founded' }],
  });
  expect(once('a', [story(1), story(2)])).toMatchObject({ sent: 'before' });
  log.mockRestore();
});

test('an answer is known for five days at least, from the first minute of a day or the last, and then forgotten', () => {
  for (const now of [MIDNIGHT, MIDNIGHT + DAY - 1]) {
    const { engine, once, sql } = open();
    once('a', [story(1)], now);
    engine.removeArticle('1', now);
    expect(engine.nextExpiry()).toBe(MIDNIGHT + 6 * DAY);
    engine.expire(now + 5 * DAY);
    expect(once('a', [story(1)], now + 5 * DAY).sent).toBe('before');
    engine.expire(MIDNIGHT + 6 * DAY);
    expect(engine.nextExpiry()).toBeNull();
    const { retired_cluster, swept, event_log, ...tables } = dump(sql);
    expect(Object.values(tables).flat()).toEqual([]);
  }
});

test('answers are forgotten in bounded pieces, the oldest first, beside the articles', () => {
  const { engine, once, sql } = open();
  for (let i = 0; i < 1200; i++) once(`old ${i}`, [story(1)], NOW);
  once('new', [story(1)], NOW + DAY);
  const sizes: number[] = [];
  for (let due = engine.nextExpiry(); due !== null && due <= MIDNIGHT + 6 * DAY; due = engine.nextExpiry()) {
    engine.expire(MIDNIGHT + 6 * DAY);
    sizes.push(rows(sql, 'remembered_answer').length);
  }
  expect(sizes).toEqual([701, 201, 1]);
  expect(once('new', [story(1)], MIDNIGHT + 6 * DAY).sent).toBe('before');
  expect(engine.nextExpiry()).toBe(MIDNIGHT + 7 * DAY);
});
