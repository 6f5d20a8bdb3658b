import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { createClient } from '../../demo/client.ts';
import type { Placement } from '../../src/contract/placement.ts';
import type { Problem } from '../../src/contract/problem.ts';
import type { CopiesOrder } from './copies.ts';
import { articleIds, clustersOf, placed } from './posting.ts';
import { runServer, temporaryFolder } from './running.ts';

const SENDERS = 4;
const COPIES_EACH = 25;

const send = async (order: CopiesOrder): Promise<(Placement | Problem)[]> => {
  const [answers] = await once(
    new Worker(new URL('./copies-sender.ts', import.meta.url), { workerData: order }),
    'message',
  );
  return answers;
};

test('a hundred copies of one article, sent at once by four clients, are one cluster of a hundred', async () => {
  const { url } = await runServer(await temporaryFolder());
  const orders = Array.from({ length: SENDERS }, (_, sender) => ({
    url,
    ids: Array.from({ length: COPIES_EACH }, (_, copy) => `outlet-${sender}-${copy}`),
  }));
  const placements = (await Promise.all(orders.map(send))).flat().map(placed);
  const all = SENDERS * COPIES_EACH;
  expect(new Set(articleIds(placements)).size).toBe(all);
  expect(new Set(placements.map(({ cluster_id }) => cluster_id)).size).toBe(1);
  expect(placements.filter(({ decision }) => decision === 'founded')).toHaveLength(1);
  expect(placements.map(({ cluster }) => cluster.size).sort((a, b) => a - b)).toEqual(
    Array.from({ length: all }, (_, index) => index + 1),
  );

  const client = createClient(url);
  const clusters = new Set(await clustersOf(client, articleIds(placements)));
  expect(clusters.size).toBe(1);
  expect(await client.cluster([...clusters].join())).toMatchObject({ size: all, sources: all, distinct_texts: 1 });
});
