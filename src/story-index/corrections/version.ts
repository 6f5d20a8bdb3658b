import { hash32 } from '../../text/hash.ts';
import type { ClusterRecord } from '../cluster-record.ts';

/** Changes with the members of a cluster. Begins with how many they are, so that a person can be told what has changed. */
export const versionOf = ({ number, size, last, founder, origin, texts, last_seen }: ClusterRecord): string =>
  `${size}-${hash32(JSON.stringify([number, size, last, founder, origin, texts, last_seen])).toString(16)}`;

/** How many members the cluster had at this version; null for a text that is none. */
export const sizeAt = (version: string): number | null => {
  const [, size] = /^(\d{1,9})-[0-9a-f]{1,8}$/.exec(version) ?? [];
  return size === undefined ? null : Number(size);
};
