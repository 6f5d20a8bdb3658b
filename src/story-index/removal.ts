import type { ArticleRow } from './article-table.ts';
import { type Link, unlink, walk } from './chain.ts';
import { type ClusterRecord, MEMBER_FACTS, type MemberFacts, recount } from './cluster-record.ts';
import { deleteCluster, readCluster, updateCluster } from './cluster-table.ts';
import { dropText, inheritText } from './distinct-texts.ts';
import { forgetVisits } from './due-clusters.ts';
import type { Store } from './store.ts';
import { discardTextsOf } from './text-place.ts';

/** A member of a cluster as removal needs it. `stamp` is when it was last received. */
export type Member = MemberFacts & Link & { id: string; stamp: number };

/** All members of a cluster, newest first. */
export const membersOf = (store: Store, record: ClusterRecord): Member[] =>
  walk<Member>(store.sql, `${MEMBER_FACTS}, a.id, a.previous, coalesce(a.revised, a.received) stamp`, record.last);

/**
 * Takes articles out of every table, of all members of their cluster. Answers what is left of it; null where none stays: then the
 * cluster's own row is still there, for the caller to delete or to give to another member. Costs one walk, however many leave.
 */
export const takeOut = (
  store: Store,
  record: ClusterRecord,
  members: Member[],
  leaving: ReadonlySet<number>,
): ClusterRecord | null => {
  const { sql } = store;
  const staying = passOn(store, members, leaving);
  const ends = unlink(sql, members, leaving);
  const keys = JSON.stringify([...leaving]);
  discardTextsOf(sql, keys);
  sql.exec('DELETE FROM article WHERE key IN (SELECT value FROM json_each(?))', keys);
  const made = ends === null ? null : recount({ ...record, ...ends }, staying.reverse());
  store.adjustTally(-leaving.size, 0, (made?.distinct_texts ?? 0) - record.distinct_texts);
  if (made !== null) updateCluster(store, record, made);
  return made;
};

/** The oldest copy that stays bears the text of one that leaves; without a copy it is dropped. Answers who stays, newest first. */
const passOn = (store: Store, members: Member[], leaving: ReadonlySet<number>): Member[] => {
  const staying = members.filter((member) => !leaving.has(member.key));
  const heirs = new Map(staying.map((member, i) => [member.copies, i]));
  for (const { key, bears } of members) {
    if (bears === null || !leaving.has(key)) continue;
    const at = heirs.get(bears);
    const heir = at === undefined ? undefined : staying[at];
    if (at === undefined || heir === undefined) dropText(store, bears);
    else {
      inheritText(store, bears, heir.key);
      staying[at] = { ...heir, bears, copies: null };
    }
  }
  return staying;
};

/**
 * Removes an article and, with the last member, its cluster. Lines that it helped to be known as furniture stay known: of them
 * only hashes are kept, they say nothing of the article, and the source's other pages have them too.
 */
export const removeArticle = (store: Store, article: ArticleRow): void => {
  const record = readCluster(store.sql, article.cluster);
  if (record === null) throw new Error('the article’s cluster is gone');
  store.events.tell({ type: 'article.removed', cluster: record.number, article: article.id });
  store.facts.forget([article.key]);
  if (takeOut(store, record, membersOf(store, record), new Set([article.key])) !== null) return;
  forgetVisits(store.sql, record);
  deleteCluster(store, record);
};
