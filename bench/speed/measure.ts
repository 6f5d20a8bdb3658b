import { type Client, inBatches, isPlacement } from '../../demo/client.ts';
import type { GeneratedArticle } from './articles.ts';

export interface Way {
  name: string;
  /** Articles in one request; 1 posts a bare article, as a crawler does. */
  perRequest: number;
  /** Requests under way at the same time. */
  concurrency: number;
}

export interface Measurement extends Way {
  articles: number;
  seconds: number;
  articlesPerSecond: number;
  /** How long a request took to be answered, in milliseconds. */
  median: number;
  p95: number;
  p99: number;
}

/** Posts all articles in one way; throws if a single one is not placed. */
export const measure = async (client: Client, articles: GeneratedArticle[], way: Way): Promise<Measurement> => {
  const requests = inBatches(articles, way.perRequest);
  const waits: number[] = [];
  const begun = performance.now();
  const sender = async (): Promise<void> => {
    for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
      const sent = performance.now();
      const [first] = request;
      const answers = way.perRequest === 1 && first ? [await client.post(first)] : await client.postBatch(request);
      waits.push(performance.now() - sent);
      const refused = answers.find((answer) => !isPlacement(answer));
      if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
    }
  };
  await Promise.all(Array.from({ length: way.concurrency }, sender));
  const seconds = (performance.now() - begun) / 1000;
  waits.sort((a, b) => a - b);
  return {
    ...way,
    articles: articles.length,
    seconds,
    articlesPerSecond: articles.length / seconds,
    median: quantile(waits, 0.5),
    p95: quantile(waits, 0.95),
    p99: quantile(waits, 0.99),
  };
};

const quantile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
