import { createJudge, type Report } from '../../../src/similarity/judge.ts';
import type { Model } from '../../../src/similarity/model.ts';
import { type Corpus, type Document, inArrivalOrder, shuffled } from '../documents.ts';
import { runBaselines } from './baselines.ts';
import type { CrossValidated } from './folds.ts';
import {
  APART,
  agree,
  baseStory,
  type Clustering,
  clusterOf,
  type Gold,
  inAgreement,
  scoreWritten,
  TOGETHER,
  type WrittenScore,
} from './scores.ts';
import { type Delivery, runStream } from './stream.ts';
import { type Mistake, type Section, section, shown, type Table } from './table.ts';

/** The written corpora in the streams in which they come: two English ones in one, as from a crawler. */
export const STREAMS: { name: string; corpora: string[] }[] = [
  { name: 'written English (da, db)', corpora: ['da', 'db'] },
  { name: 'written English with newsroom look-alikes (dc)', corpora: ['dc'] },
  { name: 'written, ten other languages (dm)', corpora: ['dm'] },
  { name: 'written English, second hand (ea to eg)', corpora: ['ea', 'eb', 'ed', 'ee', 'ef', 'eg'] },
  { name: 'written, other languages, second hand (ma, mb)', corpora: ['ma', 'mb'] },
];

export const documentsOf = (corpora: Corpus[], names: string[]): Document[] =>
  inArrivalOrder(corpora.filter(({ name }) => names.includes(name)).flatMap(({ documents }) => documents));

export const goldOf = (documents: Document[]): Gold[] =>
  documents.map(({ id, gold, kind }) => ({ id, story: gold, kind: kind ?? '' }));

const KINDS = [...TOGETHER, 'independent', ...APART];

/** Share joined by kind, then what was merged wrongly by kind, then the whole. Only kinds that the gold has. */
export const scoreTable = (title: string, gold: Gold[], scores: { method: string; score: WrittenScore }[]): Table => {
  const kinds = KINDS.filter((kind) => gold.some((g) => g.kind === kind));
  const apart = (kind: string): boolean => (APART as readonly string[]).includes(kind);
  const head = kinds.map((kind) => (apart(kind) ? `!${kind}` : kind));
  return {
    title: `${title}: share joined to the original; with "!" wrongly`,
    columns: ['method', ...head, 'foreign', 'BCubed P', 'R', 'F1', 'ARI', 'clusters', 'of'],
    rows: scores.map(({ method, score }) => [
      method,
      ...kinds.map((kind) => {
        const share = score.joined.get(kind);
        return share === undefined ? '-' : shown(share.joined / share.all, 2);
      }),
      String(score.foreign),
      ...[score.precision, score.recall, score.f1, score.ari].map((x) => shown(x)),
      String(score.clusters),
      String(score.stories),
    ]),
  };
};

const WAYS: { method: string; delivery: Delivery }[] = [
  { method: 'samewire', delivery: { dates: true, live: true } },
  { method: 'samewire, no dates', delivery: { dates: false, live: false } },
];

/** Written streams in order of publication, with and without dates, in other orders, and what others make of them. */
export const evaluateWritten = (
  { corpora, modelFor }: CrossValidated,
  shuffles: number,
  say: (progress: string) => void,
): Section => {
  const result = section('Written stories');
  const orders: string[][] = [];
  for (const { name, corpora: names } of STREAMS) {
    say(name);
    const documents = documentsOf(corpora, names);
    const gold = goldOf(documents);
    const scores = WAYS.map(({ method, delivery }) => {
      const clusters = runStream(documents, delivery, modelFor, say);
      result.mistakes.push(...mistakesIn(documents, clusters, delivery.dates, modelFor));
      return { method, score: scoreWritten(gold, clusters) };
    });
    say(`${name}: baselines`);
    const baselines = runBaselines(documents).map(({ name: method, clusters }) => ({
      method,
      score: scoreWritten(gold, clusters),
    }));
    result.tables.push(scoreTable(name, gold, [...scores, ...baselines]));
    if (shuffles > 0) {
      say(`${name}: ${shuffles} shuffled orders`);
      orders.push([name, ...compareOrders(documents, shuffles, modelFor, say)]);
    }
  }
  if (shuffles > 0) {
    const columns = ['stream', 'ARI to gold, min', 'mean', 'ARI between orders, min', 'mean'];
    result.tables.push({ title: `The same in ${shuffles} shuffled orders, with dates`, columns, rows: orders });
  }
  return result;
};

const compareOrders = (
  documents: Document[],
  shuffles: number,
  modelFor: (id: string) => Model,
  say: (progress: string) => void,
): string[] => {
  const scored = goldOf(documents).filter(({ kind }) => inAgreement(kind));
  const found = Array.from({ length: shuffles }, (_, seed) => {
    const clusters = runStream(shuffled(documents, seed + 1), { dates: true, live: false }, modelFor, say);
    return scored.map(({ id }) => clusterOf(clusters, id));
  });
  const truth = scored.map(({ story }) => story);
  const toGold = found.map((labels) => agree(truth, labels).ari);
  const between = found.flatMap((a, i) => found.slice(0, i).map((b) => agree(a, b).ari));
  const least = (values: number[]): string => shown(values.length === 0 ? Number.NaN : Math.min(...values));
  const mean = (values: number[]): string => shown(values.reduce((sum, x) => sum + x, 0) / values.length);
  return [least(toGold), mean(toGold), least(between), mean(between)];
};

/** Each article that is not with its original though it belongs there, or shares a cluster with another story. */
export const mistakesIn = (
  documents: Document[],
  clusters: Clustering,
  dates: boolean,
  modelFor: (id: string) => Model,
): Mistake[] => {
  const mistakes: Mistake[] = [];
  const originals = new Map(documents.filter((d) => d.kind === 'original').map((d) => [d.gold, d]));
  const add = (a: Document, b: Document, together: boolean): void => {
    const how = together ? `${a.kind} missed` : `${a.kind} joined`;
    const kind = `${how}${dates ? '' : ', without dates'}`;
    mistakes.push({ kind, a, b, together, dates, model: modelFor(a.id) });
  };
  for (const document of documents) {
    const cluster = clusterOf(clusters, document.id);
    const original = originals.get(document.gold);
    if (original !== undefined && clusterOf(clusters, original.id) !== cluster) add(document, original, true);
    if (document.kind === 'original') continue;
    const home = originals.get(baseStory(document.gold));
    const wrong = documents.filter(
      (other) => clusterOf(clusters, other.id) === cluster && other.gold !== document.gold,
    );
    const astray = home === undefined || clusterOf(clusters, home.id) !== cluster || document.gold !== home.gold;
    const nearest = astray ? nearestOf(document, wrong, dates, modelFor(document.id)) : null;
    if (nearest !== null) add(document, nearest, false);
  }
  return mistakes;
};

/** A report as it is seen when its date is kept back. */
export const seenAs = (report: Report, dates: boolean): Report =>
  dates ? report : { ...report, published: null, received: 0 };

const nearestOf = (document: Document, others: Document[], dates: boolean, model: Model): Document | null => {
  const { judge } = createJudge(seenAs(document.report, dates), model);
  const judged = others.map((other) => ({ other, logit: judge(seenAs(other.report, dates)).logit }));
  return judged.sort((x, y) => y.logit - x.logit)[0]?.other ?? null;
};
