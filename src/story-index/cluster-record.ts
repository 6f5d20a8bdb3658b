import { sourceHash } from '../text/hash.ts';
import { addSource } from './sources.ts';

/** Under so many tokens a report is a brief, which is not shown for the cluster where a longer one is there. */
const BRIEF = 120;
/** A cluster's distinct texts that others are compared with: enough for every way a story is told. */
export const MAX_TEXTS = 64;

/** All that is kept of a cluster beside its chain; articles are named by key. */
export interface ClusterRecord {
  number: number;
  /** Newest and oldest of the chain. */
  last: number;
  founder: number;
  size: number;
  distinct_texts: number;
  /** The earliest by publication, else receipt. */
  origin: number;
  origin_time: number;
  /** The member to show: the earliest that is no brief; of briefs the longest. */
  representative: number;
  representative_time: number;
  representative_tokens: number;
  /** First and last receipt. */
  first_seen: number;
  last_seen: number;
  /** Numbers of the distinct texts, the founder's first. */
  texts: number[];
  /** Hashes, ascending. */
  sources: Uint32Array;
  /** Numbers of the clusters that were merged into it: their ids lead here. */
  aliases: number[];
}

/** Every number whose id leads to the cluster. */
export const numbersOf = ({ number, aliases }: ClusterRecord): number[] => [number, ...aliases];

/** What counts of a member. */
export type MemberFacts = {
  key: number;
  bears: number | null;
  copies: number | null;
  published: number | null;
  received: number;
  tokens: number;
  source: string | null;
};

/** The member's facts as SQL columns of `a`. */
export const MEMBER_FACTS = 'a.key, a.bears, a.copies, a.published, a.received, a.tokens, a.source';

export const recordOfOne = (number: number, member: MemberFacts): ClusterRecord => {
  const time = member.published ?? member.received;
  return {
    number,
    last: member.key,
    founder: member.key,
    size: 1,
    distinct_texts: 1,
    origin: member.key,
    origin_time: time,
    representative: member.key,
    representative_time: time,
    representative_tokens: member.tokens,
    first_seen: member.received,
    last_seen: member.received,
    texts: member.bears === null ? [] : [member.bears],
    sources: member.source === null ? new Uint32Array() : Uint32Array.of(sourceHash(member.source)),
    aliases: [],
  };
};

/** The record with a member at the newest end. */
export const withMember = (record: ClusterRecord, member: MemberFacts): ClusterRecord => {
  const joined = combine(record, recordOfOne(record.number, member));
  return member.copies === null ? joined : { ...joined, distinct_texts: record.distinct_texts };
};

/** The older cluster with all of the younger on top. */
export const combine = (older: ClusterRecord, younger: ClusterRecord): ClusterRecord => {
  const first = younger.origin_time < older.origin_time ? younger : older;
  const shown = showsBetter(younger, older) ? younger : older;
  return {
    number: older.number,
    last: younger.last,
    founder: older.founder,
    size: older.size + younger.size,
    distinct_texts: older.distinct_texts + younger.distinct_texts,
    origin: first.origin,
    origin_time: first.origin_time,
    representative: shown.representative,
    representative_time: shown.representative_time,
    representative_tokens: shown.representative_tokens,
    first_seen: Math.min(older.first_seen, younger.first_seen),
    last_seen: Math.max(older.last_seen, younger.last_seen),
    texts: [...older.texts, ...younger.texts].slice(0, MAX_TEXTS),
    sources: younger.sources.reduce(addSource, older.sources),
    aliases: [...older.aliases, ...younger.aliases],
  };
};

/** Does not depend on the order of joining, but for ties. */
const showsBetter = (a: ClusterRecord, b: ClusterRecord): boolean => {
  const brief = a.representative_tokens < BRIEF;
  if (brief !== b.representative_tokens < BRIEF) return !brief;
  return brief ? a.representative_tokens > b.representative_tokens : a.representative_time < b.representative_time;
};

/** The record made anew from its members, oldest first, after some have left. Texts keep their order; those no longer borne go. */
export const recount = (record: ClusterRecord, members: MemberFacts[]): ClusterRecord => {
  const [founder, ...others] = members;
  if (founder === undefined) throw new Error('a cluster without members has no record');
  const borne = new Set(members.map((member) => member.bears));
  const made = others.reduce(withMember, recordOfOne(record.number, founder));
  const copies = members.filter((member) => member.copies !== null).length;
  const texts = record.texts.filter((text) => borne.has(text));
  return { ...made, distinct_texts: members.length - copies, texts, aliases: record.aliases };
};
