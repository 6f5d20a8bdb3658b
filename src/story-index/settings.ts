import type { Settings } from '../contract/settings.ts';
import { firstRow, type Sql } from './sql.ts';

export const DAY = 86_400_000;
export const dayOf = (time: number): number => Math.floor(time / DAY);
/** The first day of those that reach so many days back from now. */
export const oldestDay = (now: number, days: number): number => dayOf(now) - days;

/** How a collection is kept that was told nothing. */
export const DEFAULTS: Settings = { window_days: 7, retention_days: 30, store_text: true };

/** Settings that do not go together; nothing was changed. */
export interface BadSettings {
  error: 'bad_settings';
  field: keyof Settings;
  detail: string;
}

type Row = { window_days: number; retention_days: number; store_text: number };

export const readSettings = (sql: Sql): Settings => {
  const row = firstRow<Row>(sql, 'SELECT window_days, retention_days, store_text FROM settings');
  return row === null ? DEFAULTS : { ...row, store_text: row.store_text === 1 };
};

/** Writes them where they go together. */
export const writeSettings = (sql: Sql, settings: Settings): Settings | BadSettings => {
  const { window_days, retention_days, store_text } = settings;
  if (retention_days < window_days) {
    const detail = `must be at least window_days, which is ${window_days}`;
    return { error: 'bad_settings', field: 'retention_days', detail };
  }
  const query = 'INSERT OR REPLACE INTO settings (only, window_days, retention_days, store_text) VALUES (1, ?, ?, ?)';
  sql.exec(query, window_days, retention_days, Number(store_text));
  return settings;
};
