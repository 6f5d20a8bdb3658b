import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openNodeSqlite } from '../../../bench/quality/node-sqlite.ts';
import { AnchorIndex, type IndexSizes } from '../../../src/story-index/retrieval/anchor-index.ts';
import { BUCKETS } from '../../../src/story-index/retrieval/bucket.ts';
import { TERMS } from '../../../src/story-index/retrieval/tier.ts';
import { migrate } from '../../../src/story-index/schema.ts';
import { DAY, DEFAULTS } from '../../../src/story-index/settings.ts';
import type { Sql } from '../../../src/story-index/sql.ts';
import { encodeFingerprint } from '../../../src/text/codec.ts';
import { type Fingerprint, takeFingerprint } from '../../../src/text/fingerprint.ts';
import { mix32 } from '../../../src/text/hash.ts';
import { dump } from './opening.ts';

const BLANK = takeFingerprint({ title: '', text: '' });
const EVERYTHING_IN_MEMORY: IndexSizes = { block: 4, run: 1 << 30, piece: BUCKETS };
const START = 20_000 * DAY;

/** A fingerprint of which only the index terms matter; term t of a small vocabulary, spread over the buckets. */
const withTerms = (digest: number, terms: number[]): Fingerprint => {
  const anchors = Uint32Array.from(terms, (t) => mix32(t) || 1);
  const blank = new Uint8Array(terms.length);
  return { ...BLANK, digest: 1_000_000 + digest, hashes: anchors.toSorted(), weights: blank, flags: blank, anchors };
};

/** A store's part of the work: transactions, and the table that holds the texts. */
const openIndex = (sizes: IndexSizes, sql: Sql = failingSql()) => {
  migrate(sql);
  const index = new AnchorIndex(sql, DEFAULTS.window_days, sizes);
  const commit = (now: number, work: () => void): boolean => {
    index.begin(now);
    try {
      sql.transaction(work);
      return true;
    } catch {
      index.undo();
      return false;
    }
  };
  const add = (number: number, fingerprint: Fingerprint, now: number): void => {
    const insert = 'INSERT INTO distinct_text VALUES (?, 1, 1, NULL, ?, 0, ?)';
    sql.exec(insert, number, now, encodeFingerprint(fingerprint));
    index.add(number, fingerprint, now);
  };
  const remove = (number: number, fingerprint: Fingerprint | null): void => {
    sql.exec('DELETE FROM distinct_text WHERE number = ?', number);
    index.remove(number, fingerprint);
  };
  const narrow = (number: number, fingerprint: Fingerprint | null, heir: Fingerprint): void => {
    sql.exec('UPDATE distinct_text SET fingerprint = ? WHERE number = ?', encodeFingerprint(heir), number);
    index.narrow(number, fingerprint, heir);
  };
  return { sql, index, commit, add, remove, narrow };
};

/** A database whose statements throw once it is told how many may still succeed. */
const failingSql = (): Sql & { allow: number } => {
  const inner = openNodeSqlite(':memory:');
  const sql: Sql & { allow: number } = {
    allow: Number.POSITIVE_INFINITY,
    exec: (query, ...bindings) => {
      if (sql.allow-- <= 0) throw new Error('the disk is gone');
      return inner.exec(query, ...bindings);
    },
    transaction: inner.transaction,
  };
  return sql;
};

const vocabulary = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
const step = fc.record({
  kind: fc.constantFrom(
    'add',
    'add',
    'add',
    'add',
    'add',
    'remove',
    'unknown',
    'narrow',
    'crash',
    'restart',
    'maintain',
  ),
  digest: fc.nat({ max: 20 }),
  terms: vocabulary,
  pick: fc.nat(),
  hours: fc.nat({ max: 20 }),
  /** Steps at a time, so that runs are reached. */
  times: fc.integer({ min: 1, max: 12 }),
});
const sizes = fc.constantFrom<IndexSizes>(
  { block: 2, run: 4, piece: BUCKETS },
  { block: 4, run: 16, piece: BUCKETS / 2 },
  { block: 2, run: 8, piece: BUCKETS / 4 },
);

