import type { Comparison, Passage, SignalValue } from '../contract/comparison.ts';
import { type Fingerprint, takeFingerprint } from '../text/fingerprint.ts';
import { sourceHash } from '../text/hash.ts';
import { createJudge, type Judgement, type Report } from './judge.ts';
import { findRuns } from './passages.ts';
import { findReworded } from './reworded.ts';
import { SIGNALS } from './signals.ts';
import { partsOf } from './trees.ts';
import { tellVerdict } from './verdict.ts';
import { readWords, type Words, weightyWords } from './words.ts';

/** What of an article a comparison reads. */
export interface Comparable {
  title: string;
  text: string;
  /** ISO 8601. */
  published_at: string | null;
  source: string | null;
  /** ISO 8601; left out where it was never received. */
  received_at?: string;
  /** Hashes of lines that are furniture in its source (lineHashes). */
  learned?: ReadonlySet<number>;
}

/**
 * How two articles stand to each other and why. Passages come longest first, then reworded sentences, most telling first; their
 * offsets are UTF-16 units of the two texts as they were given, ends exclusive. Where a date is missing, `a` counts as the later. Pure.
 */
export const compare = (a: Comparable, b: Comparable): Comparison => {
  const [reportA, reportB] = [toReport(a), toReport(b)];
  const judge = createJudge(reportA);
  const judgement = judge.judge(reportB);
  const { parts } = partsOf(judge.model.pair, judgement.values);
  const tokens = Math.min(reportA.fingerprint.tokens, reportB.fingerprint.tokens);
  return {
    relation: judgement.relation,
    score: judgement.score,
    verdict: tellVerdict(judgement, parts, tokens),
    signals: listSignals(judgement, parts),
    passages: findPassages(a, reportA.fingerprint, b, reportB.fingerprint),
  };
};

/** Where a time of receipt is unknown, only dates of publication tell how far apart the two are. */
const toReport = ({ title, text, published_at, source, received_at, learned }: Comparable): Report => {
  const published = published_at === null ? Number.NaN : Date.parse(published_at);
  return {
    fingerprint: takeFingerprint({ title, text }, learned),
    published: Number.isNaN(published) ? null : published,
    received: received_at === undefined ? Number.NaN : Date.parse(received_at),
    source: source === null ? 0 : sourceHash(source),
  };
};

/** A signal that moves the score by less, in logits, is not told. */
const LEAST_WEIGHT = 0.005;

const listSignals = ({ values }: Judgement, parts: Float64Array): SignalValue[] =>
  SIGNALS.map(({ name }, i) => ({ name, value: values[i] as number, weight: parts[i] as number }))
    .filter(({ value, weight }) => !Number.isNaN(value) && Math.abs(weight) >= LEAST_WEIGHT)
    .sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight));

const findPassages = (a: Comparable, printA: Fingerprint, b: Comparable, printB: Fingerprint): Passage[] => {
  const vocabulary = new Map<string, number>();
  const wordsA = readWords(a.text, printA, vocabulary, a.learned);
  const wordsB = readWords(b.text, printB, vocabulary, b.learned);
  const runs = findRuns(wordsA, wordsB);
  const shared = runs.map((run) => ({
    kind: 'shared' as const,
    a: spanOf(wordsA, run.a, run.a + run.length),
    b: spanOf(wordsB, run.b, run.b + run.length),
    words: weightyWords(wordsA, run.a, run.a + run.length, () => true),
  }));
  const reworded = findReworded(wordsA, wordsB, runs).map((pair) => ({
    kind: 'reworded' as const,
    a: spanOf(wordsA, ...pair.a),
    b: spanOf(wordsB, ...pair.b),
    words: weightyWords(wordsA, ...pair.a, (term) => pair.terms.has(term)),
  }));
  return [...shared, ...reworded];
};

const spanOf = ({ starts, ends }: Words, from: number, to: number): [number, number] => [
  starts[from] as number,
  ends[to - 1] as number,
];
