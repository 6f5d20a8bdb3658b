import { createJudge, type Judgement } from '../../similarity/judge.ts';
import { unlink } from '../chain.ts';
import { type ClusterRecord, recordOfOne, recount, withMember } from '../cluster-record.ts';
import { insertCluster, supersede, updateCluster } from '../cluster-table.ts';
import { readTexts } from '../distinct-texts.ts';
import { visitAgain } from '../due-clusters.ts';
import { representativesOf } from '../panel.ts';
import { type Member, membersOf } from '../removal.ts';
import { dayOf } from '../settings.ts';
import type { Store } from '../store.ts';
import { divideTexts } from './text-division.ts';

/** A cluster that is there, or the number (and the aliases) of one to be made. */
export type Destination = { cluster: ClusterRecord } | { number: number; aliases: number[] };

/**
 * Moves members from one cluster to another, which is not the same. A cluster that nobody stays in becomes an alias. Their keys
 * are in `leaving`, which is not empty. Costs one walk, two rows for each that moves, and those of its text where copies stay behind.
 */
export const transfer = (
  store: Store,
  record: ClusterRecord,
  leaving: ReadonlySet<number>,
  to: Destination,
  now: number,
): void => {
  const { members, texts } = divideTexts(store, membersOf(store, record), record.texts, leaving, now);
  const ends = unlink(store.sql, members, leaving);
  const staying = members.filter(({ key }) => !leaving.has(key)).reverse();
  const going = members.filter(({ key }) => leaving.has(key)).reverse();
  const left = ends === null ? null : recount({ ...record, ...ends, texts }, staying);
  const before = 'cluster' in to ? to.cluster : null;
  const joined = settle(store, going, to, record.number);
  if (left !== null) updateCluster(store, record, left);
  else joined.aliases.push(...supersede(store, record, joined.number));
  if (before !== null) updateCluster(store, before, joined);
  else insertCluster(store, joined);
  const gained = joined.distinct_texts - (before?.distinct_texts ?? 0);
  store.adjustTally(0, 0, gained + (left?.distinct_texts ?? 0) - record.distinct_texts);
  visitAgain(store.sql, joined.number, dayOf(going.reduce((day, { stamp }) => Math.min(day, stamp), now)));
};

/** Puts members, oldest first, on top of a cluster, and tells it. */
const settle = (store: Store, going: Member[], to: Destination, from: number): ClusterRecord => {
  let joined = 'cluster' in to ? to.cluster : null;
  for (const member of going) {
    const { key, bears } = member;
    const number = joined?.number ?? (to as { number: number }).number;
    const near = joined === null ? null : nearestIn(store, member, joined);
    const [relation, score] = [near?.relation ?? null, near?.score ?? 0];
    const query = 'UPDATE article SET cluster = ?, previous = ?, relation = ?, score = ? WHERE key = ?';
    store.sql.exec(query, number, joined?.last ?? null, relation, score, key);
    if (bears !== null) {
      store.sql.exec('UPDATE distinct_text SET cluster = ? WHERE number = ?', number, bears);
      store.recent.forget(bears);
    }
    const { id: article } = member;
    if ('cluster' in to) store.events.tell({ type: 'cluster.joined', cluster: number, article, from, relation, score });
    else store.events.tell({ type: 'cluster.split', cluster: number, article, from });
    joined = joined === null ? foundedBy(to, member) : withMember(joined, member);
  }
  if (joined === null) throw new Error('nobody was moved');
  // What is told of an older state of the record must not change with it.
  return { ...joined, aliases: [...joined.aliases] };
};

const foundedBy = (to: Destination, member: Member): ClusterRecord => {
  if ('cluster' in to) throw new Error('the cluster has a founder');
  return { ...recordOfOne(to.number, member), aliases: [...to.aliases] };
};

/** How a member stands to the nearest of those that speak for the cluster; null where its text, or theirs, cannot be compared. */
const nearestIn = (store: Store, { bears, copies }: Member, cluster: ClusterRecord): Judgement | null => {
  const [text] = readTexts(
    store,
    [bears ?? copies].filter((number) => number !== null),
  );
  if (text === undefined) return null;
  const { judge } = createJudge(text);
  const judgements = representativesOf(store, cluster).map((other) => judge(other));
  return judgements.reduce<Judgement | null>(
    (best, one) => (best === null || one.logit > best.logit ? one : best),
    null,
  );
};

/**
 * Takes the id of a cluster that was merged away back from the one that it leads to, with those of its former ids that lead there
 * too, so that it can be founded again. Members that stay are no longer named by them. Answers the other cluster without them.
 */
export const revive = (
  store: Store,
  record: ClusterRecord,
  { number, aliases }: { number: number; aliases: number[] },
  leaving: ReadonlySet<number>,
): ClusterRecord => {
  const { sql } = store;
  const names = JSON.stringify([number, ...aliases]);
  const members = membersOf(store, record).filter(({ key }) => !leaving.has(key));
  const keys = JSON.stringify(members.map(({ key }) => key));
  const among = (list: string): string => `IN (SELECT value FROM json_each(${list}))`;
  for (const [table, key] of [
    ['article', 'key'],
    ['distinct_text', 'article'],
  ]) {
    const query = `UPDATE ${table} SET cluster = ?1 WHERE ${key} ${among('?2')} AND cluster ${among('?3')}`;
    sql.exec(query, record.number, keys, names);
  }
  sql.exec('DELETE FROM cluster_alias WHERE number = ?', number);
  sql.exec(`UPDATE cluster_alias SET successor = ?1 WHERE number ${among('?2')}`, number, JSON.stringify(aliases));
  store.recent.forgetAll();
  return { ...record, aliases: record.aliases.filter((alias) => alias !== number && !aliases.includes(alias)) };
};
