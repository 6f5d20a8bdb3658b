import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Sql, SqlRow, SqlValue } from '../../src/story-index/sql.ts';

/** A database in Node's own SQLite behind the index's port. `path` may be ':memory:'. */
export const openNodeSqlite = (path: string): Sql & { close(): void } => {
  const database = new DatabaseSync(path);
  const statements = new Map<string, StatementSync>();
  const prepare = (query: string): StatementSync => {
    const known = statements.get(query);
    if (known !== undefined) return known;
    const made = database.prepare(query);
    statements.set(query, made);
    return made;
  };
  const transaction = <T>(work: () => T): T => {
    database.exec('BEGIN');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    exec: <Row extends SqlRow>(query: string, ...bindings: (SqlValue | Uint8Array)[]) => {
      // Schema statements are not kept: a kept statement on a dropped table would hold on to it.
      const statement = /^\s*(CREATE|DROP)/i.test(query) ? database.prepare(query) : prepare(query);
      const rows = statement.all(...bindings.map(toNode)).map((row) => fromNode(row as Record<string, unknown>) as Row);
      return { toArray: () => rows };
    },
    transaction,
    close: () => database.close(),
  };
};

const toNode = (value: SqlValue | Uint8Array) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value);

/** As a Durable Object answers: blobs are ArrayBuffers. */
const fromNode = (row: Record<string, unknown>): Record<string, unknown> => {
  for (const name of Object.keys(row)) {
    const value = row[name];
    if (value instanceof Uint8Array) row[name] = value.slice().buffer;
  }
  return row;
};
