import { expect, test } from 'vitest';
import { loadStories } from '../../demo/articles.ts';
import { createClient } from '../../demo/client.ts';
import { shuffled } from '../../demo/order.ts';
import { judgeStories } from '../../demo/outcome.ts';
import { tokensNamed } from '../../demo/server.ts';
import { articleIds, clustersOf, postInTurn } from './posting.ts';
import { runServer, temporaryFolder } from './running.ts';

const SEEDS = [1, 2, 3];

test("the demo's five stories come out right in three orders", async () => {
  const stories = await loadStories();
  const nameOf = (seed: number) => `order-${seed}`;
  const server = await runServer(await temporaryFolder(), { tokens: tokensNamed(...SEEDS.map(nameOf)) });
  for (const seed of SEEDS) {
    const client = createClient(server.url, { token: nameOf(seed) });
    const order = shuffled(stories, seed);
    const ids = articleIds(
      await postInTurn(
        client,
        order.map(({ posted }) => posted),
      ),
    );
    const clusters = await clustersOf(client, ids);
    const clusterOf = new Map(order.map(({ name }, index) => [name, clusters[index] ?? '']));
    const outcomes = judgeStories(order, clusterOf);
    expect(outcomes).toHaveLength(5);
    expect(
      outcomes.filter(({ right }) => !right),
      `order of seed ${seed}`,
    ).toEqual([]);
  }
});
