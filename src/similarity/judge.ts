import type { Relation } from '../contract/placement.ts';
import type { Fingerprint } from '../text/fingerprint.ts';
import { clampLogit, LOGIT_LIMIT, scoreOf } from './logit.ts';
import type { Model } from './model.ts';
import { createProbe, type Probe } from './probe.ts';
import { type Circumstances, type Measurement, measureSignals, type SignalKey, signalIndex } from './signals.ts';
import { sumTrees } from './trees.ts';
import { MODEL } from './weights.generated.ts';

/** A text, when it came and from where. Times are milliseconds since the epoch. */
export interface Report {
  fingerprint: Fingerprint;
  /** When the article says it was published; null where it does not say. */
  published: number | null;
  received: number;
  /** Hash of the outlet, 0 where it is unknown. */
  source: number;
}

export interface Judgement extends Measurement {
  /** Log-odds that the two belong to one cluster, within ±LOGIT_LIMIT. */
  logit: number;
  /** The same as a probability, to four decimals; 1 for identical texts alone. */
  score: number;
  relation: Relation;
  /** Identical, or so near that it needs no index entry of its own. */
  copy: boolean;
}

/** The value of a signal, NaN where it could not be measured. */
export const signalOf = ({ values }: Judgement, key: SignalKey): number => values[signalIndex(key)] as number;

/** A report against many others. */
export interface Judge {
  report: Report;
  probe: Probe;
  model: Model;
  judge: (other: Report) => Judgement;
}

/** Judges stored reports against one new report. Pure. */
export const createJudge = (report: Report, model: Model = MODEL): Judge => {
  const probe = createProbe(report.fingerprint);
  return { report, probe, model, judge: (other) => judgePair(report, probe, model, other) };
};

const judgePair = (report: Report, probe: Probe, model: Model, other: Report): Judgement => {
  const circumstances = compareCircumstances(report, other);
  const measurement = measureSignals(probe, other.fingerprint, circumstances);
  const identical = report.fingerprint.digest === other.fingerprint.digest;
  const logit = identical ? LOGIT_LIMIT : clampLogit(sumTrees(model.pair, measurement.values));
  const score = identical ? 1 : scoreOf(logit);
  const relation = identical ? 'identical' : relationOf(logit, measurement.values);
  const copy = identical || (relation === 'reprint' && (measurement.values[PAIRS] as number) >= COPY_PAIRS);
  return { ...measurement, logit, score, relation, copy };
};

/** Without dates, receipt says when only where it is this long apart: a backlog comes all at once. Hours. */
const TELLING_RECEIPT = 12;
const HOUR = 3_600_000;

export const compareCircumstances = (a: Report, b: Report): Circumstances => {
  const sameSource = a.source === 0 || b.source === 0 ? Number.NaN : a.source === b.source ? 1 : 0;
  if (a.published !== null && b.published !== null) {
    const ahead = a.published - b.published;
    return { hours: Math.abs(ahead) / HOUR, later: ahead < 0 ? 'other' : 'probe', sameSource };
  }
  const apart = Math.abs(a.received - b.received) / HOUR;
  return { hours: apart >= TELLING_RECEIPT ? apart : Number.NaN, later: 'probe', sameSource };
};

const PAIRS = signalIndex('pairs');
const COSINE = signalIndex('cosine');
const SENTENCES = signalIndex('sentencesMost');
const QUOTES = signalIndex('quotesMost');

/** A pair of these log-odds belongs together. */
const TOGETHER = 0;
// The bars between relations lie between percentiles of the labelled pairs (`npm run eval -- --only signals`).
/** Runs of words in common: 95 % of written reprints have over .78, 95 % of rewrites under .53. */
const REPRINT_PAIRS = 0.6;
/** From here on a text proposes nothing that its original does not: 95 % of an agency's updates, which may bring news, lie under it. */
const COPY_PAIRS = 0.85;
/** Another reporter's report shares less: 95 % have under .04 and .24, 95 % of rewrites over .9 and .33. */
const REWRITE = { quotes: 0.25, sentences: 0.3 };
/** From this likeness of vocabulary on two texts have to do with each other: 94 % of unrelated pairs lie under it, 95 % of follow-ups over it. */
const RELATED_COSINE = 0.15;

const relationOf = (logit: number, values: Float64Array): Relation => {
  if (logit < TOGETHER) return (values[COSINE] as number) >= RELATED_COSINE ? 'related' : 'none';
  if ((values[PAIRS] as number) >= REPRINT_PAIRS) return 'reprint';
  const quoted = (values[QUOTES] as number) >= REWRITE.quotes;
  return quoted || (values[SENTENCES] as number) >= REWRITE.sentences ? 'rewrite' : 'coverage';
};
