import { createHash } from 'node:crypto';
import { firstRow, type Sql } from './sql.ts';

/** Ids whose hashes clash lie side by side in one of these many places. */
const SLOTS = 8;

/**
 * An article's row number, made from its id: 49 bits of a SHA-256, times SLOTS. So finding an article by its id needs no index,
 * and an article costs one written row. A clash takes the next free place.
 */
const firstSlot = (id: string): number => {
  const digest = createHash('sha256').update(id).digest();
  const view = new DataView(digest.buffer, digest.byteOffset);
  return ((view.getUint32(0) >>> 15) * 0x100000000 + view.getUint32(4)) * SLOTS;
};

/** The key of a stored article, or null. */
export const findKey = (sql: Sql, id: string): number | null => {
  const first = firstSlot(id);
  const query = 'SELECT key FROM article WHERE key BETWEEN ?1 AND ?2 AND id = ?3';
  return firstRow<{ key: number }>(sql, query, first, first + SLOTS - 1, id)?.key ?? null;
};

/** A key for an id that is not stored. Throws where all places are taken, which takes eight ids of one hash. */
export const freeKey = (sql: Sql, id: string): number => {
  const first = firstSlot(id);
  const query = 'SELECT key FROM article WHERE key BETWEEN ?1 AND ?2';
  const taken = new Set(
    sql
      .exec<{ key: number }>(query, first, first + SLOTS - 1)
      .toArray()
      .map((row) => row.key),
  );
  for (let key = first; key < first + SLOTS; key++) if (!taken.has(key)) return key;
  throw new Error('no free key for this id');
};
