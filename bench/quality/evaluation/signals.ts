import { SIGNALS } from '../../../src/similarity/signals.ts';
import { partsOf } from '../../../src/similarity/trees.ts';
import { MODEL } from '../../../src/similarity/weights.generated.ts';
import type { Corpus } from '../documents.ts';
import { type MeasuredPair, measureLabels } from '../training/pairs.ts';
import { type Section, section, shown, type Table } from './table.ts';

const PERCENTILES = [0.05, 0.5, 0.95];
/** The signals between whose percentiles src/similarity/judge.ts sets its bars between relations. */
const SHOWN = ['cosine', 'pairs', 'quotesMost', 'sentencesMost'];

/** How signals spread over the kinds of labelled pairs. */
export const evaluateSignals = (corpora: Corpus[], say: (progress: string) => void): Section => {
  say('signals: measuring labelled pairs');
  const labels = measureLabels(corpora);
  const kinds = Map.groupBy(labels, ({ a, kind }) => `${a.corpus.startsWith('d') ? 'written' : a.corpus}: ${kind}`);
  const tables = SIGNALS.flatMap((signal, i): Table[] => {
    if (!SHOWN.includes(signal.key)) return [];
    const rows = [...kinds].map(([kind, pairs]) => {
      const values = pairs.map((pair) => pair.values[i] as number).filter((value) => !Number.isNaN(value));
      values.sort((x, y) => x - y);
      const at = (q: number): string => shown(values[Math.floor(q * values.length)] ?? Number.NaN);
      return [kind, String(values.length), ...PERCENTILES.map(at)];
    });
    return [{ title: signal.name, columns: ['labelled pairs', 'measured', '5 %', 'median', '95 %'], rows }];
  });
  return section('Signals', { tables: [weighSignals(labels), ...tables] });
};

/** What each signal moves the score by in the model that ships: whether it earns its place. */
const weighSignals = (labels: MeasuredPair[]): Table => {
  const moved = SIGNALS.map(() => 0);
  let all = 0;
  for (const { values, weight } of labels) {
    const { parts } = partsOf(MODEL.pair, values);
    parts.forEach((part, i) => {
      moved[i] = (moved[i] as number) + weight * Math.abs(part);
    });
    all += weight;
  }
  const rows = SIGNALS.map(({ name }, i) => ({ name, mean: (moved[i] as number) / all }))
    .sort((x, y) => y.mean - x.mean)
    .map(({ name, mean }) => [name, shown(mean)]);
  return { title: 'What signals move the score by', columns: ['signal', 'mean part, log-odds'], rows };
};
