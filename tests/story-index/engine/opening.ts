import { openNodeSqlite } from '../../../bench/quality/node-sqlite.ts';
import type { IndexPlacement } from '../../../src/contract/placement.ts';
import { Engine } from '../../../src/story-index/engine.ts';
import type { Incoming } from '../../../src/story-index/incoming.ts';
import type { Sql } from '../../../src/story-index/sql.ts';

export const NOW = Date.parse('2026-03-02T12:00:00Z');

export interface Opened {
  sql: Sql;
  engine: Engine;
  /** Places one article, which must succeed. */
  place(item: Incoming, now?: number): IndexPlacement;
  /** The same without storing. */
  check(item: Incoming, now?: number): IndexPlacement;
}

/** An engine on a database of its own, or on one that another engine has filled. */
export const openEngine = (sql: Sql = openNodeSqlite(':memory:')): Opened => {
  const engine = new Engine(sql);
  const run = (item: Incoming, store: boolean, now: number): IndexPlacement => {
    const [answer] = engine.place([item], { store, now });
    if (answer === undefined || 'error' in answer) throw new Error(`not placed: ${answer?.error}`);
    return answer;
  };
  return {
    sql,
    engine,
    place: (item, now = NOW) => run(item, true, now),
    check: (item, now = NOW) => run(item, false, now),
  };
};

/** Every row of every table but the list of migrations, by table. */
export const dump = (sql: Sql): Record<string, unknown[]> => {
  const names = sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'migration'")
    .toArray();
  return Object.fromEntries(names.map(({ name }) => [name, sql.exec(`SELECT * FROM ${name}`).toArray()]));
};
