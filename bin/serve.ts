import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from 'wrangler';
import { watchChildren } from './guard.ts';
import { sendOutside } from './outbound.ts';
import { bundleScript } from './script.ts';

const WRANGLER_TOML = fileURLToPath(new URL('../wrangler.toml', import.meta.url));

/** Loopback only: without tokens this server answers everyone who reaches it. */
const HOST = '127.0.0.1';

export interface Server {
  url: string;
  close: () => Promise<void>;
}

export class PortInUseError extends Error {}
export class StoreError extends Error {}

/**
 * Runs the Worker on this machine: wrangler.toml's bindings, one workerd process, a store on disk.
 * It is Miniflare without `wrangler dev` around it, whose second proxy process halves the articles a second.
 * @param port 0 chooses a free one.
 * @param store Folder of the databases; made when absent.
 * @param variables More bindings, such as API_TOKENS; those of wrangler.toml's `vars` are for deployments. With API_TOKENS given, requests need a token here too.
 * @throws {PortInUseError} when something listens there already; {StoreError} when the folder cannot be written to.
 */
export const serve = async (port: number, store: string, variables: Record<string, string> = {}): Promise<Server> => {
  checkStore(store);
  await checkPort(port);
  const { workerOptions, main } = readWorkerOptions(WRANGLER_TOML);
  // The bundle below is one module, so wrangler's rules for further modules have nothing to match.
  const { modulesRules: _, ...options } = workerOptions;
  const guard = watchChildren();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: HOST,
      port,
      cf: false,
      logRequests: false,
      telemetry: { enabled: false },
      log: new Log(LogLevel.ERROR),
      resourcePersistencePath: resolve(store),
      workers: [
        {
          ...options,
          name: 'samewire',
          modules: true,
          script: bundleScript(main ?? 'src/index.ts'),
          bindings: { LOCAL_USE: 'yes', QUEUE_RUN: randomUUID(), ...variables },
          // Without it nothing stands between the Worker and this machine's network.
          ...(variables.ALLOW_PRIVATE_RECEIVERS ? {} : { outboundService: sendOutside }),
        },
      ],
    }),
  );
  const ready = await miniflare.ready;
  guard.arm();
  return {
    url: `http://localhost:${ready.port}`,
    close: async () => {
      await miniflare.dispose();
      guard.disarm();
    },
  };
};

/** Miniflare would wait for ever for a workerd that cannot open its databases. */
const checkStore = (store: string): void => {
  try {
    mkdirSync(store, { recursive: true });
    accessSync(store, constants.W_OK);
  } catch (error) {
    throw new StoreError(`${store} cannot be written to (${(error as NodeJS.ErrnoException).code})`);
  }
};

/** Asks before Miniflare does, to answer in one line instead of a stack. */
const checkPort = (port: number): Promise<void> =>
  new Promise((free, refuse) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      refuse(error.code === 'EADDRINUSE' ? new PortInUseError(`port ${port} is in use`) : error),
    );
    probe.listen(port, HOST, () => probe.close(() => free()));
  });
