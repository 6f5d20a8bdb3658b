import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createClient } from '../../demo/client.ts';
import { startServer, tokensNamed } from '../../demo/server.ts';
import { generateArticles } from './articles.ts';
import { type Measurement, measure, type Way } from './measure.ts';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));

/** Each way posts the same articles to a collection of its own, so that none finds what another left. */
const WAYS: Way[] = [
  { name: 'one by one', perRequest: 1, concurrency: 1 },
  { name: 'one a request, 8 at once', perRequest: 1, concurrency: 8 },
  { name: 'batches of 50', perRequest: 50, concurrency: 1 },
  { name: 'batches of 50, 4 at once', perRequest: 50, concurrency: 4 },
];

const measureAll = async (count: number): Promise<Measurement[]> => {
  const articles = generateArticles(count);
  const folder = await mkdtemp(join(tmpdir(), 'samewire-bench-'));
  const tokens = ['warm-up', ...WAYS.map((_, index) => `way-${index}`)];
  const server = await startServer(folder, { tokens: tokensNamed(...tokens) });
  try {
    const clientOf = (token: string | undefined) => createClient(server.url, { token });
    await measure(clientOf('warm-up'), generateArticles(200, 2), { name: 'warm-up', perRequest: 20, concurrency: 2 });
    const measurements: Measurement[] = [];
    for (const [index, way] of WAYS.entries()) {
      measurements.push(await measure(clientOf(`way-${index}`), articles, way));
    }
    return measurements;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

const print = (measurements: Measurement[]): void => {
  console.log(`${'way'.padEnd(26)}  articles  articles/s  ms a request: median    95 %    99 %`);
  for (const { name, articles, articlesPerSecond, median, p95, p99 } of measurements) {
    const waits = [median, p95, p99].map((ms) => ms.toFixed(1).padStart(8));
    const rate = articlesPerSecond.toFixed(0).padStart(10);
    console.log(`${name.padEnd(26)}  ${String(articles).padStart(8)}  ${rate}  ${' '.repeat(12)}${waits.join('')}`);
  }
};

const { values } = parseArgs({ options: { articles: { type: 'string', default: '1000' } } });
const measurements = await measureAll(Math.max(1, Number.parseInt(values.articles, 10)));
print(measurements);

const measuredAt = new Date().toISOString();
const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version };
await mkdir(RESULTS, { recursive: true });
const file = join(RESULTS, `speed-${measuredAt.replace(/\W/g, '-')}.json`);
await writeFile(file, `${JSON.stringify({ measured_at: measuredAt, machine, measurements }, null, 2)}\n`);
console.log(`\nwritten to ${file}`);
