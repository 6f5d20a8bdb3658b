import { createJudge, type Judge, type Report } from '../../../src/similarity/judge.ts';
import { measureStanding, STANDING } from '../../../src/similarity/standing.ts';
import type { Trees } from '../../../src/similarity/trees.ts';
import { type Corpus, type Document, foldOf, inArrivalOrder, shuffled } from '../documents.ts';
import { type BoostingOptions, boost, type Example } from './boosting.ts';
import { isDoubtful, type Label, labelsOf } from './labels.ts';
import { TAKEN_HOURS, UNDATED_INDEPENDENT } from './pairs.ts';
import { Proposals } from './proposals.ts';

const OPTIONS: BoostingOptions = {
  trees: 150,
  depth: 2,
  rate: 0.1,
  lambda: 3,
  leafWeight: 6,
  features: 0.5,
  directions: STANDING.map((s) => s.direction),
};

/** How a document stood to a cluster when it came, and the fold that it belongs to. */
export interface StandingExample extends Example {
  fold: number;
}

/** What is told besides the texts, and what an example of it weighs. */
const WAYS = [
  { dates: true, sources: true, weight: 1 },
  { dates: false, sources: true, weight: 1 },
  { dates: true, sources: false, weight: 0.5 },
  { dates: false, sources: false, weight: 1 },
];
/** Written stories come in order and, at this part of the weight, in another one; of real ones a part is enough, at another. */
const OTHER_ORDER = 0.7;
const REAL_PART = 5;
const REAL_WEIGHT = 0.15;
/** Where only pairs are known, the one is a cluster of its own to the other. */
const PAIR_WEIGHT = 0.3;
const WITH_ORIGINALS = ['llm-polish', 'wmt21-en-de'];
const HOUR = 3_600_000;
/** Another agency's own report is better joined, but not at the price of a follow-up. */
const DATED_INDEPENDENT = 0.7;

/** How the true clusters looked when each document came, judged by a pair model (one a fold) that did not see its story. */
export const standingExamples = (
  corpora: Corpus[],
  pairs: Trees[],
  say: (progress: string) => void,
): StandingExample[] => {
  const written = corpora.filter((corpus) => corpus.written).flatMap(({ documents }) => documents);
  const real = corpora.filter(({ name }) => WITH_ORIGINALS.includes(name));
  const rest = corpora.filter((corpus) => !corpus.written && !real.includes(corpus));
  const labelled = rest.map((corpus) => labelsOf(corpus).filter(({ kind }) => kind !== 'weeks_apart'));
  return WAYS.flatMap(({ dates, sources, weight }) => {
    say(`standings ${dates ? 'with' : 'without'} dates, ${sources ? 'with' : 'without'} outlets`);
    const told = { pairs, dates, sources };
    // Stories of all written corpora come in one stream, as they would from a crawler.
    return [
      ...replay(inArrivalOrder(written), { ...told, weight }),
      ...replay(shuffled(written, 1), { ...told, weight: weight * OTHER_ORDER }),
      ...real.flatMap((corpus) => replay(shuffled(part(corpus), 3), { ...told, weight: weight * REAL_WEIGHT })),
      ...labelled.flatMap((labels) => replayPairs(labels, { ...told, weight: weight * PAIR_WEIGHT })),
    ];
  });
};

const part = (corpus: Corpus): Document[] => {
  const groups = [...new Set(corpus.documents.map((document) => document.group))];
  const kept = new Set(groups.filter((_, i) => i % REAL_PART === 0));
  return corpus.documents.filter((document) => kept.has(document.group));
};

interface Replay {
  pairs: Trees[];
  dates: boolean;
  sources: boolean;
  weight: number;
}

const REPRESENTATIVES = 4;
const NO_TREES: Trees = { bias: 0, trees: [] };

const replay = (documents: Document[], { pairs, weight, ...told }: Replay): StandingExample[] => {
  const proposals = new Proposals();
  const members = new Map<string, Document[]>();
  const examples: StandingExample[] = [];
  const seen = seeAs(told);
  for (const document of documents) {
    const fold = foldOf(document.group);
    const judge = createJudge(seen(document.report), { pair: pairs[fold] as Trees, cluster: NO_TREES });
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
      examples.push({ values, together: gold === document.gold, weight: weight * trust(document, told.dates), fold });
    }
    proposals.add(document);
    const cluster = members.get(document.gold);
    if (cluster === undefined) members.set(document.gold, [document]);
    else cluster.push(document);
  }
  return examples;
};

/** The later one before a cluster of the earlier one alone. */
const replayPairs = (labels: Label[], { pairs, weight, ...told }: Replay): StandingExample[] => {
  const seen = seeAs(told);
  return labels.flatMap((label) => {
    const { a, b, together } = label;
    const [earlier, later] = (a.report.published ?? 0) > (b.report.published ?? 0) ? [b, a] : [a, b];
    const fold = foldOf(later.group);
    const judge = createJudge(seen(later.report), { pair: pairs[fold] as Trees, cluster: NO_TREES });
    const judgement = judge.judge(seen(earlier.report));
    if (isDoubtful(label, judgement.values)) return [];
    return { values: measureStanding(judge, [judgement], [judgement]), together, weight, fold };
  });
};

const trust = ({ kind }: Document, dates: boolean): number =>
  kind !== 'independent' ? 1 : dates ? DATED_INDEPENDENT : UNDATED_INDEPENDENT;

/** A report with what is told of it. Data sets without dates and outlets are given some: an outlet for each report. */
const seeAs = ({ dates, sources }: { dates: boolean; sources: boolean }): ((report: Report) => Report) => {
  const outlets = new Map<Report, number>();
  const outletOf = (report: Report): number => {
    const outlet = outlets.get(report) ?? outlets.size + 1;
    outlets.set(report, outlet);
    return outlet;
  };
  return (report) => ({
    ...report,
    published: dates ? (report.published ?? (report.fingerprint.digest % TAKEN_HOURS) * HOUR) : null,
    source: sources ? report.source || outletOf(report) : 0,
  });
};

export const trainCluster = (examples: StandingExample[]): Trees => boost(examples, OPTIONS);
