import { compareCircumstances, createJudge, type Judge, type Report } from '../../src/similarity/judge.ts';
import { type Model, type Situation, situationOf } from '../../src/similarity/model.ts';
import type { Scorecard } from '../../src/similarity/scorecard.ts';
import { measureSignals, SIGNALS } from '../../src/similarity/signals.ts';
import { measureStanding, STANDING } from '../../src/similarity/standing.ts';
import type { Trees } from '../../src/similarity/trees.ts';
import { boost, type Example, toScorecard } from './boosting.ts';
import { type Corpus, type Document, FOLDS, foldOf, inArrivalOrder, shuffled } from './documents.ts';
import { type Label, labelsOf } from './labels.ts';
import { Proposals } from './proposals.ts';

const PAIR = {
  trees: 800,
  depth: 1,
  rate: 0.15,
  lambda: 2,
  leafWeight: 4,
  directions: SIGNALS.map((s) => s.direction),
};
const CLUSTER = {
  trees: 40,
  depth: 2,
  rate: 0.15,
  lambda: 3,
  leafWeight: 6,
  directions: STANDING.map((s) => s.direction),
};

/** What a corpus weighs together: the written ones hold the hard cases, the larger real ones would drown them. */
const CORPUS_WEIGHT: Record<string, number> = { da: 1, db: 1, dc: 1.3, dm: 0.8, 'reuters-2006-2008': 1.5 };
const OTHER_WEIGHT = 0.7;
const SCALE = 2000;
/** Hours within which pages of a data set without dates are taken to have come, evenly. */
const TAKEN_HOURS = 30;
/** A copy may come days later: copies are shown once more at these hours apart, by turns, at this part of their weight. */
const LATE_COPIES = { pairs: 0.4, hours: [30, 50, 80, 120, 160], weight: 0.5 };

interface Measured extends Label {
  values: Float64Array;
  weight: number;
}

/** Labels with their signals, ready to be learned from. */
export const measureLabels = (corpora: Corpus[]): Measured[] =>
  corpora.flatMap((corpus) => {
    const labels = labelsOf(corpus);
    const counts = new Map<string, number>();
    const kindOf = (label: Label): string => `${label.kind}${label.together}`;
    for (const label of labels) counts.set(kindOf(label), (counts.get(kindOf(label)) ?? 0) + 1);
    // A kind weighs as the root of its number, so that no kind of pair drowns another.
    const raw = labels.map((label) => 1 / Math.sqrt(counts.get(kindOf(label)) as number));
    // Half a corpus' weight goes to each side, or whatever it alone measures would speak for the side that it has more of.
    const half = ((CORPUS_WEIGHT[corpus.name] ?? OTHER_WEIGHT) * SCALE) / 2;
    const sumOf = (together: boolean): number =>
      raw.reduce((sum, x, i) => sum + (labels[i]?.together === together ? x : 0), 0);
    const scales = { together: half / sumOf(true), apart: half / sumOf(false) };
    const judges = new Map<Document, Judge>();
    return labels.map((label, i) => {
      const judge = judges.get(label.a) ?? createJudge(label.a.report, NO_MODEL);
      judges.set(label.a, judge);
      const circumstances = compareCircumstances(label.a.report, label.b.report);
      // Two pages of a data set without outlets come from two outlets.
      const sameSource = Number.isNaN(circumstances.sameSource) ? 0 : circumstances.sameSource;
      const { values } = measureSignals(judge.probe, label.b.report.fingerprint, { ...circumstances, sameSource });
      return { ...label, values, weight: (raw[i] as number) * scales[label.together ? 'together' : 'apart'] };
    });
  });

const NO_TREES: Trees = { bias: 0, trees: [] };
const NO_CARD: Scorecard = { bias: 0, curves: [] };
const perSituation = <T>(make: (situation: Situation) => T): Record<Situation, T> => ({
  full: make('full'),
  undated: make('undated'),
  unsourced: make('unsourced'),
  bare: make('bare'),
});
const NO_MODEL: Model = { pair: perSituation(() => NO_CARD), cluster: perSituation(() => NO_TREES) };

const column = (key: (typeof SIGNALS)[number]['key']): number => SIGNALS.findIndex((signal) => signal.key === key);
const DATED = [column('hours'), column('laterNames'), column('laterNumbers')];
const HOURS = column('hours');
const SOURCE = column('sameSource');
const PAIRS = column('pairs');

const without = (values: Float64Array, columns: number[]): Float64Array =>
  values.map((x, i) => (columns.includes(i) ? Number.NaN : x));

const toExamples = (labels: Measured[], situation: Situation): Example[] => {
  const dated = situation === 'full' || situation === 'unsourced';
  const sourced = situation === 'full' || situation === 'undated';
  const hidden = sourced ? [] : [SOURCE];
  let turn = 0;
  return labels.flatMap(({ values, together, weight, kind }) => {
    if (!dated) return [{ values: without(values, [...hidden, ...DATED]), together, weight }];
    // Dated as they are, they never meet: the matching window is shorter.
    if (kind === 'weeks_apart') return [];
    const known = without(values, hidden);
    if (Number.isNaN(known[HOURS] as number)) known[HOURS] = (turn++ * 7) % TAKEN_HOURS;
    const example = { values: known, together, weight };
    if (!together || (known[PAIRS] as number) < LATE_COPIES.pairs) return [example];
    const late = known.slice();
    late[HOURS] = LATE_COPIES.hours[turn++ % LATE_COPIES.hours.length] as number;
    return [example, { values: late, together, weight: weight * LATE_COPIES.weight }];
  });
};

