import { probability } from '../../../src/similarity/logit.ts';
import type { Model } from '../../../src/similarity/model.ts';
import type { Document } from '../documents.ts';
import { type Agreement, agree, type Clustering, clusterOf, inAgreement } from './scores.ts';
import { type Chart, shown, type Table } from './table.ts';

/** Log-odds by which the bar for joining is raised. */
const STEPS = Array.from({ length: 13 }, (_, i) => (i - 6) / 2);

/** The model with the bar for joining a cluster raised by so many log-odds: the same as lowering every cluster's standing. */
export const withBar = (model: Model, raised: number): Model => ({
  ...model,
  cluster: { ...model.cluster, bias: model.cluster.bias - raised },
});

/** A stream that can be run with any model. */
export interface Swept {
  name: string;
  documents: Document[];
  run: (modelFor: (id: string) => Model) => Clustering;
}

/** How the agreement with the labels moves with the bar. Copies join whatever the bar. */
export const sweepBar = (
  { name, documents, run }: Swept,
  modelFor: (id: string) => Model,
  say: (progress: string) => void,
): { table: Table; chart: Chart } => {
  const scored = documents.filter(({ kind }) => kind === undefined || inAgreement(kind));
  const found = STEPS.map((raised): [number, Agreement] => {
    say(`${name}: bar ${raised >= 0 ? '+' : ''}${raised}`);
    const raise = remember((model: Model) => withBar(model, raised));
    const clusters = run((id) => raise(modelFor(id)));
    const labels = scored.map(({ id }) => clusterOf(clusters, id));
    return [
      raised,
      agree(
        scored.map(({ gold }) => gold),
        labels,
      ),
    ];
  });
  const rows = found.map(([raised, score]) => [
    `${raised > 0 ? '+' : ''}${raised.toFixed(1)}`,
    shown(probability(raised), 2),
    ...[score.pairPrecision, score.pairRecall, score.pairF1, score.f1, score.ari].map((x) => shown(x)),
    String(score.clusters),
  ]);
  const line = (title: string, of: (score: Agreement) => number) => ({
    name: title,
    points: found.map(([raised, score]): [number, number] => [raised, of(score)]),
  });
  return {
    table: {
      title: `${name}: the bar for joining raised or lowered`,
      columns: ['log-odds', 'as probability', 'pair precision', 'recall', 'F1', 'BCubed F1', 'ARI', 'clusters'],
      rows,
    },
    chart: {
      title: `The bar for joining, ${name}`,
      x: 'bar raised by, log-odds',
      y: 'agreement',
      lines: [
        line('pair precision', (score) => score.pairPrecision),
        line('pair recall', (score) => score.pairRecall),
        line('BCubed F1', (score) => score.f1),
        line('ARI', (score) => score.ari),
      ],
    },
  };
};

const remember = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
};
