import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from 'wrangler';
import { watchChildren } from '../../bin/guard.ts';
import { bundleScript } from '../../bin/script.ts';

const ENTRY = fileURLToPath(new URL('./worker/index.ts', import.meta.url));
const WRANGLER_TOML = fileURLToPath(new URL('../../wrangler.toml', import.meta.url));

export interface BenchWorker {
  /** Sends one request; answers its body and the milliseconds it took. Throws unless it succeeds. */
  ask: (path: string, body?: unknown) => Promise<{ text: string; ms: number }>;
  close: () => Promise<void>;
}

/** Runs bench/speed/worker as `npm start` runs Samewire: one workerd, a new store on disk. */
export const startBenchWorker = async (): Promise<BenchWorker> => {
  const folder = await mkdtemp(join(tmpdir(), 'samewire-bench-'));
  const { compatibilityDate } = readWorkerOptions(WRANGLER_TOML).workerOptions;
  const guard = watchChildren();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      logRequests: false,
      telemetry: { enabled: false },
      log: new Log(LogLevel.ERROR),
      resourcePersistencePath: folder,
      workers: [
        {
          name: 'bench',
          modules: true,
          script: bundleScript(ENTRY),
          compatibilityDate: String(compatibilityDate),
          durableObjects: { INDEX: { className: 'MeasuredIndex', useSQLite: true } },
        },
      ],
    }),
  );
  const { port } = await miniflare.ready;
  guard.arm();
  // One connection that is kept: fetch costs more, and not always the same.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: (path, body) => send(agent, Number(port), path, body === undefined ? '' : JSON.stringify(body)),
    close: async () => {
      agent.destroy();
      await miniflare.dispose();
      guard.disarm();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const send = (agent: Agent, port: number, path: string, body: string): Promise<{ text: string; ms: number }> =>
  new Promise((answered, failed) => {
    const begun = performance.now();
    const sent = request({ agent, port, path, method: 'POST', host: '127.0.0.1' }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const ms = performance.now() - begun;
        const { statusCode = 500 } = response;
        if (statusCode < 300) answered({ text, ms });
        else failed(new Error(`${path}: ${statusCode} ${text}`));
      });
    });
    sent.on('error', failed).end(body);
  });
