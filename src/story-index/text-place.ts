import { firstRow, type Sql } from './sql.ts';
import type { Store } from './store.ts';

/**
 * Where the text of an article lies: in its row, outside under a key (R2, where the Worker wrote it before it asked for the
 * placement), in neither where texts are not kept. What lies outside cannot be removed in the same step, so its key goes to
 * `discarded_text`, an outbox that the alarm empties.
 */
export interface TextPlace {
  text: string | null;
  key: string | null;
}

/** To be asked before the article's former row goes. */
export const placeOfText = (store: Store, text: string, key: string | null): TextPlace => {
  if (!store.settings.store_text) {
    discardText(store.sql, key);
    return { text: null, key: null };
  }
  // A removal may be on its way that takes away what was just written: then the row keeps the text. The key stays known,
  // because the removal may as well have come first.
  return { text: key === null || isDiscarded(store.sql, key) ? text : null, key };
};

const isDiscarded = (sql: Sql, key: string): boolean =>
  firstRow(sql, 'SELECT 1 FROM discarded_text WHERE key = ?', key) !== null;

export const discardText = (sql: Sql, key: string | null): void => {
  if (key !== null) sql.exec('INSERT OR IGNORE INTO discarded_text (key) VALUES (?)', key);
};

/** Discards what lies outside of these articles, which are about to be deleted. `keys` is JSON. */
export const discardTextsOf = (sql: Sql, keys: string): void => {
  sql.exec(
    `INSERT OR IGNORE INTO discarded_text SELECT text_key FROM article
      WHERE key IN (SELECT value FROM json_each(?)) AND text_key IS NOT NULL`,
    keys,
  );
};

/** A revision has the text of the row that it replaces. To be called in the transaction that discarded it. */
export const keepAfterAll = (sql: Sql, { text, key }: TextPlace): void => {
  if (text === null && key !== null) sql.exec('DELETE FROM discarded_text WHERE key = ?', key);
};

export const discardedTexts = (sql: Sql, limit: number): string[] =>
  sql
    .exec<{ key: string }>('SELECT key FROM discarded_text LIMIT ?', limit)
    .toArray()
    .map(({ key }) => key);

/** They are removed for good. */
export const forgetDiscarded = (sql: Sql, keys: string[]): void => {
  sql.exec('DELETE FROM discarded_text WHERE key IN (SELECT value FROM json_each(?))', JSON.stringify(keys));
};
