import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TERMS } from '../../../src/story-index/retrieval/tier.ts';
import { incoming, inventStory } from '../invented.ts';
import { checkTables, type Row, rows } from './agreement.ts';
import { dump, NOW, openEngine } from './opening.ts';

/** A version of a story: the whole, without its last or first sentence, or two sentences of it: too short to judge. */
const version = (seed: number, cut: number): { title: string; text: string } => {
  const { title, text } = inventStory(seed);
  const sentences = text.split('\n\n');
  const part = [sentences, sentences.slice(0, -1), sentences.slice(1), sentences.slice(0, 1)][cut] as string[];
  return { title, text: part.join('\n\n') };
};

const dayOf = (time: number): number => Math.floor(time / 86_400_000);

const step = fc.record({
  kind: fc.constantFrom('place', 'place', 'place', 'place', 'remove', 'check', 'restart', 'expire'),
  id: fc.integer({ min: 1, max: 12 }).map((n) => `id${n}`),
  seed: fc.integer({ min: 1, max: 4 }),
  cut: fc.nat({ max: 3 }),
  source: fc.constantFrom('a.example', 'b.example', 'c.example'),
  hours: fc.nat({ max: 30 }),
});

test('whatever is placed, revised, checked and removed, the tables agree, and at the end nothing is left', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let opened = openEngine();
      const { sql } = opened;
      opened.engine.changeSettings({ window_days: 1, retention_days: 2 });
      let now = NOW;
      for (const { kind, id, seed, cut, source, hours } of steps) {
        now += hours * 3_600_000;
        const published_at = cut === 1 ? new Date(now - 7_200_000).toISOString() : null;
        const item = incoming(id, version(seed, cut), { source, published_at });
        if (kind === 'place') opened.place(item, now);
        if (kind === 'check') opened.check(item, now);
        if (kind === 'expire') {
          opened.engine.expire(now);
          const days = rows(sql, 'article').map((row) => dayOf((row.revised ?? row.received) as number));
          expect(Math.min(dayOf(now), ...days)).toBeGreaterThanOrEqual(dayOf(now) - 2);
        }
        if (kind === 'remove') opened.engine.removeArticle(id, now);
        if (kind === 'restart') opened = openEngine(sql);
        checkTables(sql);
        expect(opened.engine.health()).toMatchObject({
          articles: rows(sql, 'article').length,
          clusters: rows(sql, 'cluster').length,
          distinct_texts: rows(sql, 'article').filter((row) => row.copies === null).length,
        });
      }
      for (const row of rows(sql, 'article')) opened.engine.removeArticle(row.id as string, now);
      const { retired_cluster, swept, furniture, settings, event_log, ...rest } = dump(sql);
      expect(Object.values(rest).flat()).toEqual([]);
      // Of learned furniture hashes stay, 32 bits each, and nothing else.
      for (const row of furniture as Row[]) {
        expect(Object.keys(row).sort()).toEqual(['line', 'source']);
        for (const value of Object.values(row)) expect((value as number) >>> 0).toBe(value);
      }
    }),
    { numRuns: 120 },
  );
});

test('an object that wakes up finds what it found before, in blocks and in the tail', () => {
  const { sql, place } = openEngine();
  for (let seed = 1; seed <= 600; seed++) place(incoming(`first ${seed}`, inventStory(seed)), NOW + seed);
  expect(rows(sql, 'anchor_block')).toHaveLength(2);
  const woken = openEngine(sql);
  for (const seed of [1, 256, 257, 512, 513, 600]) {
    const copy = incoming(`second ${seed}`, inventStory(seed));
    expect(woken.place(copy, NOW + 700).nearest?.article_id).toBe(`first ${seed}`);
  }
});

test('nothing of a removed article stays in the index of the blocks', () => {
  const { sql, place, engine } = openEngine();
  for (let seed = 1; seed <= 300; seed++) place(incoming(`first ${seed}`, inventStory(seed)), NOW + seed);
  for (let seed = 1; seed <= 300; seed++) engine.removeArticle(`first ${seed}`, NOW + 400);
  const [block] = rows(sql, 'anchor_block');
  const words = new Uint32Array((block as unknown as { anchors: ArrayBuffer }).anchors);
  expect(words.filter((_, i) => i % (TERMS + 1) !== 0).every((word) => word === 0)).toBe(true);
  expect(openEngine(sql).place(incoming('new', inventStory(1)), NOW + 500).decision).toBe('founded');
});
