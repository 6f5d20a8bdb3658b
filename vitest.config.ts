import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { SENDERS } from './tests/webhooks/senders.ts';

/** Tokens of the Worker under test; tests/api/client.ts uses them by name. */
const API_TOKENS = JSON.stringify({
  'test-token-all': { collection: 'tests', rights: ['read', 'write', 'correct', 'administer'] },
  'test-token-other': { collection: 'others', rights: ['read', 'write', 'correct', 'administer'] },
  'test-token-read': { collection: 'tests', rights: ['read'] },
  'test-token-write': { collection: 'tests', rights: ['write'] },
});

const WEBHOOK_SENDERS = JSON.stringify(SENDERS);

/** The logs are quiet but where a test listens. */
const BINDINGS = { API_TOKENS, WEBHOOK_SENDERS, LOG: 'off' };

export default defineConfig({
  test: {
    projects: [
      {
        // The whole Worker with its Durable Object, inside workerd.
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' }, miniflare: { bindings: BINDINGS } })],
        test: {
          name: 'worker',
          include: ['tests/{api,intake,pages,webhooks}/**/*.test.ts', 'tests/story-index/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        // The same with texts in R2.
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: BINDINGS, r2Buckets: ['TEXTS'] },
          }),
        ],
        test: {
          name: 'worker-r2',
          include: [
            'tests/api/{articles,corrections,idempotency,jobs,reading,settings,texts}.test.ts',
            'tests/pages/{compare,story}.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        // Pure functions, and the story index on Node's own SQLite.
        test: {
          name: 'pure',
          include: [
            'tests/{text,similarity,events,openapi,quality,bench}/**/*.test.ts',
            'tests/story-index/engine/**/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        // The pages of that server, in Chromium.
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
      },
      {
        // The server as `npm start` runs it, from outside.
        test: { name: 'process', include: ['tests/process/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
      },
    ],
  },
});
