import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Server, type StartOptions, startServer } from '../../demo/server.ts';

/** An empty folder that is removed when the test has finished. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'samewire-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A server that is stopped when the test has finished, however it has. */
export const runServer = async (folder: string, options: StartOptions = {}): Promise<Server> => {
  const server = await startServer(folder, options);
  onTestFinished(() => server.stop());
  return server;
};
