import { mix32 } from '../text/hash.ts';
import { PAIR } from '../text/tokenize.ts';
import type { Words } from './words.ts';

/** Words that stand in both texts in the same order, one after the other: first word in each, and how many. */
export interface Run {
  a: number;
  b: number;
  length: number;
}

/** Every run that is long enough to be shown has this many words; they are looked up together. */
const SEED = 6;
/** A run is shown from six words or twelve letters of a script without spaces on: a word counts two, a pair of letters one. */
const LEAST_SIZE = 12;
/** A phrase is looked for at this many places of the other text. */
const MOST_PLACES = 32;
/** Comparisons a word of the two texts may cost: a text that repeats one word for ever is not worth more. */
const STEPS_A_WORD = 64;

/**
 * The runs that two texts share, longest first, none overlapping another in either text. Each is as long as it can be next to
 * the longer ones (greedy string tiling: Wise, "YAP3", 1996). The work is bounded by the number of words.
 */
export const findRuns = (a: Words, b: Words): Run[] => {
  const taken = { a: new Uint8Array(a.ids.length), b: new Uint8Array(b.ids.length) };
  const runs: Run[] = [];
  const shortened: Run[] = [];
  const take = (run: Run): void => {
    taken.a.fill(1, run.a, run.a + run.length);
    taken.b.fill(1, run.b, run.b + run.length);
    runs.push(run);
  };
  for (const run of findMaximal(a, b).sort(longestFirst)) {
    const free = longestFree(run, taken.a, taken.b);
    if (free.length === run.length) take(free);
    else if (isLong(a, free)) shortened.push(free);
  }
  for (const run of shortened.sort(longestFirst)) {
    const free = longestFree(run, taken.a, taken.b);
    if (isLong(a, free)) take(free);
  }
  return runs.sort(longestFirst);
};

const longestFirst = (x: Run, y: Run): number => y.length - x.length || x.a - y.a || x.b - y.b;

const isLong = ({ kinds }: Words, { a, length }: Run): boolean => {
  let size = 0;
  for (let k = a; k < a + length && size < LEAST_SIZE; k++) size += kinds[k] === PAIR ? 1 : 2;
  return size >= LEAST_SIZE;
};

/** The longest part of a run that no other run has taken. */
const longestFree = ({ a, b, length }: Run, takenA: Uint8Array, takenB: Uint8Array): Run => {
  let best = { a, b, length: 0 };
  let from = 0;
  for (let k = 0; k <= length; k++) {
    if (k < length && takenA[a + k] === 0 && takenB[b + k] === 0) continue;
    if (k - from > best.length) best = { a: a + from, b: b + from, length: k - from };
    from = k + 1;
  }
  return best;
};

/** All runs that go on neither to the left nor to the right. */
const findMaximal = (a: Words, b: Words): Run[] => {
  const seeds = readSeeds(a);
  const runs: Run[] = [];
  let steps = STEPS_A_WORD * (a.ids.length + b.ids.length);
  for (let i = 0; i + SEED <= b.ids.length && steps > 0; i++) {
    let place = seeds.heads.get(seedAt(b, i)) ?? -1;
    for (let tried = 0; place >= 0 && tried < MOST_PLACES; tried++) {
      if (!goesOn(a, b, place, i)) {
        const run = { a: place, b: i, length: lengthAt(a, b, place, i) };
        steps -= run.length;
        if (isLong(a, run)) runs.push(run);
      }
      place = seeds.next[place] as number;
      steps--;
    }
  }
  return runs;
};

/** Whether the words before a[i] and b[j] are equal and belong to the same run. */
const goesOn = (a: Words, b: Words, i: number, j: number): boolean =>
  i > 0 && j > 0 && a.ids[i - 1] === b.ids[j - 1] && a.gaps[i] === 0 && b.gaps[j] === 0;

const lengthAt = (a: Words, b: Words, i: number, j: number): number => {
  if (a.ids[i] !== b.ids[j]) return 0;
  let length = 1;
  while (i + length < a.ids.length && j + length < b.ids.length) {
    if (a.ids[i + length] !== b.ids[j + length] || !goesOn(a, b, i + length, j + length)) break;
    length++;
  }
  return length;
};

/** Where each seed stands: its first place by hash, and from each place the next one with the same hash, or -1. */
const readSeeds = (words: Words): { heads: Map<number, number>; next: Int32Array } => {
  const heads = new Map<number, number>();
  const next = new Int32Array(words.ids.length).fill(-1);
  for (let i = words.ids.length - SEED; i >= 0; i--) {
    const seed = seedAt(words, i);
    next[i] = heads.get(seed) ?? -1;
    heads.set(seed, i);
  }
  return { heads, next };
};

const seedAt = ({ ids }: Words, from: number): number => {
  let hash = 0;
  for (let k = from; k < from + SEED; k++) hash = mix32(Math.imul(hash, 31) ^ (ids[k] as number));
  return hash;
};
