import type { Shares } from './shares.ts';
import type { TermLists } from './tier.ts';

/** A candidate shares so many terms at least: two of 40 proposed .99 of all known pairs that belong together. */
const SHARED = 2;
/** A text that shares the digest counts as one that shares this many terms. */
const DIGEST_SHARE = SHARED;
/** Postings that one query reads in full, those of the rarest terms first; the terms left over are hot. Four times as many found no more pairs. */
const READ = 1024;
/** Hot terms count for so many of the texts that rarer terms have proposed, those that share most. */
const HOT_COUNTED = 256;
/** Of a hot term so many of the newest texts are proposed. */
const HOT_NEWEST = 64;

/**
 * Numbers of the texts that share the digest or at least two terms, those that share most first, newer before older. Work is
 * bounded: when the terms have more postings than READ, the most frequent are hot. A hot term proposes only its newest texts,
 * but counts for the best of the texts that rarer terms have proposed.
 * @param tiers what each tier knows of `terms`, the newest tier first.
 */
export const propose = (tiers: TermLists[], terms: Uint32Array, limit: number, shares: Shares): number[] => {
  const full = tiers.filter(({ end }) => end > 0);
  if (full.length === 0) return [];
  shares.begin(Math.min(...full.map(({ first }) => first)), Math.max(...full.map(({ end }) => end)));
  const count = (term: number, share: number): void => {
    for (const tier of tiers) {
      tier.each(term, (text) => {
        shares.raise(text, share);
        return true;
      });
    }
  };
  count(0, DIGEST_SHARE);
  const hot: number[] = [];
  let read = 0;
  for (const { term, texts } of ranked(tiers, terms)) {
    read += texts;
    if (read > READ) hot.push(term);
    else count(term, 1);
  }
  if (hot.length > 0) countHot(tiers, hot, shares);
  return shares.best(limit, SHARED);
};

/** The terms but the digest, the rarest first. */
const ranked = (tiers: TermLists[], terms: Uint32Array): { term: number; texts: number }[] => {
  const all: { term: number; texts: number }[] = [];
  for (let term = 1; term < terms.length; term++) {
    if (terms[term] === 0) continue;
    let texts = 0;
    for (const tier of tiers) texts += tier.texts(term);
    if (texts > 0) all.push({ term, texts });
  }
  return all.sort((a, b) => a.texts - b.texts);
};

const countHot = (tiers: TermLists[], hot: number[], shares: Shares): void => {
  const holding = tiers.map((tier) => tier.holding(hot));
  for (const text of shares.best(HOT_COUNTED, 1)) {
    let held = 0;
    for (const holds of holding) held += holds(text);
    if (held > 0) shares.raise(text, held);
  }
  const fresh = new Set<number>();
  for (const term of hot) {
    let read = 0;
    const visit = (text: number): boolean => {
      if (shares.of(text) === 0) fresh.add(text);
      if (fresh.has(text)) shares.raise(text, 1);
      return ++read < HOT_NEWEST;
    };
    for (const tier of tiers) if (read < HOT_NEWEST) tier.each(term, visit);
  }
};
