import { expect, test } from 'vitest';
import { incoming, inventStory, type Story } from '../invented.ts';
import { rows } from './agreement.ts';
import { NOW, openEngine } from './opening.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (time: number): string => new Date(time).toISOString();

/** The story with half of it told in other words. */
const rewritten = (seed: number): Story => {
  const { title, text } = inventStory(seed);
  const swap = (sentence: string, i: number): string => (i % 2 === 0 ? sentence : sentence.replace('was', 'had been'));
  return { title, text: text.split('\n\n').slice(0, 5).map(swap).reverse().join('\n\n') };
};

test('an article published days ago and posted now finds its story, and the origin moves to it', () => {
  const { place, engine } = openEngine();
  const { cluster_id } = place(incoming('live', inventStory(1), { source: 'a.example', published_at: iso(NOW) }));
  const early = iso(NOW - 2 * HOUR);
  const late = place(incoming('late', rewritten(1), { source: 'b.example', published_at: early }), NOW + 5 * DAY);
  expect(late).toMatchObject({ decision: 'joined', cluster_id, cluster: { origin: 'late' } });
  expect(late.cluster.first_seen).toBe(iso(NOW));
  engine.removeArticle('late', NOW + 5 * DAY);
  expect(engine.cluster(cluster_id, { cursor: null, limit: 9 })).toMatchObject({ origin: 'live', size: 1 });
});

test('days between receipts say nothing where both dates are known', () => {
  const version = incoming('b', rewritten(1), { source: 'b.example', published_at: iso(NOW + HOUR) });
  const answers = [NOW + HOUR, NOW + 6 * DAY].map((now) => {
    const { place } = openEngine();
    place(incoming('a', inventStory(1), { source: 'a.example', published_at: iso(NOW) }));
    return place(version, now);
  });
  expect(answers[1]?.decision).toBe('joined');
  expect(answers[1]?.score).toBe(answers[0]?.score);
  expect(answers[1]?.relation).toBe(answers[0]?.relation);
});

test('a backlog is one story in any order, however long ago it was published', () => {
  const published = [0, 3, 9].map((hours) => iso(NOW - 400 * DAY + hours * HOUR));
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const { place } = openEngine();
    const answers = order.map((i, step) => {
      const more = { source: `${i}.example`, published_at: published[i] as string };
      return place(incoming(`at ${i}`, i === 1 ? rewritten(1) : inventStory(1), more), NOW + step * 2 * DAY);
    });
    expect(new Set(answers.map((answer) => answer.cluster_id)).size).toBe(1);
    expect(answers[2]?.cluster).toMatchObject({ origin: 'at 0', size: 3, last_seen: iso(NOW + 4 * DAY) });
  }
});

test('the window counts from receipt: what came too long ago is not found, though published at the same time', () => {
  const { place } = openEngine();
  const published_at = iso(NOW - 400 * DAY);
  place(incoming('a', inventStory(1), { published_at }));
  expect(place(incoming('b', inventStory(1), { published_at }), NOW + 8 * DAY).decision).toBe('founded');
});

test('a backlog that comes in bit by bit is found, though its first text has left the window', () => {
  const published_at = iso(NOW - 20 * DAY);
  for (const apart of [1, 3, 5, 6]) {
    const { place, sql } = openEngine();
    const { cluster_id } = place(incoming('first', inventStory(1), { published_at }));
    for (let day = apart; day < 28; day += apart) {
      const more = { source: `${day}.example`, published_at };
      const copy = place(incoming(`day ${day}`, inventStory(1), more), NOW + day * DAY);
      expect(copy).toMatchObject({ decision: 'joined', relation: 'identical', cluster_id });
    }
    expect(rows(sql, 'distinct_text').length).toBeLessThanOrEqual(14);
  }
});

test('a text that is published again every few days does not become one endless story', () => {
  for (const dated of [true, false]) {
    const { place, sql } = openEngine();
    const decisions = [0, 4, 7, 9].map((day) => {
      const now = NOW + day * DAY;
      return place(incoming(`day ${day}`, inventStory(1), { published_at: dated ? iso(now) : null }), now).decision;
    });
    expect(decisions).toEqual(['founded', 'joined', 'joined', 'founded']);
    expect(rows(sql, 'distinct_text')).toHaveLength(2);
  }
});

test('copies within two days add no text', () => {
  const { place, sql } = openEngine();
  const published_at = iso(NOW);
  place(incoming('first', inventStory(1), { published_at }));
  for (let hour = 1; hour < 36; hour++)
    place(incoming(`hour ${hour}`, inventStory(1), { published_at }), NOW + hour * HOUR);
  expect(rows(sql, 'distinct_text')).toHaveLength(1);
});
