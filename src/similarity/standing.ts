import { NAME, NUMERAL } from '../text/fingerprint.ts';
import { WEIGHT_STEP } from '../text/prior.ts';
import { headAndTail, quartiles } from './coverage.ts';
import type { Judge, Judgement } from './judge.ts';
import { IN_LEAD } from './probe.ts';
import { sumTrees } from './trees.ts';

/**
 * How a report stands to a cluster, not to one member: a heavy spin is near several of them, a follow-up near one; what all
 * members together do not know is news. Each with the direction that training obeys.
 */
export const STANDING = [
  { key: 'nearest', direction: 1 },
  { key: 'second', direction: 1 },
  { key: 'mean', direction: 1 },
  { key: 'founder', direction: 1 },
  { key: 'farthestRepresentative', direction: 1 },
  { key: 'shareTogether', direction: 1 },
  { key: 'judged', direction: 0 },
  { key: 'names', direction: 1 },
  { key: 'lead', direction: 1 },
  { key: 'numbers', direction: 1 },
  { key: 'sentencesLow', direction: 1 },
  { key: 'sentencesMedian', direction: 1 },
  { key: 'head', direction: 1 },
  { key: 'hours', direction: -1 },
  { key: 'lowerQuarter', direction: 1 },
  { key: 'upperQuarter', direction: 1 },
] as const;

/** Members that are looked at: more do not change the picture. */
export const MEMBERS_JUDGED = 12;

/**
 * Measures the standing. `representatives` are the judgements against the cluster's fixed representatives, founder first (at
 * least one); `others` those against further members, nearest first.
 */
export const measureStanding = (judge: Judge, representatives: Judgement[], others: Judgement[]): Float64Array => {
  const judged = [...new Set([...representatives, ...others])].slice(0, MEMBERS_JUDGED);
  const logits = judged.map((j) => j.logit).sort((x, y) => y - x);
  const n = logits.length;
  const founder = representatives[0]?.logit ?? Number.NaN;
  const hours = representatives.map((j) => j.hours).filter((h) => !Number.isNaN(h));
  return Float64Array.of(
    logits[0] as number,
    logits[1] ?? Number.NaN,
    logits.reduce((sum, x) => sum + x, 0) / n,
    founder,
    Math.min(...representatives.map((j) => j.logit)),
    logits.filter((x) => x >= 0).length / n,
    Math.log(n),
    ...measureTogether(judge, judged),
    hours.length > 0 ? Math.min(...hours) : Number.NaN,
    logits[Math.floor(0.75 * (n - 1))] as number,
    logits[Math.floor(0.25 * (n - 1))] as number,
  );
};

/** What of the report the members know together: names, lead, numbers, least covered and median sentences, head. 0..1. */
const measureTogether = ({ probe }: Judge, judged: Judgement[]): number[] => {
  const { fingerprint: f, profile } = probe;
  const terms = new Uint8Array(f.hashes.length);
  const sentences = new Float64Array(f.sentences.length);
  for (const { coveredTerms, coveredSentences } of judged) {
    for (let t = 0; t < terms.length; t++) if (coveredTerms[t] === 1) terms[t] = 1;
    for (let s = 0; s < sentences.length; s++) {
      sentences[s] = Math.max(sentences[s] as number, coveredSentences[s] as number);
    }
  }
  let names = 0;
  let lead = 0;
  let numbers = 0;
  for (let t = 0; t < terms.length; t++) {
    if (terms[t] === 0) continue;
    const weight = (f.weights[t] as number) * WEIGHT_STEP;
    if ((f.flags[t] as number) & NAME) names += weight;
    if ((f.flags[t] as number) & NUMERAL) numbers += weight;
    if ((profile.places[t] as number) & IN_LEAD) lead += weight;
  }
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : Number.NaN);
  return [
    share(names, profile.names),
    share(lead, profile.leadWeight),
    share(numbers, profile.numbers),
    ...quartiles(sentences, profile),
    headAndTail(f, terms)[0],
  ];
};

/** Log-odds that the report belongs to the cluster. */
export const weighStanding = (judge: Judge, representatives: Judgement[], others: Judgement[]): number => {
  const known = (representatives[0] ?? others[0])?.situation ?? 'bare';
  return sumTrees(judge.model.cluster[known], measureStanding(judge, representatives, others));
};
