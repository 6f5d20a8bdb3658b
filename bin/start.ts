import { parseArgs } from 'node:util';
import type { Server } from './serve.ts';
import { whenStarterEnds } from './starter.ts';

const USAGE = `Usage: npm start -- [--port 8787] [--persist-to .samewire]

Serves Samewire on this machine, for requests from this machine.

  --port        port to listen on; 0 chooses a free one
  --persist-to  folder that keeps the articles between starts
  --help        show this

ALLOW_PRIVATE_RECEIVERS=1 in the environment lets events be sent into this machine's network, and without TLS: for development.
API_TOKENS replaces local use without a token, WEBHOOK_SENDERS lets crawlers post signed webhooks, CORS_ORIGINS lets web pages in;
LOG=requests or LOG=all prints what happens. See README.md.`;

/** What is passed on from the environment to the Worker. */
const PASSED_ON = ['ALLOW_PRIVATE_RECEIVERS', 'API_TOKENS', 'CORS_ORIGINS', 'LOG', 'WEBHOOK_SENDERS'];

const EXAMPLE_TEXT =
  'A cargo ship ran aground off the harbour of Port Ellery early on Monday, blocking the main channel. ' +
  'No one was hurt, the coast guard said, and tugs will try to free the vessel at high tide in the evening. ' +
  'Ferries to the islands were cancelled until further notice.';

const exampleFor = (url: string): string => {
  const article = {
    url: 'https://news.example/ship-aground',
    title: 'Ship aground off Port Ellery',
    text: EXAMPLE_TEXT,
  };
  const authorization = process.env.API_TOKENS ? " -H 'authorization: Bearer YOUR_TOKEN'" : '';
  return `curl ${url}/v1/articles${authorization} -H 'content-type: application/json' -d '${JSON.stringify(article)}'`;
};

const fail = (message: string): never => {
  console.error(`${message}\n`);
  process.exit(1);
};

const readOptions = (): { port: number; store: string } => {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8787' },
        'persist-to': { type: 'string', default: '.samewire' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535) return fail(`--port ${values.port} is not a port number.`);
    return { port, store: values['persist-to'] };
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${USAGE}`);
  }
};

const start = async (port: number, store: string): Promise<Server> => {
  // Not at the top: it loads wrangler, which takes a second that --help and a mistyped option need not.
  const { PortInUseError, serve } = await import('./serve.ts');
  const variables = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value] as const] : [];
  });
  try {
    return await serve(port, store, Object.fromEntries(variables));
  } catch (error) {
    if (error instanceof PortInUseError) {
      return fail(
        `Port ${port} is in use. Stop what listens there, or choose another: npm start -- --port ${port + 1}`,
      );
    }
    return fail(`Samewire did not start: ${(error as Error).message}`);
  }
};

const { port, store } = readOptions();
const server = await start(port, store);
let ending = false;
const end = (): void => {
  if (ending) return;
  ending = true;
  server.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
// Miniflare's own handlers would exit at once with an error code.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.removeAllListeners(signal);
  process.on(signal, end);
}
whenStarterEnds(end);
console.log(
  `Samewire listens on ${server.url} and keeps its articles in ${store}\n\nTry:\n${exampleFor(server.url)}\n`,
);