const trainPair = (labels: Measured[]): Model['pair'] =>
  perSituation((situation) => toScorecard(boost(toExamples(labels, situation), PAIR), SIGNALS.length));

interface StandingExample extends Example {
  fold: number;
  situation: Situation;
}

/** How the true clusters looked when each document came, judged by a pair model that did not see its story. */
const standingExamples = (corpus: Corpus, pairs: Model['pair'][], onProgress: () => void): StandingExample[] => {
  const examples: StandingExample[] = [];
  const run = (documents: Document[], dates: boolean, sources: boolean, weight: number): void => {
    examples.push(...replay(documents, { pairs, dates, sources, weight }));
    onProgress();
  };
  for (const sources of [true, false]) {
    for (const dates of [true, false]) {
      if (corpus.written) {
        run(inArrivalOrder(corpus.documents), dates, sources, 1);
        run(shuffled(corpus.documents, 1), dates, sources, 0.7);
      } else run(shuffled(part(corpus), 3), dates, sources, REAL_WEIGHT);
    }
  }
  return examples;
};

/** Of real corpora with known originals a part is enough. */
const REAL_PART = 5;
const REAL_WEIGHT = 0.15;
const WITH_ORIGINALS = ['llm-polish', 'wmt21-en-de'];

const part = (corpus: Corpus): Document[] => {
  const groups = [...new Set(corpus.documents.map((document) => document.group))];
  const kept = new Set(groups.filter((_, i) => i % REAL_PART === 0));
  return corpus.documents.filter((document) => kept.has(document.group));
};

const takenTime = ({ fingerprint }: Report): number => (fingerprint.digest % TAKEN_HOURS) * 3_600_000;

interface Replay {
  pairs: Model['pair'][];
  dates: boolean;
  sources: boolean;
  weight: number;
}

const REPRESENTATIVES = 4;

const replay = (documents: Document[], { pairs, dates, sources, weight }: Replay): StandingExample[] => {
  const proposals = new Proposals();
  const members = new Map<string, Document[]>();
  const examples: StandingExample[] = [];
  const seen = (report: Report): Report => ({
    ...report,
    published: dates ? (report.published ?? takenTime(report)) : null,
    // Data sets without outlets stand for as many outlets.
    source: sources ? report.source || ++anonymous : 0,
  });
  let anonymous = 0;
  const situation = situationOf(dates, sources);
  for (const document of documents) {
    const fold = foldOf(document.group);
    const judge = createJudge(seen(document.report), { ...NO_MODEL, pair: pairs[fold] as Model['pair'] });
    const judgements = new Map<Document, ReturnType<Judge['judge']>>();
    const judged = (other: Document): ReturnType<Judge['judge']> => {
      const judgement = judgements.get(other) ?? judge.judge(seen(other.report));
      judgements.set(other, judgement);
      return judgement;
    };
    for (const [gold, others] of Map.groupBy(proposals.for(document), (other) => other.gold)) {
      const representatives = (members.get(gold) as Document[]).slice(0, REPRESENTATIVES).map(judged);
      const rest = others.map(judged).sort((a, b) => b.logit - a.logit);
      const values = measureStanding(judge, representatives, rest);
      examples.push({ values, together: gold === document.gold, weight, fold, situation });
    }
    proposals.add(document);
    const cluster = members.get(document.gold);
    if (cluster === undefined) members.set(document.gold, [document]);
    else cluster.push(document);
  }
  return examples;
};

const trainCluster = (examples: StandingExample[]): Model['cluster'] =>
  perSituation((situation) =>
    boost(
      examples.filter((example) => example.situation === situation),
      CLUSTER,
    ),
  );

export interface Trained {
  /** Learned from everything. */
  model: Model;
  /** One a fold, which did not see the fold's groups. */
  folds: Model[];
}

/** Trains on all corpora, and once a fold without it. Deterministic. */
export const train = (corpora: Corpus[], say: (progress: string) => void): Trained => {
  say('measuring labelled pairs');
  const labels = measureLabels(corpora);
  const pairs = Array.from({ length: FOLDS }, (_, fold) => {
    say(`pair model ${fold + 1} of ${FOLDS + 1}`);
    return trainPair(labels.filter((label) => foldOf(label.a.group) !== fold));
  });
  say(`pair model ${FOLDS + 1} of ${FOLDS + 1}`);
  const pair = trainPair(labels);
  const studied = corpora.filter((corpus) => corpus.written || WITH_ORIGINALS.includes(corpus.name));
  // Stories of all written English corpora come in one stream, as they would from a crawler.
  const examples = together(studied).flatMap((corpus) =>
    standingExamples(corpus, pairs, () => say(`standings of ${corpus.name}`)),
  );
  say('cluster models');
  const folds = pairs.map((fold, i) => ({ pair: fold, cluster: trainCluster(examples.filter((e) => e.fold !== i)) }));
  return { model: { pair, cluster: trainCluster(examples) }, folds };
};

const together = (corpora: Corpus[]): Corpus[] => {
  const written = corpora.filter((corpus) => corpus.written);
  const real = corpora.filter((corpus) => !corpus.written);
  if (written.length === 0) return real;
  return [
    { name: 'the written corpora', written: true, documents: written.flatMap((c) => c.documents), pairs: [] },
    ...real,
  ];
};
