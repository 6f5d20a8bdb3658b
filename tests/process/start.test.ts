import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { createClient } from '../../demo/client.ts';
import { runServer, temporaryFolder } from './running.ts';

const run = promisify(execFile);

test('npm start obeys its options, prints a curl line that works, ends on SIGTERM and keeps its store for the next start', async () => {
  const folder = await temporaryFolder();
  const server = await runServer(folder);
  // It may answer a moment before what it prints gets here.
  const printed = /^curl .*$/m;
  await vi.waitFor(() => expect(server.output()).toMatch(printed));
  expect(server.output()).toContain(server.url);
  const [curl] = printed.exec(server.output()) ?? [];

  const { stdout } = await run('sh', ['-c', `${curl} --silent --show-error`]);
  const placement = JSON.parse(stdout);
  expect(placement).toMatchObject({ decision: 'founded', cluster: { size: 1 } });
  expect(await createClient(server.url).article(placement.article_id)).toMatchObject({
    cluster_id: placement.cluster_id,
  });
  expect(await readdir(folder)).not.toEqual([]);

  await server.stop();
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();

  // Another server over the same folder: the store is kept between starts.
  const next = await runServer(folder);
  expect(await createClient(next.url).article(placement.article_id)).toMatchObject({
    cluster_id: placement.cluster_id,
  });
});
