import { fromBase32, toBase32 } from './base32.ts';

const PREFIX = 'c_';

/** A cluster's number as its public id; ids sort as text in the order they were given. */
export const clusterId = (number: number): string => PREFIX + toBase32(number);

/** The number of a cluster id, or null for a text that is none. */
export const clusterNumber = (id: string): number | null =>
  id.startsWith(PREFIX) ? fromBase32(id.slice(PREFIX.length)) : null;

/** Numbers of one millisecond; more than these run on into the next. 53 bits last until the year 2109. */
const PER_MILLISECOND = 2 ** 11;

/** The number after `last`: rises with the clock, and never repeats even where the clock goes back. */
export const nextClusterNumber = (last: number, now: number): number => Math.max(last + 1, lowestNumberAt(now));

/** When the number was given, in milliseconds since the epoch. */
export const timeOfNumber = (number: number): number => Math.floor(number / PER_MILLISECOND);

/** The lowest number a cluster founded at this time can have; the time is milliseconds since the epoch. */
export const lowestNumberAt = (time: number): number => Math.max(0, time) * PER_MILLISECOND;
