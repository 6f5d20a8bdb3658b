import type { Table } from '../quality/evaluation/table.ts';
import type { Ratio } from './ratios.ts';
import type { Figure, HttpFigure, PlacementFigure, Results, StreamFigures } from './results.ts';
import { median } from './statistics.ts';

/** What is printed, ratios first. */
export const tablesOf = (results: Results, ratios: readonly Ratio[]): Table[] => [
  ...(ratios.length > 0 ? [ratioTable(ratios)] : []),
  ...(results.costs ? [costTable('Pure work, µs an article', results.costs)] : []),
  ...(results.placement ? [placementTable(results.placement)] : []),
  ...(results.stream ? [streamTable(results.stream)] : []),
  ...(results.http ? [httpTable(results.http)] : []),
  ...(results.peers ? [costTable('Beside npm packages, µs an article', results.peers)] : []),
];

const shown = (x: number | undefined, digits = 0): string =>
  x === undefined || Number.isNaN(x) ? '-' : x.toFixed(digits);

/** Three digits that count, and no more. */
const shortened = (x: number | undefined): string => shown(x, x === undefined || x >= 100 ? 0 : x >= 10 ? 1 : 2);

const ratioTable = (ratios: readonly Ratio[]): Table => ({
  title: 'Ratios: how many times the second the first is',
  columns: ['', 'Node', 'workerd'],
  rows: [...new Set(ratios.map(({ name }) => name))].map((name) => {
    const valueIn = (host: string) => ratios.find((each) => each.name === name && each.host === host)?.value;
    return [name, shortened(valueIn('Node')), shortened(valueIn('workerd'))];
  }),
});

const costTable = (title: string, figures: readonly Figure[]): Table => ({
  title: `${title}: median of the rounds, and the least`,
  columns: ['', ...hostsOf(figures).flatMap((host) => [host, 'least'])],
  rows: [...new Set(figures.map(({ name }) => name))].map((name) => [
    name,
    ...hostsOf(figures).flatMap((host) => {
      const rounds = figures.find((figure) => figure.name === name && figure.host === host)?.rounds ?? [];
      return [shortened(median(rounds)), shortened(Math.min(...rounds))];
    }),
  ]),
});

const hostsOf = (figures: readonly Figure[]): string[] => [...new Set(figures.map(({ host }) => host))];

const placementTable = (figures: readonly PlacementFigure[]): Table => ({
  title: 'Placement in one Durable Object, written to disk: µs an article, rows and bytes an article',
  columns: ['in the window', 'single calls, p50', 'p99', 'calls of 50', 'rows written', 'rows read', 'bytes'],
  rows: figures.map(({ window, p50, p99, batched, rowsWritten, rowsRead, bytes }) => [
    window.toLocaleString('en'),
    shown(median(p50)),
    shown(p99),
    shown(median(batched)),
    shown(rowsWritten, 2),
    shown(rowsRead, 1),
    shown(bytes),
  ]),
});

const streamTable = ({ window, judged, copies, tenth, last }: StreamFigures): Table => ({
  title: 'A long stream in Node, processor time',
  columns: ['', 'µs', ''],
  rows: [
    [
      `retrieval and judging, ${window.toLocaleString('en')} in the window, no storage`,
      shown(judged),
      `${shown(1e6 / judged)} articles/s`,
    ],
    ['a story’s tenth copy, placed', shown(tenth), ''],
    [
      `its last, a cluster of ${copies.toLocaleString('en')}`,
      shown(last),
      `${shortened(last / tenth)} times the tenth`,
    ],
  ],
});

const httpTable = (figures: readonly HttpFigure[]): Table => ({
  title: 'HTTP into `npm start`: articles a second, ms a request',
  columns: ['', 'articles/s', 'p50', 'p99'],
  rows: figures.map(({ name, articlesPerSecond, p50, p99 }) => [
    name,
    shown(median(articlesPerSecond)),
    shown(median(p50), 1),
    shown(median(p99), 1),
  ]),
});
