import { type Fingerprint, WEEKDAY } from '../text/fingerprint.ts';
import { coverSentences, headAndTail, quartiles } from './coverage.ts';
import { alignTerms, type Probe, profileOf } from './probe.ts';
import { sharePairs, shareQuotes } from './runs.ts';
import { sumShared } from './shared.ts';
import { measureNews, placeLead, shareQuotedWords } from './succession.ts';

interface SignalDefinition {
  key: string;
  /** What a person reads. */
  name: string;
  /** 1: more of it never speaks against one cluster; -1: never for it; 0: either. Training obeys it. */
  direction: -1 | 0 | 1;
}

/**
 * The signals, in the order of the numbers that measureSignals gives. Shares are 0..1, of weight; "most" is the share of that
 * text of the two which has the larger one, "least" of the other. NaN where a text gives nothing to measure.
 */
export const SIGNALS = [
  { key: 'cosine', name: 'likeness of vocabulary', direction: 1 },
  { key: 'rare', name: 'rare words in common', direction: 1 },
  { key: 'lead', name: 'lead against lead', direction: 1 },
  { key: 'headlineMost', name: 'headline found in the other text', direction: 1 },
  { key: 'sentencesLow', name: 'least covered sentences', direction: 1 },
  { key: 'sentencesMost', name: 'sentences covered, most', direction: 1 },
  { key: 'sentencesLeast', name: 'sentences covered, least', direction: 1 },
  { key: 'pairs', name: 'runs of words in common', direction: 1 },
  // A follow-up repeats what it shares to the letter; a rewrite shares much and repeats little.
  { key: 'verbatim', name: 'how much of the shared is verbatim', direction: 0 },
  { key: 'namesMost', name: 'names in common', direction: 1 },
  { key: 'leadNames', name: 'names common to both leads', direction: 1 },
  { key: 'rareNames', name: 'number of telling names in common', direction: 1 },
  { key: 'numbersMost', name: 'numbers in common', direction: 1 },
  { key: 'clash', name: 'numbers of a lead that the other lacks', direction: -1 },
  { key: 'quotesMost', name: 'direct speech in common, most', direction: 1 },
  { key: 'quotesLeast', name: 'direct speech in common, least', direction: 1 },
  { key: 'weekday', name: 'same first weekday', direction: 1 },
  { key: 'tailOverHead', name: 'background shared more than news', direction: 0 },
  // How the later of the two follows the earlier (succession.ts).
  { key: 'newShare', name: 'share of the later text that is new', direction: 0 },
  { key: 'newNames', name: 'number of telling names that are new', direction: -1 },
  { key: 'newLeadNames', name: 'number of telling names that are new in the lead', direction: -1 },
  { key: 'laterNames', name: 'names of the later text known to the earlier', direction: 1 },
  { key: 'laterNumbers', name: 'numbers of the later text known to the earlier', direction: 1 },
  { key: 'laterQuotes', name: 'direct speech of the later text known to the earlier', direction: 1 },
  { key: 'earlierQuotes', name: 'direct speech of the earlier text told by the later', direction: 1 },
  { key: 'laterTail', name: 'the later text knows more of the tail than of the head', direction: -1 },
  { key: 'leadPlace', name: 'how far down the later text tells the earlier lead', direction: -1 },
  { key: 'leadInHead', name: 'earlier lead told at the head of the later text', direction: 1 },
  // One agency sends a second dispatch when there is something new; two outlets send the same one.
  { key: 'credit', name: 'same agency credited', direction: 0 },
  { key: 'place', name: 'same dateline', direction: 0 },
  { key: 'sameSource', name: 'same source', direction: 0 },
  { key: 'hours', name: 'hours apart', direction: -1 },
] as const satisfies readonly SignalDefinition[];

export type SignalKey = (typeof SIGNALS)[number]['key'];

const INDICES = new Map<SignalKey, number>(SIGNALS.map(({ key }, i) => [key, i]));

/** Where a signal stands among the values. */
export const signalIndex = (key: SignalKey): number => INDICES.get(key) as number;

/** What is known of two reports besides their texts. */
export interface Circumstances {
  /** Hours between them, NaN where unknown. */
  hours: number;
  /** Which of the two came later; of two that are not dated the probe, which arrives when the other is there. */
  later: 'probe' | 'other';
  /** 1: the same outlet, 0: two outlets, NaN: one is unknown. */
  sameSource: number;
}

