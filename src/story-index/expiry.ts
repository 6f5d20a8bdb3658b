import { currentNumber, deleteCluster, readCluster } from './cluster-table.ts';
import { firstDay, tickOff, type Visit, visitAgain, visitsBefore } from './due-clusters.ts';
import { membersOf, takeOut } from './removal.ts';
import { DAY, dayOf, oldestDay } from './settings.ts';
import type { Store } from './store.ts';

/** Articles that leave in one piece, and clusters that are looked at: some tens of milliseconds, in which nothing else is answered. */
const PIECE = 500;
/** Pieces of the index of rare terms that leave with them; each takes some milliseconds. */
const INDEX_PIECES = 8;

/**
 * Lets go, within bounds, of articles that were last received before the retention: oldest day first, whole days. Finds its work in
 * the tables, so it may be called at any time and any number of times.
 */
export const expirePiece = (store: Store, now: number): void => {
  const oldest = oldestDay(now, store.settings.retention_days);
  const visits = visitsBefore(store.sql, oldest, PIECE);
  if (visits.length === 0) return;
  store.transaction(now, () => {
    for (let i = 0; i < INDEX_PIECES && store.anchors.maintain(now); i++);
    const made: Visit[] = [];
    const lasting: Visit[] = [];
    let left = PIECE;
    for (const visit of visits) {
      if (left <= 0) break;
      const { gone, stays } = visitCluster(store, currentNumber(store.sql, visit.number), oldest, left);
      left -= gone;
      made.push(visit);
      if (stays !== null) lasting.push(stays);
    }
    tickOff(store.sql, made);
    for (const { number, day } of lasting) visitAgain(store.sql, number, day);
  });
};

/** When a piece is due, in milliseconds since the epoch; null where nothing is stored. */
export const nextExpiry = (store: Store): number | null => {
  const first = firstDay(store.sql);
  return first === null ? null : (first + store.settings.retention_days + 1) * DAY;
};

interface Visited {
  /** Articles that left. */
  gone: number;
  /** When to look at the cluster again; null where it is gone. */
  stays: Visit | null;
}

const visitCluster = (store: Store, number: number, oldest: number, most: number): Visited => {
  const record = readCluster(store.sql, number);
  if (record === null) return { gone: 0, stays: null };
  const members = membersOf(store, record);
  const expired = members.filter(({ stamp }) => dayOf(stamp) < oldest).slice(-most);
  const leaving = new Set(expired.map(({ key }) => key));
  for (const { id } of expired) store.events.tell({ type: 'article.removed', cluster: number, article: id });
  store.facts.forget(leaving);
  if (leaving.size > 0 && takeOut(store, record, members, leaving) === null) {
    deleteCluster(store, record);
    return { gone: leaving.size, stays: null };
  }
  const stamps = members.flatMap(({ key, stamp }) => (leaving.has(key) ? [] : [stamp]));
  const day = dayOf(stamps.reduce((earliest, stamp) => Math.min(earliest, stamp)));
  return { gone: leaving.size, stays: { number, day, listed: true } };
};
