import { expect, test } from 'vitest';
import { generateArticles } from '../../bench/speed/articles.ts';
import { type Client, createClient, inBatches } from '../../demo/client.ts';
import type { Placement } from '../../src/contract/placement.ts';
import { clustersOf, placed } from './posting.ts';
import { runServer, temporaryFolder } from './running.ts';

const ARTICLES = 2_000;
const PER_REQUEST = 50;
const SENDERS = 3;
/** Killed when so many requests were answered and others are under way. */
const ANSWERED_BEFORE_KILL = 15;

/** Posts in batches from several senders until all is sent or the server is gone; `answered` hears each whole answer. */
const load = async (client: Client, articles: object[], answered: (placements: Placement[]) => void): Promise<void> => {
  const waiting = inBatches(articles, PER_REQUEST);
  const sender = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      answered((await client.postBatch(batch)).map(placed));
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
};

test('what was acknowledged before a hard kill is there after it, and sent again changes nothing', async () => {
  const folder = await temporaryFolder();
  const articles = generateArticles(ARTICLES);
  const acknowledged = new Map<string, string>();
  const server = await runServer(folder);
  let answers = 0;
  let killed: Promise<void> | undefined;
  const loading = load(createClient(server.url), articles, (placements) => {
    for (const { article_id, cluster_id } of placements) acknowledged.set(article_id, cluster_id);
    answers += 1;
    if (answers >= ANSWERED_BEFORE_KILL) killed ??= server.kill();
  });
  await expect(loading).rejects.toThrow();
  await killed;
  expect(acknowledged.size).toBeGreaterThanOrEqual(ANSWERED_BEFORE_KILL * PER_REQUEST);
  expect(acknowledged.size).toBeLessThan(ARTICLES);

  const client = createClient((await runServer(folder)).url);
  // A cluster may have been merged away by a later article: its id answers with the successor.
  const current = new Map<string, string>();
  for (const [article, id] of acknowledged) current.set(article, (await client.cluster(id))?.id ?? `${id} is gone`);
  expect(await clustersOf(client, [...current.keys()])).toEqual([...current.values()]);

  const again = new Map<string, Placement>();
  await load(client, articles, (placements) => {
    for (const placement of placements) again.set(placement.article_id, placement);
  });
  expect(again.size).toBe(ARTICLES);
  const changed = [...current].filter(([id, cluster]) => {
    const placement = again.get(id);
    return placement?.decision !== 'unchanged' || placement.cluster_id !== cluster;
  });
  expect(changed).toEqual([]);
});
