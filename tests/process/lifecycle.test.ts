import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from './running.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const SOON = { timeout: 60_000, interval: 100 };

interface Process {
  pid: number;
  parent: number;
  command: string;
}

const processes = (): Process[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((row) => {
      const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });

/** The process and all that came of it. */
const familyOf = (root: number): Process[] => {
  const all = processes();
  const family = all.filter(({ pid }) => pid === root);
  for (const { pid } of family) family.push(...all.filter(({ parent }) => parent === pid));
  return family;
};

const start = async (): Promise<{ npm: ChildProcess; url: string; family: Process[] }> => {
  const args = ['start', '--', '--port', '0', '--persist-to', await temporaryFolder()];
  const npm = spawn('npm', args, { cwd: PROJECT, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid } = npm;
  if (pid === undefined) throw new Error('npm did not start');
  let printed = '';
  npm.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  const address = /listens on (http:\/\/localhost:\d+) /;
  await vi.waitFor(() => expect(printed).toMatch(address), SOON);
  const family = familyOf(pid);
  onTestFinished(() => {
    const alive = processes().filter((one) => family.some((other) => isSame(one, other)));
    for (const one of alive) process.kill(one.pid, 'SIGKILL');
  });
  return { npm, url: address.exec(printed)?.[1] ?? '', family };
};

const isSame = (one: Process, other: Process): boolean => one.pid === other.pid && one.command === other.command;

const find = (family: Process[], command: RegExp): number => {
  const found = family.find((one) => command.test(one.command));
  if (!found) throw new Error(`no ${command} among ${family.map((one) => one.command)}`);
  return found.pid;
};

const SERVER = /^\S*node(\.exe)? bin\/start\.ts/;

const ENDINGS: [name: string, end: (npm: number, family: Process[]) => void][] = [
  ['Ctrl-C, which reaches all of them', (npm) => process.kill(-npm, 'SIGINT')],
  ['SIGTERM to npm', (npm) => process.kill(npm, 'SIGTERM')],
  ['SIGKILL to npm', (npm) => process.kill(npm, 'SIGKILL')],
  ['SIGTERM to the server', (_npm, family) => process.kill(find(family, SERVER), 'SIGTERM')],
  ['SIGKILL to the server', (_npm, family) => process.kill(find(family, SERVER), 'SIGKILL')],
];

test.each(ENDINGS)('%s leaves no process', async (_name, end) => {
  const { npm, url, family } = await start();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  find(family, /workerd/);
  end(npm.pid ?? 0, family);
  await vi.waitFor(() => {
    const left = processes().filter((one) => family.some((other) => isSame(one, other)));
    // Whoever runs the tests may not be quick to bury the dead.
    expect(left.filter(({ command }) => !command.includes('<defunct>'))).toEqual([]);
  }, SOON);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

const runStart = (...args: string[]) =>
  spawnSync(process.execPath, ['bin/start.ts', ...args], { cwd: PROJECT, encoding: 'utf8', timeout: 60_000 });

test('a port in use is said in one line', async () => {
  const taken = createServer();
  await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { status, stderr } = runStart('--port', String(port));
  expect(status).toBe(1);
  expect(stderr.trim()).toMatch(new RegExp(`^Port ${port} is in use\\..*npm start -- --port \\d+$`));
});

test('a store that cannot be written to is said in one line', () => {
  const { status, stderr } = runStart('--port', '0', '--persist-to', 'package.json/store');
  expect(status).toBe(1);
  expect(stderr.trim()).toMatch(/^Samewire did not start: package\.json\/store cannot be written to \(\w+\)$/);
});

test('--help and options that are none are answered without starting', () => {
  expect(runStart('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('--persist-to') });
  for (const args of [['--prot', '1'], ['--port', 'x'], ['--port', '65536'], ['--port', '-1'], ['extra']]) {
    const { status, stdout, stderr } = runStart(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).not.toContain(' at ');
  }
});
