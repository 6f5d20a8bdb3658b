// Measures what Samewire costs and prints it, ratios first. Usage: npm run bench -- --help
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadOption } from '../options.ts';
import { renderTable } from '../quality/evaluation/table.ts';
import { isOfTypicalLength, streamArticles, take } from './articles.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { ratiosIn } from './ratios.ts';
import type { Results } from './results.ts';
import { tablesOf } from './tables.ts';
import { readTexts, type Text } from './texts.ts';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));
const WINDOWS = [1_000, 10_000];
const LARGE_WINDOW = 100_000;
const LARGEST_WINDOW = 1_000_000;

const started = performance.now();
const say = (progress: string): void =>
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${progress}`);

/** Parts are loaded when they are asked for: what bundles and starts Workers takes a second to load. */
const measure = async (options: Options, real: readonly Text[] | null): Promise<Results> => {
  const { only, rounds } = options;
  const typical = take(streamArticles(real), options.articles, isOfTypicalLength);
  const results: Results = {};
  const sayOf =
    (part: string) =>
    (progress: string): void =>
      say(`${part}: ${progress}`);
  if (only.includes('text') || only.includes('judging')) {
    const { measureCosts } = await import('./costs.ts');
    results.costs = await measureCosts(typical, options, sayOf('text and judging'));
  }
  if (only.includes('placement')) {
    const { measurePlacement } = await import('./placement.ts');
    const windows = [
      ...WINDOWS,
      ...(options.large ? [LARGE_WINDOW] : []),
      ...(options.million ? [LARGEST_WINDOW] : []),
    ];
    results.placement = await measurePlacement(streamArticles(real), windows, rounds, sayOf('placement'));
  }
  if (only.includes('stream')) {
    const { measureStream } = await import('./stream.ts');
    results.stream = measureStream(streamArticles(real), sayOf('stream'));
  }
  if (only.includes('http')) {
    const { measureHttp } = await import('./http.ts');
    results.http = await measureHttp(take(streamArticles(real), options.articles), rounds, sayOf('http'));
  }
  if (only.includes('peers')) {
    const { measurePeers } = await import('./peers.ts');
    results.peers = await measurePeers(typical, rounds, sayOf('peers'));
  }
  return results;
};

const run = async (options: Options): Promise<void> => {
  say('reading articles');
  const real = options.texts === null ? null : readTexts(options.texts);
  const busyBefore = loadavg()[0];
  const results = await measure(options, real);
  const machine = {
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    node: process.version,
    load: [busyBefore, loadavg()[0]],
  };
  const ratios = ratiosIn(results);
  for (const table of tablesOf(results, ratios)) console.log(`\n${renderTable(table)}`);
  const file = await keep({ machine, options, texts: real?.length ?? null, ratios, ...results });
  console.log(`\nwritten to ${file}`);
  say(`done; processes that wanted a core in the last minute: ${loadavg()[0]?.toFixed(1)} of ${machine.cores}`);
};

const keep = async (found: object): Promise<string> => {
  const measuredAt = new Date().toISOString();
  await mkdir(RESULTS, { recursive: true });
  const file = join(RESULTS, `speed-${measuredAt.replace(/\W/g, '-')}.json`);
  await writeFile(file, `${JSON.stringify({ measured_at: measuredAt, ...found }, null, 2)}\n`);
  return file;
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(HELP);
  else await run(options);
} catch (error) {
  if (!(error instanceof BadOption)) throw error;
  console.error(`${error.message}\n(npm run bench -- --help says what there is)`);
  process.exitCode = 2;
}
