import { SIGNALS } from '../../../src/similarity/signals.ts';
import type { Corpus } from '../documents.ts';
import { measureLabels } from '../training.ts';
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
  return section('Signals', { tables });
};
