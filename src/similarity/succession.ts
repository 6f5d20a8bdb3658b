import { type Fingerprint, NAME } from '../text/fingerprint.ts';
import { IN_LEAD, type Profile } from './probe.ts';

/**
 * How a later report follows an earlier one. A rewrite says again what was said, its lead first; a follow-up has new people speak,
 * and tells the earlier lead further down, as background.
 */

/** One of two texts, and which of its terms the other has (1 for each). */
export interface Side {
  fingerprint: Fingerprint;
  profile: Profile;
  covered: Uint8Array;
}

/** Direct speech of less weight, in classes, is no more than a phrase. */
const LEAST_QUOTED = 20;

/** Share of the weight of a text's direct speech whose words the other has anywhere, 0..1; NaN where hardly anyone speaks. */
export const shareQuotedWords = ({ sequence, weights, quotes }: Fingerprint, covered: Uint8Array): number => {
  let all = 0;
  let known = 0;
  for (let q = 0; q < quotes.length; q += 2) {
    for (let k = quotes[q] as number; k < (quotes[q + 1] as number); k++) {
      const term = sequence[k] as number;
      const weight = weights[term] as number;
      all += weight;
      if (covered[term] === 1) known += weight;
    }
  }
  return all > LEAST_QUOTED ? known / all : Number.NaN;
};

/** A name of at least this weight class tells who or where; a lighter one is a word of the prior. */
const TELLING_CLASS = 10;

/** What a text brings that the other does not have: telling names, those in its lead, and share of its weight, 0..1. */
export interface News {
  names: number;
  leadNames: number;
  share: number;
}

export const measureNews = ({ hashes, weights, flags }: Fingerprint, profile: Profile, covered: Uint8Array): News => {
  const news: News = { names: 0, leadNames: 0, share: 0 };
  let all = 0;
  for (let t = 0; t < hashes.length; t++) {
    const weight = weights[t] as number;
    all += weight;
    if (covered[t] === 1) continue;
    news.share += weight;
    if (((flags[t] as number) & NAME) === 0 || weight < TELLING_CLASS) continue;
    news.names++;
    if ((profile.places[t] as number) & IN_LEAD) news.leadNames++;
  }
  news.share = all > 0 ? news.share / all : Number.NaN;
  return news;
};

/** Of a lead with less weight in common, in classes, it cannot be said where it is told. */
const LEAST_PLACED = 33;
/** Share of a text that is its head. */
const HEAD = 0.4;

/** Where the later text tells the earlier one's lead: mean place of its words, and share of the lead that stands in the head. 0..1. */
export interface LeadPlace {
  /** NaN where hardly any of the lead is told. */
  mean: number;
  inHead: number;
}

/** @param counterparts of each term of the earlier text its index in the later one, -1 for none. */
export const placeLead = (earlier: Side, later: Side, counterparts: Int32Array): LeadPlace => {
  const { hashes, weights } = earlier.fingerprint;
  const { length } = later.fingerprint.sequence;
  let lead = 0;
  let found = 0;
  let places = 0;
  let inHead = 0;
  for (let t = 0; t < hashes.length; t++) {
    if (((earlier.profile.places[t] as number) & IN_LEAD) === 0) continue;
    const weight = weights[t] as number;
    lead += weight;
    const term = counterparts[t] as number;
    if (term < 0) continue;
    const place = (later.profile.firstPlaces[term] as number) / length;
    found += weight;
    places += weight * place;
    if (place < HEAD) inHead += weight;
  }
  return {
    mean: found > LEAST_PLACED ? places / found : Number.NaN,
    inHead: lead > 0 ? inHead / lead : Number.NaN,
  };
};
