import { type Fingerprint, NAME, NUMERAL } from '../text/fingerprint.ts';
import { WEIGHT_STEP } from '../text/prior.ts';

/** Where a term stands, as bits. */
export const IN_HEADLINE = 1;
export const IN_LEAD = 2;

/** Sums over one fingerprint that every comparison needs. Weights in nats. */
export interface Profile {
  weight: number;
  names: number;
  numbers: number;
  /** Squared length of the tf-idf vector. */
  norm: number;
  leadWeight: number;
  leadNames: number;
  leadNumbers: number;
  headlineWeight: number;
  /** Occurrences of each term, and the bits of where it stands. */
  counts: Uint16Array;
  places: Uint8Array;
  /** First place of each term in the sequence. */
  firstPlaces: Uint16Array;
  /** Weight of each sentence's words. */
  sentenceWeights: Float64Array;
}

/** A fingerprint laid out for comparing many others with it. */
export interface Probe {
  fingerprint: Fingerprint;
  profile: Profile;
  /** Open addressing: index of the term + 1 at the hash's slot. */
  slots: Int32Array;
  /** Neighbouring weighty words, packed by packPair; those in direct speech once more. */
  pairs: Set<number>;
  quotedPairs: Set<number>;
  /** Sentences of each term as linked lists over places: the head of a term's list, the next place, the place's sentence. */
  heads: Int32Array;
  next: Int32Array;
  sentenceOf: Uint16Array;
}

/** Damped term frequency (Manning, Raghavan, Schütze: Introduction to Information Retrieval, 6.4.1). */
export const tf = (count: number): number => 1 + Math.log(count);

export const packPair = (first: number, second: number): number => first * 65536 + second;

/** First place after sentence s. */
export const sentenceEnd = (f: Fingerprint, s: number): number => f.sentences[s + 1] ?? f.sequence.length;

/** A stored text is judged many times: its sums live as long as its fingerprint does. */
const profiles = new WeakMap<Fingerprint, Profile>();

export const profileOf = (f: Fingerprint): Profile => {
  const known = profiles.get(f);
  if (known !== undefined) return known;
  const profile = measure(f);
  profiles.set(f, profile);
  return profile;
};

const measure = (f: Fingerprint): Profile => {
  const counts = new Uint16Array(f.hashes.length);
  const places = new Uint8Array(f.hashes.length);
  const firstPlaces = new Uint16Array(f.hashes.length);
  const sentenceWeights = new Float64Array(f.sentences.length);
  for (let s = 0; s < f.sentences.length; s++) {
    const place = s === 0 ? IN_HEADLINE | IN_LEAD : s < f.lead ? IN_LEAD : 0;
    const end = sentenceEnd(f, s);
    let sum = 0;
    for (let k = f.sentences[s] as number; k < end; k++) {
      const term = f.sequence[k] as number;
      if (counts[term] === 0) firstPlaces[term] = k;
      counts[term] = (counts[term] as number) + 1;
      places[term] = (places[term] as number) | place;
      sum += f.weights[term] as number;
    }
    sentenceWeights[s] = sum * WEIGHT_STEP;
  }
  const zero = {
    weight: 0,
    names: 0,
    numbers: 0,
    norm: 0,
    leadWeight: 0,
    leadNames: 0,
    leadNumbers: 0,
    headlineWeight: 0,
  };
  const profile = { ...zero, counts, places, firstPlaces, sentenceWeights };
  for (let t = 0; t < f.hashes.length; t++) addTerm(profile, f, t);
  return profile;
};

const addTerm = (profile: Profile, f: Fingerprint, t: number): void => {
  const weight = (f.weights[t] as number) * WEIGHT_STEP;
  const flags = f.flags[t] as number;
  const place = profile.places[t] as number;
  profile.weight += weight;
  profile.norm += (weight * tf(profile.counts[t] as number)) ** 2;
  if (flags & NAME) profile.names += weight;
  if (flags & NUMERAL) profile.numbers += weight;
  if (place & IN_HEADLINE) profile.headlineWeight += weight;
  if ((place & IN_LEAD) === 0) return;
  profile.leadWeight += weight;
  if (flags & NAME) profile.leadNames += weight;
  if (flags & NUMERAL) profile.leadNumbers += weight;
};

export const createProbe = (fingerprint: Fingerprint): Probe => ({
  fingerprint,
  profile: profileOf(fingerprint),
  slots: layOut(fingerprint.hashes),
  ...readPairs(fingerprint),
  ...placeTerms(fingerprint),
});

const layOut = (hashes: Uint32Array): Int32Array => {
  let size = 16;
  while (size < 2 * hashes.length) size *= 2;
  const slots = new Int32Array(size);
  for (let i = 0; i < hashes.length; i++) {
    let slot = (hashes[i] as number) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = i + 1;
  }
  return slots;
};

const readPairs = ({ sequence, quotes }: Fingerprint): Pick<Probe, 'pairs' | 'quotedPairs'> => {
  const pair = (k: number): number => packPair(sequence[k - 1] as number, sequence[k] as number);
  const pairs = new Set<number>();
  const quotedPairs = new Set<number>();
  for (let k = 1; k < sequence.length; k++) pairs.add(pair(k));
  for (let q = 0; q < quotes.length; q += 2) {
    for (let k = (quotes[q] as number) + 1; k < (quotes[q + 1] as number); k++) quotedPairs.add(pair(k));
  }
  return { pairs, quotedPairs };
};

const placeTerms = (f: Fingerprint): Pick<Probe, 'heads' | 'next' | 'sentenceOf'> => {
  const heads = new Int32Array(f.hashes.length).fill(-1);
  const next = new Int32Array(f.sequence.length);
  const sentenceOf = new Uint16Array(f.sequence.length);
  for (let s = f.sentences.length - 1; s >= 0; s--) {
    for (let k = sentenceEnd(f, s) - 1; k >= (f.sentences[s] as number); k--) {
      const term = f.sequence[k] as number;
      sentenceOf[k] = s;
      next[k] = heads[term] as number;
      heads[term] = k;
    }
  }
  return { heads, next, sentenceOf };
};

/** Index of each of the other's terms in the probe, or -1. */
export const alignTerms = ({ fingerprint, slots }: Probe, other: Fingerprint): Int32Array => {
  const mask = slots.length - 1;
  const aligned = new Int32Array(other.hashes.length).fill(-1);
  for (let t = 0; t < other.hashes.length; t++) {
    const hash = other.hashes[t] as number;
    for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const index = (slots[slot] as number) - 1;
      if (fingerprint.hashes[index] !== hash) continue;
      aligned[t] = index;
      break;
    }
  }
  return aligned;
};
