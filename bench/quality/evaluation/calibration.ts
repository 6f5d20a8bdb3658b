import { createJudge, type Judge } from '../../../src/similarity/judge.ts';
import type { Document } from '../documents.ts';
import { measureLabels } from '../training/pairs.ts';
import type { CrossValidated } from './folds.ts';
import { CALIBRATION_BINS, calibrate, type Forecast } from './scores.ts';
import { type Chart, type Section, section, shown, type Table } from './table.ts';

interface Labelled extends Forecast {
  corpus: string;
}

/** What is told to the model beside the texts. */
const WAYS = [
  { name: 'as they came', hidden: false },
  { name: 'without dates and outlets', hidden: true },
];

/** Whether nine of ten pairs with a score of 0.9 belong together, each judged by the model that did not see its story. */
export const evaluateCalibration = (
  { corpora, modelFor }: CrossValidated,
  say: (progress: string) => void,
): Section => {
  say('calibration: measuring labelled pairs');
  const labels = measureLabels(corpora);
  const result = section('Calibration of the pair score, on pairs of stories that the model did not see');
  const chart: Chart = { title: 'Calibration', x: 'score given', y: 'share together', lines: [] };
  const errors: Table = {
    title: `Expected calibration error over ${CALIBRATION_BINS} bins`,
    columns: ['labelled pairs', 'pairs', 'each pair alike', 'weighed as in training'],
    rows: [],
  };
  for (const { name, hidden } of WAYS) {
    const judges = new Map<Document, Judge>();
    const seen = (document: Document) =>
      hidden ? { ...document.report, published: null, received: 0, source: 0 } : document.report;
    // Stories weeks apart never meet as they came: the matching window is shorter.
    const forecasts = labels
      .filter(({ kind }) => hidden || kind !== 'weeks_apart')
      .map(({ a, b, together, weight }): Labelled => {
        const judge = judges.get(a) ?? createJudge(seen(a), modelFor(a.id));
        judges.set(a, judge);
        return { probability: judge.judge(seen(b)).score, together, weight, corpus: a.corpus };
      });
    const groups = [['all', forecasts] as const, ...Map.groupBy(forecasts, ({ corpus }) => corpus)];
    for (const [group, inside] of groups) errors.rows.push([`${group}, ${name}`, ...errorsOf(inside)]);
    const { bins } = calibrate(forecasts);
    result.tables.push({
      title: `Bins, ${name}, weighed as in training`,
      columns: ['score given', 'share together', 'pairs'],
      rows: bins.map(({ said, was, forecasts: pairs }) => [shown(said), shown(was), String(pairs)]),
    });
    chart.lines.push({ name, points: bins.map(({ said, was }) => [said, was]) });
  }
  chart.lines.push({
    name: 'perfect',
    points: [
      [0, 0],
      [1, 1],
    ],
  });
  return { ...result, tables: [errors, ...result.tables], charts: [chart] };
};

const errorsOf = (forecasts: Forecast[]): string[] => [
  String(forecasts.length),
  shown(calibrate(forecasts.map((forecast) => ({ ...forecast, weight: 1 }))).error),
  shown(calibrate(forecasts).error),
];
