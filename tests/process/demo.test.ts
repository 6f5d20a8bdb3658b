import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tokensNamed } from '../../demo/server.ts';
import { copyOf } from './copies.ts';
import { runServer, temporaryFolder } from './running.ts';

const DEMO = fileURLToPath(new URL('../../demo/run.ts', import.meta.url));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const runDemo = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child: ChildProcess = execFile(process.execPath, [DEMO, ...args], (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });

test('the demo posts files to a server that is named, and says what is wrong with what it is given', async () => {
  const folder = await temporaryFolder();
  const text =
    'The ferry to Ostermark will not run before Thursday, its owners said, because a bearing of the main shaft has cracked.';
  await writeFile(join(folder, 'ferry.txt'), `Ferry out of service\n\n${text.repeat(3)}\n`);
  await writeFile(
    join(folder, 'two.jsonl'),
    `${JSON.stringify(copyOf('north'))}\n\n${JSON.stringify(copyOf('south'))}\n`,
  );
  await writeFile(join(folder, 'broken.jsonl'), '{"id": 1}\n{"id":\n');
  const files = ['ferry.txt', 'two.jsonl'].map((file) => join(folder, file));
  const { url } = await runServer(folder, { tokens: tokensNamed('demo-token') });
  const here = ['--url', url, '--token', 'demo-token'];

  const two = await runDemo(...here, '--limit', '2', ...files);
  expect(two).toMatchObject({ code: 0, stderr: '' });
  expect(two.stdout).toContain('2 articles, 2 clusters');
  const all = await runDemo(...here, ...files);
  expect(all.stdout).toMatch(/^ferry .* unchanged /m);
  expect(all.stdout).toMatch(/^south .* joined +identical +1\.00 +north$/m);
  expect(all.stdout).toContain('3 articles, 2 clusters');

  const wrong: [string[], string][] = [
    [[...here, join(folder, 'none.txt')], 'none.txt: no such file'],
    [[...here, join(folder, 'broken.jsonl')], 'broken.jsonl:2: not a JSON object'],
    [[...here, DEMO], 'only .txt and .jsonl files'],
    [[...here, '--seed', 'x'], '--seed x: not a whole number'],
    [['--url', url, ...files], 'refused a request without a token'],
    [['--url', url, '--token', 'wrong', ...files], 'refused the token'],
    [['--url', 'http://localhost:9', ...files], 'http://localhost:9 cannot be reached'],
    [['--url', 'localhost', ...files], '--url localhost: not an http address'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ];
  for (const [args, told] of wrong) {
    const { code, stderr } = await runDemo(...args);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  }
});

const interruptions: [string, (demo: ChildProcess) => void][] = [
  ['interrupted', (demo) => demo.kill('SIGINT')],
  ['left by its reader', (demo) => demo.stdout?.destroy()],
];

test.each(interruptions)(
  '%s, the demo stops the server that it started and removes its store',
  async (_, interrupt) => {
    const folder = join(await temporaryFolder(), 'tmp');
    await mkdir(folder);
    const demo = spawn(process.execPath, [DEMO], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(demo, 'exit');
    let printed = '';
    for await (const chunk of demo.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      if (printed.includes('founded')) break;
    }
    const [, url] = /listens on (\S+)/.exec(printed) ?? [];
    interrupt(demo);
    demo.stdout.resume();
    expect(await ended).toEqual([130, null]);
    expect((await readdir(folder)).filter((name) => name.startsWith('samewire-'))).toEqual([]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  },
);
