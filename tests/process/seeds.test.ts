import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadFiles } from '../../demo/articles.ts';
import { createClient } from '../../demo/client.ts';
import { shuffled } from '../../demo/order.ts';
import { tokensNamed } from '../../demo/server.ts';
import { articleIds, clustersOf, postInTurn } from './posting.ts';
import { runServer, temporaryFolder } from './running.ts';

/** Real pages, which belong to their publishers and are no part of the project. */
const FOLDER = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));
const ORDERS = [11, 12, 13];

test('five outlets’ pages of one wire story become one cluster in three orders', async ({ skip }) => {
  skip(!existsSync(FOLDER), 'the folder ../shared/seeds, beside the project, is not here');
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
  const pages = await loadFiles(
    files.map((file) => `${FOLDER}/${file}`),
    files.length,
  );
  expect(pages).toHaveLength(5);
  const nameOf = (order: number) => `order-${order}`;
  const server = await runServer(await temporaryFolder(), { tokens: tokensNamed(...ORDERS.map(nameOf)) });
  for (const order of ORDERS) {
    const client = createClient(server.url, { token: nameOf(order) });
    const ids = articleIds(
      await postInTurn(
        client,
        shuffled(pages, order).map(({ posted }) => posted),
      ),
    );
    const clusters = await clustersOf(client, ids);
    expect(clusters, ids.join(', ')).toEqual(ids.map(() => clusters[0]));
  }
});