export interface Measurement {
  /** In the order of SIGNALS. */
  values: Float64Array;
  /** Terms and sentences of the probe that the other text covers: what several members cover together decides on a cluster. */
  coveredTerms: Uint8Array;
  coveredSentences: Float64Array;
}

/** Measures all signals of a stored text against the probe. */
export const measureSignals = (probe: Probe, other: Fingerprint, circumstances: Circumstances): Measurement => {
  const { fingerprint: a, profile: pa } = probe;
  const pb = profileOf(other);
  const aligned = alignTerms(probe, other);
  const s = sumShared(probe, other, pb, aligned);
  const coverage = coverSentences(probe, other, aligned);
  const [lowA, medianA] = quartiles(coverage.a, pa);
  const [lowB, medianB] = quartiles(coverage.b, pb);
  const [quotesA, quotesB] = shareQuotes(probe, other, aligned);
  const [headA, tailA] = headAndTail(a, s.coveredA);
  const [headB, tailB] = headAndTail(other, s.coveredB);
  const pairs = sharePairs(probe, other, aligned);
  const [namesA, namesB] = [share(s.names, pa.names), share(s.names, pb.names)];
  const [numbersA, numbersB] = [share(s.numbers, pa.numbers), share(s.numbers, pb.numbers)];
  const probeIsLater = circumstances.later === 'probe';
  const ofLater = (x: number, y: number): number => (probeIsLater ? x : y);
  const sideA = { fingerprint: a, profile: pa, covered: s.coveredA };
  const sideB = { fingerprint: other, profile: pb, covered: s.coveredB };
  const [earlier, later] = probeIsLater ? [sideB, sideA] : [sideA, sideB];
  const news = measureNews(later.fingerprint, later.profile, later.covered);
  const leadPlace = placeLead(earlier, later, probeIsLater ? aligned : invert(aligned, a.hashes.length));
  const values = Float64Array.of(
    s.dot / (Math.sqrt(pa.norm * pb.norm) || 1),
    Math.log1p(s.rare),
    share(s.lead, pa.leadWeight + pb.leadWeight - s.lead),
    most(share(s.headlineOfA, pa.headlineWeight), share(s.headlineOfB, pb.headlineWeight)),
    most(lowA, lowB),
    most(medianA, medianB),
    least(medianA, medianB),
    pairs,
    verbatimShare(pairs, share(s.weight, Math.min(pa.weight, pb.weight))),
    most(namesA, namesB),
    share(s.leadNames, s.leadNamesOfEither),
    Math.log1p(s.rareNames),
    most(numbersA, numbersB),
    share(s.clash, pa.leadNumbers + pb.leadNumbers),
    most(quotesA, quotesB),
    least(quotesA, quotesB),
    agree(firstWeekday(a), firstWeekday(other)),
    Math.max(tailA - headA, tailB - headB),
    news.share,
    Math.log1p(news.names),
    Math.log1p(news.leadNames),
    ofLater(namesA, namesB),
    ofLater(numbersA, numbersB),
    shareQuotedWords(later.fingerprint, later.covered),
    shareQuotedWords(earlier.fingerprint, earlier.covered),
    ofLater(tailA - headA, tailB - headB),
    leadPlace.mean,
    leadPlace.inHead,
    agree(a.credit, other.credit),
    agree(a.place, other.place),
    circumstances.sameSource,
    circumstances.hours,
  );
  return { values, coveredTerms: s.coveredA, coveredSentences: coverage.a };
};

/** Of each of the probe's terms the index of the other's, -1 for none. */
const invert = (aligned: Int32Array, terms: number): Int32Array => {
  const inverted = new Int32Array(terms).fill(-1);
  for (let t = 0; t < aligned.length; t++) if ((aligned[t] as number) >= 0) inverted[aligned[t] as number] = t;
  return inverted;
};

/** Texts that have less than this in common have nothing to repeat. */
const SOMETHING = 0.12;
const verbatimShare = (pairs: number, shared: number): number =>
  shared >= SOMETHING ? Math.min(1, pairs / shared) : Number.NaN;

const share = (part: number, whole: number): number => (whole > 0 ? Math.min(1, part / whole) : Number.NaN);
const most = (x: number, y: number): number => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y));
const least = (x: number, y: number): number => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y));
const agree = (x: number, y: number): number => (x === 0 || y === 0 ? Number.NaN : x === y ? 1 : 0);

/** Hash of the first weekday that a text names, 0 for none. */
const firstWeekday = (f: Fingerprint): number => {
  for (const term of f.sequence) if ((f.flags[term] as number) & WEEKDAY) return f.hashes[term] as number;
  return 0;
};
