import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, inBatches, isPlacement } from '../../demo/client.ts';
import { startServer, tokensNamed } from '../../demo/server.ts';
import type { HttpFigure } from './results.ts';
import { quantile } from './statistics.ts';
import type { GeneratedArticle } from './workload.ts';

type Way = Pick<HttpFigure, 'name' | 'perRequest' | 'concurrency'>;

export const WAYS: readonly Way[] = [
  { name: 'one by one', perRequest: 1, concurrency: 1 },
  { name: 'one a request, 8 at once', perRequest: 1, concurrency: 8 },
  { name: 'batches of 50', perRequest: 50, concurrency: 1 },
  { name: 'batches of 50, 4 at once', perRequest: 50, concurrency: 4 },
];

/** Posts the articles to `npm start` in each way, each time to a collection of its own, so that none finds what another left. */
export const measureHttp = async (
  articles: GeneratedArticle[],
  rounds: number,
  say: (progress: string) => void,
): Promise<HttpFigure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'samewire-bench-'));
  const collections = WAYS.flatMap((_, way) => Array.from({ length: rounds }, (_, round) => `way-${way}-${round}`));
  const server = await startServer(folder, { tokens: tokensNamed('warm-up', ...collections) });
  const figures = WAYS.map((way): HttpFigure => ({ ...way, articlesPerSecond: [], p50: [], p99: [] }));
  const clientOf = (token: string): Client => createClient(server.url, { token });
  try {
    await postAll(clientOf('warm-up'), articles.slice(0, 400), { name: 'warm-up', perRequest: 10, concurrency: 2 });
    for (let round = 0; round < rounds; round++) {
      for (const [way, figure] of figures.entries()) {
        say(`round ${round + 1} of ${rounds}: ${figure.name}`);
        const { seconds, waits } = await postAll(clientOf(`way-${way}-${round}`), articles, figure);
        figure.articlesPerSecond.push(articles.length / seconds);
        figure.p50.push(quantile(waits, 0.5));
        figure.p99.push(quantile(waits, 0.99));
      }
    }
    return figures;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** Posts all articles in one way; throws if a single one is not placed. */
const postAll = async (
  client: Client,
  articles: GeneratedArticle[],
  { perRequest, concurrency }: Way,
): Promise<{ seconds: number; waits: number[] }> => {
  const requests = inBatches(articles, perRequest);
  const waits: number[] = [];
  const begun = performance.now();
  const sender = async (): Promise<void> => {
    for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
      const sent = performance.now();
      const [first] = request;
      const answers = perRequest === 1 && first ? [await client.post(first)] : await client.postBatch(request);
      waits.push(performance.now() - sent);
      const refused = answers.find((answer) => !isPlacement(answer));
      if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  return { seconds: (performance.now() - begun) / 1000, waits };
};
