import { inBatches } from '../../demo/client.ts';
import { take } from './articles.ts';
import { type BenchWorker, startBenchWorker } from './bench-worker.ts';
import type { PlacementFigure, Tally } from './results.ts';
import { median, quantile } from './statistics.ts';
import type { GeneratedArticle } from './workload.ts';

/** As the Worker hands them over, src/api/prepare.ts. */
const CALL = 50;
/** Calls of one article at each size, shared out to the rounds. */
const SINGLES = 500;
const EMPTY_CALLS = 50;
/** So many of the last calls of fifty before a window's size tell what one costs there. */
const BATCHES = 10;

/**
 * Places articles in one Durable Object until its window has the sizes asked for; there each round times calls of one
 * article. Fingerprints are made beforehand. The time of a call is that of a request to a Worker that makes it, less that of
 * a request with an empty call; it ends when the answer is out, so the write to disk is in it.
 */
export const measurePlacement = async (
  articles: Iterator<GeneratedArticle>,
  windows: readonly number[],
  rounds: number,
  say: (progress: string) => void,
): Promise<PlacementFigure[]> => {
  const worker = await startBenchWorker();
  try {
    await warmUp(worker, articles);
    const figures: PlacementFigure[] = [];
    let placed = 0;
    for (const window of windows) {
      // The single calls stand around the size.
      const fill = window - SINGLES / 2 - placed;
      const batched = await placeBatches(worker, 'measured', articles, fill, (done) =>
        say(`placing: ${placed + done} of ${window}`),
      );
      placed += batched.length * CALL;
      say(`single calls at ${window}`);
      const figure = await placeSingles(worker, articles, rounds, placed);
      placed += SINGLES;
      figures.push({ window, ...figure, batched: batched.slice(-BATCHES).map((ms) => (ms * 1000) / CALL) });
    }
    return figures;
  } finally {
    await worker.close();
  }
};

const path = (index: string, from: number, count: number): string =>
  `/place?${new URLSearchParams({ index, from: String(from), count: String(count) })}`;

const emptyCall = async (worker: BenchWorker, index: string): Promise<number> => {
  const waits: number[] = [];
  for (let i = 0; i < EMPTY_CALLS; i++) waits.push((await worker.ask(path(index, 0, 0))).ms);
  return median(waits);
};

/** Compiles everything, in another object. */
const warmUp = async (worker: BenchWorker, articles: Iterator<GeneratedArticle>): Promise<void> => {
  await placeBatches(worker, 'warm-up', articles, 600, () => {});
  await emptyCall(worker, 'warm-up');
};

/** Milliseconds of each call of fifty. */
const placeBatches = async (
  worker: BenchWorker,
  index: string,
  articles: Iterator<GeneratedArticle>,
  count: number,
  done: (articles: number) => void,
): Promise<number[]> => {
  const empty = await emptyCall(worker, index);
  const waits: number[] = [];
  for (let call = 0; call < Math.ceil(count / CALL); call++) {
    await worker.ask('/prepare', take(articles, CALL));
    waits.push((await worker.ask(path(index, 0, CALL))).ms - empty);
    if ((call + 1) % 10 === 0) done((call + 1) * CALL);
  }
  return waits;
};

const placeSingles = async (
  worker: BenchWorker,
  articles: Iterator<GeneratedArticle>,
  rounds: number,
  before: number,
): Promise<Omit<PlacementFigure, 'window' | 'batched'>> => {
  await readTally(worker);
  const measured: number[][] = [];
  for (const round of inBatches(take(articles, SINGLES), Math.ceil(SINGLES / rounds))) {
    await worker.ask('/prepare', round);
    const empty = await emptyCall(worker, 'measured');
    const waits: number[] = [];
    for (let i = 0; i < round.length; i++) waits.push(((await worker.ask(path('measured', i, 1))).ms - empty) * 1000);
    measured.push(waits);
  }
  const { rowsRead, rowsWritten, bytes } = await readTally(worker);
  return {
    p50: measured.map((waits) => quantile(waits, 0.5)),
    p99: quantile(measured.flat(), 0.99),
    rowsRead: rowsRead / SINGLES,
    rowsWritten: rowsWritten / SINGLES,
    bytes: bytes / (before + SINGLES),
  };
};

const readTally = async (worker: BenchWorker): Promise<Tally> =>
  JSON.parse((await worker.ask('/tally?index=measured')).text) as Tally;
