import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UserError } from './user-error.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** A cold start takes 3 to 10 s on two busy cores. */
const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 100;

export interface Server {
  /** Without a slash at the end. */
  url: string;
  /** What the server has printed so far. */
  output(): string;
  /** Asks `npm start` to end (SIGTERM), as a person or a supervisor would, and resolves when no process of it is left. */
  stop(): Promise<void>;
  /** Kills the whole process group at once (SIGKILL): nothing gets to finish what it was writing. */
  kill(): Promise<void>;
}

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
};

export interface StartOptions {
  /** API tokens and the collections they are bound to; without them the server needs no token. */
  tokens?: Record<string, { collection: string; rights: string[] }>;
  /** Events may be sent to receivers on this machine. */
  privateReceivers?: boolean;
  /** Aborted, the start is given up and nothing is left running. */
  signal?: AbortSignal;
}

/** Tokens of the names given, each with all rights in an empty collection of its own: several tries on one server. */
export const tokensNamed = (...names: string[]): NonNullable<StartOptions['tokens']> =>
  Object.fromEntries(
    names.map((name) => [name, { collection: name, rights: ['read', 'write', 'correct', 'administer'] }]),
  );

/**
 * Runs `npm start` on a free port with its store in `folder`; resolves when /healthz answers.
 *
 * @throws UserError with what the server printed if it ends or does not answer in time; an AbortError when `signal` is aborted first.
 */
export const startServer = async (folder: string, options: StartOptions = {}): Promise<Server> => {
  const { tokens, privateReceivers, signal } = options;
  const port = await freePort();
  // A process group of its own, so that nothing it starts can outlive `kill`.
  const child = spawn('npm', ['start', '--', '--port', String(port), '--persist-to', folder], {
    cwd: PROJECT,
    // Whatever tokens the user's own environment sets are not this server's.
    env: {
      ...process.env,
      API_TOKENS: tokens && JSON.stringify(tokens),
      ALLOW_PRIVATE_RECEIVERS: privateReceivers ? '1' : '',
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
  }
  const server: Server = {
    url: `http://localhost:${port}`,
    output: () => printed,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
  try {
    await once(child, 'spawn');
    await answering(server.url, child, signal);
  } catch (cause) {
    await server.kill();
    if (signal?.aborted) throw cause;
    throw new UserError(`npm start: ${cause instanceof Error ? cause.message : cause}\n${printed.trimEnd()}`, {
      cause,
    });
  }
  return server;
};

const answering = async (url: string, child: ChildProcess, signal?: AbortSignal): Promise<void> => {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the server ended before it answered');
    const response = await fetch(`${url}/healthz`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await pause(POLL_MS, undefined, signal && { signal });
  }
  throw new Error(`no answer from /healthz within ${START_TIMEOUT_MS / 1000} s`);
};

const end = async (child: ChildProcess, how: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  const { pid } = child;
  if (pid === undefined || !groupLives(pid)) return;
  // SIGTERM goes to `npm start` alone, as from a supervisor: passing it on is the server's own duty.
  process.kill(how === 'SIGKILL' ? -pid : pid, how);
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (groupLives(pid)) {
    if (Date.now() > deadline) {
      process.kill(-pid, 'SIGKILL');
      throw new Error(`processes of the server were still there ${STOP_TIMEOUT_MS / 1000} s after ${how}`);
    }
    await pause(POLL_MS);
  }
};

const groupLives = (pid: number): boolean => {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
};
