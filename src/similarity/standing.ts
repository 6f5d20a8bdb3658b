import { NAME, NUMERAL } from '../text/fingerprint.ts';
import { WEIGHT_STEP } from '../text/prior.ts';
import { headAndTail, quartiles } from './coverage.ts';
import { type Judge, type Judgement, signalOf } from './judge.ts';
import { IN_LEAD } from './probe.ts';
import type { SignalKey } from './signals.ts';
import { measureNews, shareQuotedWords } from './succession.ts';
import { sumTrees } from './trees.ts';

/**
 * How a report stands to a cluster, not to one member: a heavy spin is near several of them, a follow-up near one; what all
 * members together do not know is news. Each with the direction that training obeys.
 */
export const STANDING = [
  // Log-odds of the pairs with the members that were judged.
  { key: 'nearest', direction: 1 },
  { key: 'second', direction: 1 },
  { key: 'upperQuarter', direction: 1 },
  { key: 'mean', direction: 1 },
  { key: 'lowerQuarter', direction: 1 },
  { key: 'founder', direction: 1 },
  { key: 'farthestRepresentative', direction: 1 },
  { key: 'shareTogether', direction: 1 },
  { key: 'judged', direction: 0 },
  // What of the report the members know together.
  { key: 'names', direction: 1 },
  { key: 'lead', direction: 1 },
  { key: 'numbers', direction: 1 },
  { key: 'quotes', direction: 1 },
  { key: 'sentencesLow', direction: 1 },
  { key: 'sentencesMedian', direction: 1 },
  { key: 'head', direction: 1 },
  { key: 'tailOverHead', direction: -1 },
  { key: 'newShare', direction: 0 },
  { key: 'newNames', direction: -1 },
  { key: 'newLeadNames', direction: -1 },
  // Signals of the founder's, the nearest member's, or the best of all members' pairs.
  { key: 'founderLeadPlace', direction: -1 },
  { key: 'founderSource', direction: 0 },
  { key: 'nearestVerbatim', direction: 0 },
  { key: 'mostPairs', direction: 0 },
  { key: 'mostEarlierQuotes', direction: 1 },
  { key: 'mostLeadInHead', direction: 1 },
  { key: 'anyWeekday', direction: 1 },
  { key: 'leastHours', direction: -1 },
] as const;

/** Members that are looked at: more do not change the picture. */
export const MEMBERS_JUDGED = 12;

/**
 * Measures the standing. `representatives` are the judgements against the cluster's fixed representatives, founder first (at
 * least one); `others` those against further members, nearest first.
 */
export const measureStanding = (judge: Judge, representatives: Judgement[], others: Judgement[]): Float64Array => {
  const judged = [...new Set([...representatives, ...others])].slice(0, MEMBERS_JUDGED);
  const nearest = judged.reduce((best, j) => (j.logit > best.logit ? j : best));
  return Float64Array.of(
    ...measureLogits(judged, representatives),
    ...measureTogether(judge, judged),
    pairValue(representatives[0], 'leadPlace'),
    pairValue(representatives[0], 'sameSource'),
    pairValue(nearest, 'verbatim'),
    mostOf(judged, 'pairs'),
    mostOf(judged, 'earlierQuotes'),
    mostOf(judged, 'leadInHead'),
    mostOf(judged, 'weekday'),
    leastOf(representatives, 'hours'),
  );
};

const pairValue = (judgement: Judgement | undefined, key: SignalKey): number =>
  judgement === undefined ? Number.NaN : signalOf(judgement, key);

const mostOf = (judgements: Judgement[], key: SignalKey): number =>
  judgements.map((j) => pairValue(j, key)).reduce((x, y) => (x >= y || Number.isNaN(y) ? x : y), Number.NaN);

const leastOf = (judgements: Judgement[], key: SignalKey): number =>
  judgements.map((j) => pairValue(j, key)).reduce((x, y) => (x <= y || Number.isNaN(y) ? x : y), Number.NaN);

const measureLogits = (judged: Judgement[], representatives: Judgement[]): number[] => {
  const logits = judged.map((j) => j.logit).sort((x, y) => y - x);
  const n = logits.length;
  return [
    logits[0] as number,
    logits[1] ?? Number.NaN,
    logits[Math.floor(0.25 * (n - 1))] as number,
    logits.reduce((sum, x) => sum + x, 0) / n,
    logits[Math.floor(0.75 * (n - 1))] as number,
    representatives[0]?.logit ?? Number.NaN,
    Math.min(...representatives.map((j) => j.logit)),
    logits.filter((x) => x >= 0).length / n,
    Math.log(n),
  ];
};

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
  const [head, tail] = headAndTail(f, terms);
  const news = measureNews(f, profile, terms);
  return [
    share(names, profile.names),
    share(lead, profile.leadWeight),
    share(numbers, profile.numbers),
    shareQuotedWords(f, terms),
    ...quartiles(sentences, profile),
    head,
    tail - head,
    news.share,
    Math.log1p(news.names),
    Math.log1p(news.leadNames),
  ];
};

/** Log-odds that the report belongs to the cluster. */
export const weighStanding = (judge: Judge, representatives: Judgement[], others: Judgement[]): number =>
  sumTrees(judge.model.cluster, measureStanding(judge, representatives, others));
