import { MIN_TOKENS } from '../../text/fingerprint.ts';
import { sourceHash } from '../../text/hash.ts';
import type { Member } from '../removal.ts';
import { firstRow } from '../sql.ts';
import type { Store } from '../store.ts';
import { readFingerprint } from '../stored-fingerprint.ts';

export interface Divided {
  /** All members as they are now, newest first. */
  members: Member[];
  /** Texts of the cluster, those that have gone replaced by those that stay in their place. */
  texts: number[];
}

/**
 * Sees to it that no text is shared by members that leave and members that stay: the side without its bearer gets a text of its own,
 * borne by its oldest. Whoever leaves without a text gets one, so that copies find it; who is too short has none.
 */
export const divideTexts = (
  store: Store,
  whole: readonly Member[],
  texts: readonly number[],
  leaving: ReadonlySet<number>,
  now: number,
): Divided => {
  const members = [...whole];
  const home = new Map<number, boolean>();
  for (const { key, bears } of members) if (bears !== null) home.set(bears, leaving.has(key));
  const divided = new Map<number, number>();
  // Oldest first, so that the oldest bears.
  for (let i = members.length - 1; i >= 0; i--) {
    const member = members[i] as Member;
    const leaves = leaving.has(member.key);
    const { copies } = member;
    if (copies === null) {
      if (leaves && member.bears === null) members[i] = bearText(store, member, now);
    } else if (home.get(copies) !== leaves) {
      const own = divided.get(copies);
      members[i] = own === undefined ? bearText(store, member, now) : copyText(store, member, own);
      const { bears } = members[i] as Member;
      if (bears !== null) divided.set(copies, bears);
    }
  }
  // Where the bearer leaves, what is new stays.
  const staying = texts.map((text) => (home.get(text) === true ? (divided.get(text) ?? text) : text));
  return { members, texts: staying };
};

const copyText = ({ sql }: Store, member: Member, copies: number): Member => {
  sql.exec('UPDATE article SET copies = ? WHERE key = ?', copies, member.key);
  return { ...member, copies };
};

type Row = { received: number; source: string | null; fingerprint: ArrayBuffer | null };

/** Lets an article bear its own text from now on. A fingerprint that cannot be read any more attracts nothing: then it bears none. */
const bearText = (store: Store, member: Member, now: number): Member => {
  const { sql } = store;
  const row = firstRow<Row>(sql, 'SELECT received, source, fingerprint FROM article WHERE key = ?', member.key);
  const bytes = row?.fingerprint ?? null;
  const fingerprint = bytes === null ? null : readFingerprint(bytes);
  if (row === null || bytes === null || fingerprint === null || fingerprint.tokens < MIN_TOKENS) {
    sql.exec('UPDATE article SET copies = NULL WHERE key = ?', member.key);
    return { ...member, copies: null };
  }
  const number = store.nextText();
  sql.exec(
    `INSERT INTO distinct_text (number, article, cluster, published, received, source, fingerprint)
      SELECT ?, key, cluster, published, received, ?, fingerprint FROM article WHERE key = ?`,
    number,
    row.source === null ? 0 : sourceHash(row.source),
    member.key,
  );
  sql.exec('UPDATE article SET bears = ?, copies = NULL, fingerprint = NULL WHERE key = ?', number, member.key);
  store.anchors.add(number, fingerprint, now);
  return { ...member, bears: number, copies: null };
};
