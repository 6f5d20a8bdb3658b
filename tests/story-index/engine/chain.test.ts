import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openNodeSqlite } from '../../../bench/quality/node-sqlite.ts';
import { concatenate, type Ends, type Link, unlink, walk } from '../../../src/story-index/chain.ts';
import type { Sql } from '../../../src/story-index/sql.ts';

interface Chain {
  ends: Ends;
  /** Keys, newest first: what the chain must be. */
  model: number[];
}

const append = (sql: Sql, chain: Chain | undefined, key: number): Chain => {
  sql.exec('INSERT INTO article VALUES (?, ?)', key, chain?.ends.last ?? null);
  return {
    ends: { last: key, founder: chain?.ends.founder ?? key },
    model: [key, ...(chain?.model ?? [])],
  };
};

test('any appending, taking out and putting together leaves the chains of a plain list', () => {
  const steps = fc.array(
    fc.record({ kind: fc.constantFrom('append', 'append', 'unlink', 'join'), a: fc.nat(), b: fc.nat() }),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(steps, (run) => {
      const sql = openNodeSqlite(':memory:');
      sql.exec('CREATE TABLE article (key INTEGER PRIMARY KEY, previous INTEGER)');
      let chains: Chain[] = [];
      run.forEach(({ kind, a, b }, i) => {
        // One place past the end stands for a chain that does not exist yet.
        const at = a % (chains.length + 1);
        const chain = chains[at];
        if (kind === 'append') chains[at] = append(sql, chain, i + 1);
        if (kind === 'unlink' && chain !== undefined) {
          const key = chain.model[b % chain.model.length] as number;
          const links = walk<Link>(sql, 'a.key, a.previous', chain.ends.last);
          const leaving = new Set([key, chain.model[(b >>> 4) % chain.model.length] as number]);
          const ends = unlink(sql, links, leaving);
          for (const gone of leaving) sql.exec('DELETE FROM article WHERE key = ?', gone);
          chain.model = chain.model.filter((k) => !leaving.has(k));
          expect(ends === null).toBe(chain.model.length === 0);
          if (ends === null) chains = chains.filter((c) => c !== chain);
          else chain.ends = ends;
        }
        const other = chains[b % (chains.length + 1)];
        if (kind === 'join' && chain !== undefined && other !== undefined && other !== chain) {
          chain.ends = concatenate(sql, chain.ends, other.ends);
          chain.model = [...other.model, ...chain.model];
          chains = chains.filter((c) => c !== other);
        }
      });
      for (const { ends, model } of chains) {
        expect(walk<{ key: number }>(sql, 'a.key', ends.last).map((row) => row.key)).toEqual(model);
        expect(ends.founder).toBe(model.at(-1));
      }
      sql.exec('DROP TABLE article');
    }),
    { numRuns: 150 },
  );
});

test('a page of a chain starts anywhere and ends at the limit', () => {
  const sql = openNodeSqlite(':memory:');
  sql.exec('CREATE TABLE article (key INTEGER PRIMARY KEY, previous INTEGER)');
  let chain: Chain | undefined;
  for (let key = 1; key <= 9; key++) chain = append(sql, chain, key);
  expect(walk<{ key: number }>(sql, 'a.key', 7, 3).map((row) => row.key)).toEqual([7, 6, 5]);
  expect(walk<{ key: number }>(sql, 'a.key', 2, 3).map((row) => row.key)).toEqual([2, 1]);
});
