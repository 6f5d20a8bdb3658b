import { compareCircumstances } from '../../../src/similarity/judge.ts';
import { createProbe, type Probe } from '../../../src/similarity/probe.ts';
import { measureSignals, SIGNALS, signalIndex } from '../../../src/similarity/signals.ts';
import type { Trees } from '../../../src/similarity/trees.ts';
import type { Corpus, Document } from '../documents.ts';
import { type BoostingOptions, boost, type Example } from './boosting.ts';
import { isDoubtful, type Label, labelsOf } from './labels.ts';

/** Depth, number and share of features: `npm run eval` with one, two and three levels, 200 to 800 trees (ARCHITECTURE.md). */
const OPTIONS: BoostingOptions = {
  trees: 200,
  depth: 3,
  rate: 0.1,
  lambda: 4,
  leafWeight: 8,
  features: 0.5,
  directions: SIGNALS.map((s) => s.direction),
};

/** What a corpus weighs together: the written ones hold the hard cases, the larger real ones would drown them. */
const CORPUS_WEIGHT: Record<string, number> = { da: 1, db: 1, dc: 1.3, dm: 0.8, 'reuters-2006-2008': 1.5 };
const WRITTEN_WEIGHT = 1;
const REAL_WEIGHT = 0.7;
const SCALE = 2000;
/** Hours within which pages of a data set without dates are taken to have come, evenly. */
export const TAKEN_HOURS = 30;
/** A copy may come days later: copies are shown once more at these hours apart, by turns, at this part of their weight. */
const LATE_COPIES = { pairs: 0.4, hours: [30, 50, 80, 120, 160], weight: 0.5 };
/**
 * Each pair is shown again with a part of what is known of it kept back, so that what is missing says nothing: without outlets,
 * without dates, without both. Undated, the later one is mostly, not always, the one that arrives later.
 */
const WITHHELD = { sources: 0.3, dates: 0.5, both: 0.5, inOrder: 0.7 };
/** Another agency's own report shares so little that undated it looks like an analysis of days later: it counts for less there. */
export const UNDATED_INDEPENDENT = 0.4;

/** A labelled pair with its signals. */
export interface MeasuredPair extends Label {
  dated: boolean;
  /** With the document that was published later as the later one, and the other way round. */
  values: Float64Array;
  reversed: Float64Array;
  weight: number;
}

/** Labels with their signals, ready to be learned from. */
export const measureLabels = (corpora: Corpus[]): MeasuredPair[] =>
  corpora.flatMap((corpus) => {
    const probes = new Map<Document, Probe>();
    const measured = labelsOf(corpus).map((label, i) => {
      const { a, b } = label;
      const probe = probes.get(a) ?? createProbe(a.report.fingerprint);
      probes.set(a, probe);
      const circumstances = compareCircumstances(a.report, b.report);
      // Two pages of a data set without outlets come from two outlets.
      const sameSource = Number.isNaN(circumstances.sameSource) ? 0 : circumstances.sameSource;
      const measure = (later: 'probe' | 'other'): Float64Array =>
        measureSignals(probe, b.report.fingerprint, { ...circumstances, later, sameSource }).values;
      const dated = a.report.published !== null && b.report.published !== null;
      // Nothing says which of two undated ones is later: by turns.
      const [later, earlier] = (dated ? circumstances.later === 'probe' : i % 2 === 0)
        ? (['probe', 'other'] as const)
        : (['other', 'probe'] as const);
      return { ...label, dated, values: measure(later), reversed: measure(earlier) };
    });
    const sure = measured.filter((pair) => !isDoubtful(pair, pair.values));
    const weights = weighLabels(corpus, sure);
    return sure.map((pair, i) => ({ ...pair, weight: weights[i] as number }));
  });

const weighLabels = (corpus: Corpus, labels: Label[]): number[] => {
  const counts = new Map<string, number>();
  const kindOf = (label: Label): string => `${label.kind}${label.together}`;
  for (const label of labels) counts.set(kindOf(label), (counts.get(kindOf(label)) ?? 0) + 1);
  // A kind weighs as the root of its number, so that no kind of pair drowns another.
  const raw = labels.map((label) => 1 / Math.sqrt(counts.get(kindOf(label)) as number));
  // Half a corpus' weight goes to each side, or whatever it alone measures would speak for the side that it has more of.
  const whole = CORPUS_WEIGHT[corpus.name] ?? (corpus.written ? WRITTEN_WEIGHT : REAL_WEIGHT);
  const sumOf = (together: boolean): number =>
    raw.reduce((sum, x, i) => sum + (labels[i]?.together === together ? x : 0), 0);
  const scales = { together: (whole * SCALE) / 2 / sumOf(true), apart: (whole * SCALE) / 2 / sumOf(false) };
  return raw.map((x, i) => x * scales[labels[i]?.together ? 'together' : 'apart']);
};

const HOURS = signalIndex('hours');
const SOURCE = signalIndex('sameSource');
const PAIRS = signalIndex('pairs');

const withValue = (values: Float64Array, changes: Record<number, number>): Float64Array => {
  const changed = values.slice();
  for (const [i, x] of Object.entries(changes)) changed[Number(i)] = x;
  return changed;
};

/** All that a pair is shown as. */
const toExamples = (pairs: MeasuredPair[]): Example[] => {
  let turn = 0;
  return pairs.flatMap(({ values, reversed, together, weight, kind, dated }) => {
    const show = (x: Float64Array, part: number): Example => ({ values: x, together, weight: weight * part });
    const withoutDates = (x: Float64Array, sources: boolean): Float64Array =>
      withValue(x, { [HOURS]: Number.NaN, ...(sources ? {} : { [SOURCE]: Number.NaN }) });
    const inOrder = dated ? WITHHELD.inOrder : 0.5;
    const undated = kind === 'independent' ? UNDATED_INDEPENDENT : 1;
    const shown = [
      show(withoutDates(values, true), undated * WITHHELD.dates * inOrder),
      show(withoutDates(reversed, true), undated * WITHHELD.dates * (1 - inOrder)),
      show(withoutDates(values, false), undated * WITHHELD.both * inOrder),
      show(withoutDates(reversed, false), undated * WITHHELD.both * (1 - inOrder)),
    ];
    // Dated as they are, they never meet: the matching window is shorter.
    if (kind === 'weeks_apart') return shown;
    const known = dated ? values : withValue(values, { [HOURS]: (turn++ * 7) % TAKEN_HOURS });
    shown.push(show(known, 1), show(withValue(known, { [SOURCE]: Number.NaN }), WITHHELD.sources));
    if (together && (known[PAIRS] as number) >= LATE_COPIES.pairs) {
      const late = LATE_COPIES.hours[turn++ % LATE_COPIES.hours.length] as number;
      shown.push(show(withValue(known, { [HOURS]: late }), LATE_COPIES.weight));
    }
    return shown;
  });
};

export const trainPair = (pairs: MeasuredPair[]): Trees => boost(toExamples(pairs), OPTIONS);
