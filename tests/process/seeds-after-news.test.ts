import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readReal } from '../../bench/quality/corpora.ts';
import { loadFiles } from '../../demo/articles.ts';
import { createClient, inBatches } from '../../demo/client.ts';
import { articleIds, clustersOf, placed, postInTurn } from './posting.ts';
import { runServer, temporaryFolder } from './running.ts';

/** Real pages and a real news stream, which belong to their publishers and are no part of the project. */
const SHARED = fileURLToPath(new URL('../../../shared', import.meta.url));
const NEWS = 5_000;
const LARGEST = 40;

test('five outlets’ pages of one wire story find each other among 5,000 others, and nothing joins them', async ({
  skip,
}) => {
  skip(!existsSync(SHARED), 'the folder ../shared, beside the project, is not here');
  const news = readReal(`${SHARED}/real`, 'reuters-2006-2008')?.articles.slice(0, NEWS) ?? [];
  expect(news).toHaveLength(NEWS);
  const seeds = readdirSync(`${SHARED}/seeds`).filter((file) => file.endsWith('.txt'));
  const pages = await loadFiles(
    seeds.map((file) => `${SHARED}/seeds/${file}`),
    seeds.length,
  );

  const server = await runServer(await temporaryFolder());
  const client = createClient(server.url);
  for (const batch of inBatches(news, 100)) (await client.postBatch(batch)).map(placed);
  const ids = articleIds(
    await postInTurn(
      client,
      pages.map(({ posted }) => posted),
    ),
  );

  const clusters = new Set(await clustersOf(client, ids));
  expect([...clusters]).toHaveLength(1);
  expect(await client.cluster([...clusters].join())).toMatchObject({ size: pages.length });
  const large = await fetch(`${server.url}/v1/clusters?min_size=${LARGEST + 1}`);
  expect(await large.json()).toMatchObject({ clusters: [] });
});
