import type { Fingerprint } from '../text/fingerprint.ts';
import { type Probe, packPair } from './probe.ts';

/** Pairs of neighbouring weighty words that both texts have, as a share of the shorter text's pairs, 0..1. */
export const sharePairs = (a: Probe, b: Fingerprint, aligned: Int32Array): number => {
  // Each once, or a refrain would count as a copy.
  const shared = new Set<number>();
  for (let k = 1; k < b.sequence.length; k++) {
    const first = aligned[b.sequence[k - 1] as number] as number;
    const second = aligned[b.sequence[k] as number] as number;
    if (first >= 0 && second >= 0 && a.pairs.has(packPair(first, second))) shared.add(packPair(first, second));
  }
  const shorter = Math.min(a.pairs.size, b.sequence.length - 1);
  return Math.min(1, shared.size / Math.max(1, shorter));
};

/** Whether words k-1 and k of b stand next to each other in a too. */
const hasPair = (a: Probe, b: Fingerprint, aligned: Int32Array, k: number): boolean => {
  const first = aligned[b.sequence[k - 1] as number] as number;
  const second = aligned[b.sequence[k] as number] as number;
  return first >= 0 && second >= 0 && a.pairs.has(packPair(first, second));
};

/** Fewer pairs of words make no quotation worth comparing. */
const LEAST_QUOTED = 3;

/** Share of a's, then of b's direct speech that the other text has anywhere, 0..1; NaN for a text without speech. */
export const shareQuotes = (a: Probe, b: Fingerprint, aligned: Int32Array): [number, number] => {
  const quoted = a.quotedPairs;
  const found = new Set<number>();
  if (quoted.size >= LEAST_QUOTED) {
    for (let k = 1; k < b.sequence.length; k++) {
      const first = aligned[b.sequence[k - 1] as number] as number;
      const second = aligned[b.sequence[k] as number] as number;
      if (first >= 0 && second >= 0 && quoted.has(packPair(first, second))) found.add(packPair(first, second));
    }
  }
  let all = 0;
  let known = 0;
  for (let q = 0; q < b.quotes.length; q += 2) {
    for (let k = (b.quotes[q] as number) + 1; k < (b.quotes[q + 1] as number); k++) {
      all++;
      if (hasPair(a, b, aligned, k)) known++;
    }
  }
  return [
    quoted.size >= LEAST_QUOTED ? found.size / quoted.size : Number.NaN,
    all >= LEAST_QUOTED ? known / all : Number.NaN,
  ];
};
