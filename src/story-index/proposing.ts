import type { TermLists } from './tier.ts';

/** A candidate shares so many terms at least: two of 32 proposed .97 of all pairs that belong together. */
const SHARED = 2;
/** A text that shares the digest counts as one that shares this many terms. */
const DIGEST_SHARE = SHARED;
/** Postings that one query reads in full, those of the rarest terms first; the terms left over are hot. Four times as many found no more pairs. */
const READ = 1024;
/** Of a hot term so many of the newest texts are proposed. */
const HOT_NEWEST = 64;

/**
 * Numbers of the texts that share the digest or at least two terms, those that share most first, newer before older. Work is
 * bounded: when the terms have more postings than READ, the most frequent are hot. A hot term proposes only its newest texts,
 * but counts for every text that a rarer term has proposed.
 * @param tiers what each tier knows of `terms`, the newest tier first.
 */
export const propose = (tiers: TermLists[], terms: Uint32Array, limit: number): number[] => {
  const shared = new Map<number, number>();
  const raise = (text: number, share: number): void => {
    shared.set(text, (shared.get(text) ?? 0) + share);
  };
  const count = (term: number, share: number): void => {
    for (const tier of tiers) {
      tier.each(term, (text) => {
        raise(text, share);
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
  if (hot.length > 0) countHot(tiers, hot, shared);
  return best(shared, limit);
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

const countHot = (tiers: TermLists[], hot: number[], shared: Map<number, number>): void => {
  const proposed = new Set(shared.keys());
  const holding = tiers.map((tier) => tier.holding(hot));
  for (const [text, share] of shared) {
    let held = 0;
    for (const holds of holding) held += holds(text);
    if (held > 0) shared.set(text, share + held);
  }
  for (const term of hot) {
    let read = 0;
    const visit = (text: number): boolean => {
      if (!proposed.has(text)) shared.set(text, (shared.get(text) ?? 0) + 1);
      return ++read < HOT_NEWEST;
    };
    for (const tier of tiers) if (read < HOT_NEWEST) tier.each(term, visit);
  }
};

/** The texts that share most, at most `limit`; only those that can be among them are sorted. */
const best = (shared: Map<number, number>, limit: number): number[] => {
  const having = new Uint32Array(256);
  for (const share of shared.values()) having[share] = (having[share] as number) + 1;
  let least = having.length - 1;
  for (let sum = having[least] as number; least > SHARED && sum < limit; sum += having[least] as number) least--;
  return [...shared]
    .filter(([, share]) => share >= least)
    .sort((a, b) => b[1] - a[1] || b[0] - a[0])
    .slice(0, limit)
    .map(([text]) => text);
};
