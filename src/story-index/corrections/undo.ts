import type { Correction } from '../../contract/correction.ts';
import { readArticle } from '../article-table.ts';
import type { ClusterRecord } from '../cluster-record.ts';
import { currentNumber, readCluster } from '../cluster-table.ts';
import { type Member, membersOf } from '../removal.ts';
import type { Store } from '../store.ts';
import { vacancy } from './correct.ts';
import {
  type CorrectionRow,
  correctionNumber,
  type FactRow,
  noteUndone,
  readCorrection,
  readFacts,
  showCorrection,
  type Vacated,
} from './correction-table.ts';
import { type Editor, log, Refused } from './editing.ts';
import { type Destination, revive, transfer } from './transfer.ts';

/**
 * Takes a correction back: what it moved, and what is still where it was put, goes back to where it was, with the copies of
 * its texts that came since; what it said holds no longer. To take back one that took another back lets that one hold again.
 * @throws {Refused} before anything is written.
 */
export const undo = (store: Store, id: string, editor: Editor, now: number): Correction => {
  const { sql } = store;
  const number = correctionNumber(id);
  const row = number === null ? null : readCorrection(sql, number);
  if (row === null) throw new Refused('unknown_correction', 'id', 'there is no correction of this id');
  if (row.undone_by !== null) throw new Refused('undone', 'id', 'was undone before');
  const facts = readFacts(sql, row.number);
  const before = new Map(facts.map(({ article }) => [article, clusterNow(store, article)]));
  const vacated: Vacated[] = [];
  for (const group of Map.groupBy(
    facts.filter(({ source, target }) => source !== target),
    ({ source }) => source,
  )) {
    for (const [current, keys] of stillThere(store, group[1])) {
      const members = withFollowers(store, current, keys);
      for (const { key } of members) before.set(key, current.number);
      const emptied = takeBack(store, current, members, { source: group[0], row }, now);
      if (emptied !== null) vacated.push(emptied);
    }
  }
  const moved = [...before].map(([article, source]) => movement(article, source, clusterNow(store, article)));
  const correction = log(store, { kind: row.kind, undoes: row.number, vacated, facts: moved }, editor, now);
  const { root, depth } = rootOf(store, row);
  const by = correctionNumber(correction.id) as number;
  noteUndone(sql, { number: row.number, root, by, holds: depth % 2 });
  store.facts.renew();
  return showCorrection(sql, readCorrection(sql, by) as CorrectionRow);
};

/** The first of a chain of corrections that undo each other, and how many come after it. */
const rootOf = ({ sql }: Store, { number, undoes }: CorrectionRow): { root: number; depth: number } => {
  let [root, depth, former] = [number, 0, undoes];
  while (former !== null) {
    root = former;
    depth += 1;
    former = readCorrection(sql, former)?.undoes ?? null;
  }
  return { root, depth };
};

const clusterNow = ({ sql }: Store, article: number): number => readArticle(sql, article)?.cluster ?? 0;

const movement = (article: number, source: number, target: number): FactRow => ({
  article,
  source,
  target,
  pinned: 0,
  barred: 0,
  holds: 0,
});

/** The articles that are still in the cluster to which they were moved, by that. */
const stillThere = (store: Store, facts: FactRow[]): [ClusterRecord, Set<number>][] => {
  const groups = Map.groupBy(facts, ({ target }) => currentNumber(store.sql, target));
  return [...groups].flatMap(([number, rows]) => {
    const keys = rows.map(({ article }) => article).filter((article) => clusterNow(store, article) === number);
    const record = keys.length === 0 ? null : readCluster(store.sql, number);
    return record === null ? [] : [[record, new Set(keys)] as [ClusterRecord, Set<number>]];
  });
};

/** The members that go back, and the copies of texts that they bear. */
const withFollowers = (store: Store, record: ClusterRecord, keys: ReadonlySet<number>): Member[] => {
  const members = membersOf(store, record);
  const texts = new Set(members.flatMap(({ key, bears }) => (bears !== null && keys.has(key) ? [bears] : [])));
  return members.filter(({ key, copies }) => keys.has(key) || (copies !== null && texts.has(copies)));
};

/** Answers the cluster that nobody stayed in; null where somebody did, or nobody had to go. */
const takeBack = (
  store: Store,
  current: ClusterRecord,
  members: Member[],
  { source, row }: { source: number; row: CorrectionRow },
  now: number,
): Vacated | null => {
  const leaving = new Set(members.map(({ key }) => key));
  const vacated = (JSON.parse(row.vacated) as Vacated[]).find(({ number }) => number === source);
  const whole = leaving.size === current.size;
  if (vacated !== undefined && current.aliases.includes(source)) {
    const revived = { number: source, aliases: vacated.aliases.filter((alias) => current.aliases.includes(alias)) };
    const rest = revive(store, current, revived, leaving);
    transfer(store, rest, leaving, revived, now);
    return whole ? vacancy(rest) : null;
  }
  const number = currentNumber(store.sql, source);
  if (number === current.number) return null;
  const cluster = readCluster(store.sql, number);
  // Its cluster is gone: alone it stays where it is, which is the same to everybody.
  if (cluster === null && whole) return null;
  const to: Destination = cluster === null ? { number: store.nextCluster(now), aliases: [] } : { cluster };
  transfer(store, current, leaving, to, now);
  return whole ? vacancy(current) : null;
};
