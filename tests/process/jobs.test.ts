import { expect, test, vi } from 'vitest';
import { generateArticles } from '../../bench/speed/articles.ts';
import { createClient } from '../../demo/client.ts';
import type { Job, JobAccepted } from '../../src/contract/job.ts';
import { runServer, temporaryFolder } from './running.ts';

const read = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

test('a large body is placed by the queue of `npm start`, and what became of it outlives a restart', async () => {
  const folder = await temporaryFolder();
  const articles = generateArticles(500);
  const server = await runServer(folder);
  const sent = await fetch(`${server.url}/v1/articles`, { method: 'POST', body: JSON.stringify(articles) });
  expect(sent.status).toBe(202);
  const { status_url } = (await sent.json()) as JobAccepted;
  const finished = async (): Promise<boolean> => (await read<Job>(status_url)).state === 'done';
  await vi.waitUntil(finished, { timeout: 120_000, interval: 200 });
  const job = await read<Job>(status_url);
  expect(job).toMatchObject({ items: 500, done: 500, errors: 0 });
  expect(job.results.map((result) => 'article_id' in result && result.article_id)).toEqual(
    articles.map(({ id }) => id),
  );
  await server.stop();

  const { url } = await runServer(folder);
  expect(await read(`${url}${new URL(status_url).pathname}`)).toEqual(job);
  const again = await createClient(url).postBatch(articles.slice(0, 50));
  expect(again.map((answer) => 'decision' in answer && answer.decision)).toEqual(Array(50).fill('unchanged'));
});