test('tiers answer as one index in memory does, whatever was added, taken out, undone, dropped and woken up', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), sizes, (steps, sizes) => {
      const sql = failingSql();
      let tiered = openIndex(sizes, sql);
      const plain = openIndex(EVERYTHING_IN_MEMORY);
      const texts = new Map<number, Fingerprint>();
      let now = START;
      let last = 0;
      const addOne = (fingerprint: Fingerprint): void => {
        last = Math.max(last + 1, tiered.index.lowestText);
        texts.set(last, fingerprint);
        tiered.commit(now, () => tiered.add(last, fingerprint, now));
        plain.commit(now, () => plain.add(last, fingerprint, now));
      };
      for (const { kind, digest, terms, pick, hours, times } of steps) {
        now += hours * 3_600_000;
        const [number, known] = [...texts][pick % Math.max(1, texts.size)] ?? [0, null];
        if (kind === 'add')
          for (let i = 0; i < times; i++)
            addOne(
              withTerms(
                digest + i,
                terms.map((t) => t + i),
              ),
            );
        if (kind === 'remove' && known) {
          for (const each of [tiered, plain]) each.commit(now, () => each.remove(number, known));
          texts.delete(number);
        }
        if (kind === 'unknown' && known) {
          for (const each of [tiered, plain]) each.commit(now, () => each.remove(number, null));
          texts.delete(number);
        }
        if (kind === 'narrow' && known) {
          // What only the heir has may be found or not: it is, as soon as the text is read again from its fingerprint.
          const heir = { ...known, anchors: known.anchors.filter((_, i) => (pick >>> i) % 2 === 0) };
          for (const each of [tiered, plain]) each.commit(now, () => each.narrow(number, known, heir));
          texts.set(number, heir);
        }
        if (kind === 'crash') {
          const failed = !tiered.commit(now, () => {
            sql.allow = pick % 12;
            if (known) tiered.remove(number, known);
            tiered.add(Math.max(last + 1, tiered.index.lowestText), withTerms(digest, terms), now);
            throw new Error('after all');
          });
          sql.allow = Number.POSITIVE_INFINITY;
          expect(failed).toBe(true);
        }
        if (kind === 'restart') tiered = openIndex(sizes, sql);
        if (kind === 'maintain') tiered.commit(now, () => tiered.index.maintain(now));
        const asked = withTerms(digest, terms);
        expect(tiered.index.candidates(asked, now)).toEqual(plain.index.candidates(asked, now));
      }
    }),
    { numRuns: 300 },
  );
});

test('terms that most texts have are counted and proposed across the tiers as in one', () => {
  const tiered = openIndex({ block: 16, run: 512, piece: BUCKETS / 8 });
  const plain = openIndex({ ...EVERYTHING_IN_MEMORY, block: 16 });
  const textOf = (n: number): Fingerprint =>
    withTerms(n, [1, 2 + (n % 2), 4 + (n % 3), 7 + (n % 5), 20 + (n % 97), 200 + (n % 211)]);
  for (let n = 1; n <= 3000; n++) {
    for (const { commit, add } of [tiered, plain]) commit(START, () => add(n, textOf(n), START));
  }
  for (const asked of [
    textOf(17),
    textOf(2900),
    withTerms(0, [1, 2, 3]),
    withTerms(0, [1, 4, 250, 251]),
    textOf(6001),
  ]) {
    expect(tiered.index.candidates(asked, START)).toEqual(plain.index.candidates(asked, START));
  }
});

const fill = (sizes: IndexSizes, count: number) => {
  const opened = openIndex(sizes);
  const texts = Array.from({ length: count }, (_, i) => withTerms(i, [i + 1, i + 2, i + 3]));
  for (const [i, fingerprint] of texts.entries()) opened.commit(START, () => opened.add(i + 1, fingerprint, START));
  return { ...opened, texts };
};

const SMALL: IndexSizes = { block: 4, run: 16, piece: BUCKETS };

test('of texts that were taken out no term is left in any table, be it in memory, in a block or in a run', () => {
  // One run is whole, one is written by half.
  const { sql, commit, remove, texts } = fill({ ...SMALL, piece: BUCKETS / 2 }, 32);
  expect(dump(sql).anchor_run).toMatchObject([{ written: BUCKETS }, { written: BUCKETS / 2 }]);
  for (const [i, fingerprint] of texts.entries()) commit(START, () => remove(i + 1, fingerprint));
  const { anchor_posting, anchor_block, distinct_text } = dump(sql);
  expect(anchor_posting).toEqual([]);
  expect(distinct_text).toEqual([]);
  for (const { anchors } of anchor_block as { anchors: ArrayBuffer }[]) {
    expect(new Uint32Array(anchors).filter((_, i) => i % (TERMS + 1) !== 0).every((word) => word === 0)).toBe(true);
  }
});

test('expired runs go piece by piece, and numbers go on after them', () => {
  const { sql, commit, index, texts } = fill({ ...SMALL, piece: BUCKETS / 4 }, 200);
  const later = START + 30 * DAY;
  const left = [];
  for (let more = true; more; ) {
    commit(later, () => {
      more = index.maintain(later);
    });
    left.push(dump(sql).anchor_posting?.length ?? 0);
  }
  expect(left.length).toBeGreaterThan(8);
  expect(left.at(-1)).toBe(0);
  expect(index.candidates(texts[0] as Fingerprint, later)).toEqual([]);
  for (const { anchors } of dump(sql).anchor_block as { anchors: ArrayBuffer }[]) {
    expect(new Uint32Array(anchors).every((word) => word === 0)).toBe(true);
  }
  const woken = openIndex(SMALL, sql);
  expect(woken.index.lowestText).toBe(index.lowestText);
});
