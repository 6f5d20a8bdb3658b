import { fromBase32, toBase32 } from './base32.ts';
import type { BadCursor, PageOptions } from './reading.ts';
import type { Sql } from './sql.ts';

/** A page of a table whose `number` rises with time, newest first, and the cursor of the next one. */
export const newestFirst = <Row extends { number: number }>(
  sql: Sql,
  table: 'correction' | 'dead_letter',
  { cursor, limit }: PageOptions,
): { rows: Row[]; next: string | null } | BadCursor => {
  const below = cursor === null ? Number.MAX_SAFE_INTEGER : fromBase32(cursor);
  if (below === null) return { error: 'bad_cursor' };
  const query = `SELECT * FROM ${table} WHERE number < ? ORDER BY number DESC LIMIT ?`;
  const rows = sql.exec<Row>(query, below, limit).toArray();
  const last = rows.at(-1);
  return { rows, next: last === undefined || rows.length < limit ? null : toBase32(last.number) };
};
