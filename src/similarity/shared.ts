import { type Fingerprint, NAME, NUMERAL } from '../text/fingerprint.ts';
import { WEIGHT_STEP } from '../text/prior.ts';
import { IN_HEADLINE, IN_LEAD, type Probe, type Profile, tf } from './probe.ts';

/** What two texts have in common, as sums of term weights in nats unless a count is named. */
export interface Shared {
  weight: number;
  /** Dot product of the tf-idf vectors. */
  dot: number;
  names: number;
  numbers: number;
  /** Weight of names that stand in the lead of both, and of all names in either lead. */
  leadNames: number;
  leadNamesOfEither: number;
  /** Words that stand in the lead of both. */
  lead: number;
  /** Words of one's headline that the other has anywhere. */
  headlineOfA: number;
  headlineOfB: number;
  /** Numbers in one lead that the other text has nowhere. */
  clash: number;
  /** Number of shared terms that the prior hardly knows, and of shared names among them. */
  rare: number;
  rareNames: number;
  /** 1 for each term that the other has: of a, of b. */
  coveredA: Uint8Array;
  coveredB: Uint8Array;
}

/** A term of at least this weight class is rare: fewer than one article in a thousand has it. */
const RARE_CLASS = 12;
/** A name counts as telling a little sooner: many names are words of the prior. */
const TELLING_NAME_CLASS = 10;

/** Sums over the terms that two texts share. `aligned` is alignTerms(a, b). */
export const sumShared = (a: Probe, b: Fingerprint, pb: Profile, aligned: Int32Array): Shared => {
  const { fingerprint: fa, profile: pa } = a;
  const s = emptySum(fa, b);
  let agreeing = 0;
  for (let t = 0; t < aligned.length; t++) {
    const i = aligned[t] as number;
    const levelB = b.weights[t] as number;
    const placeB = pb.places[t] as number;
    const numeral = ((b.flags[t] as number) & NUMERAL) !== 0;
    if (i < 0) {
      if (numeral && placeB & IN_LEAD) s.clash += levelB * WEIGHT_STEP;
      continue;
    }
    // A word can weigh differently in two texts (one of them repeats it): what is shared is the lesser weight.
    const level = Math.min(levelB, fa.weights[i] as number);
    const weight = level * WEIGHT_STEP;
    const placeA = pa.places[i] as number;
    const name = (((b.flags[t] as number) | (fa.flags[i] as number)) & NAME) !== 0;
    s.coveredA[i] = 1;
    s.coveredB[t] = 1;
    s.weight += weight;
    s.dot += weight * weight * tf(pa.counts[i] as number) * tf(pb.counts[t] as number);
    if (level >= RARE_CLASS) s.rare++;
    if (name) s.names += weight;
    if (name && level >= TELLING_NAME_CLASS) s.rareNames++;
    if (numeral) s.numbers += weight;
    if (numeral && placeA & IN_LEAD) agreeing += weight;
    if (placeA & placeB & IN_LEAD) s.lead += weight;
    if (name && placeA & placeB & IN_LEAD) s.leadNames += weight;
    if (placeA & IN_HEADLINE) s.headlineOfA += weight;
    if (placeB & IN_HEADLINE) s.headlineOfB += weight;
  }
  s.clash += pa.leadNumbers - agreeing;
  s.leadNamesOfEither = pa.leadNames + pb.leadNames - s.leadNames;
  return s;
};

const emptySum = (a: Fingerprint, b: Fingerprint): Shared => ({
  weight: 0,
  dot: 0,
  names: 0,
  numbers: 0,
  leadNames: 0,
  leadNamesOfEither: 0,
  lead: 0,
  headlineOfA: 0,
  headlineOfB: 0,
  clash: 0,
  rare: 0,
  rareNames: 0,
  coveredA: new Uint8Array(a.hashes.length),
  coveredB: new Uint8Array(b.hashes.length),
});
