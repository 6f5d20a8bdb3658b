import { createExecutionContext, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { connect } from '../../../src/client.ts';
import type { Placement } from '../../../src/contract/placement.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import worker from '../../../src/index.ts';
import { TOKENS } from '../client.ts';
import { SHIP, SHIP_REPRINT } from '../stories.ts';

beforeEach(reset);

/** The compiler reads these tests, too: they show that it knows paths, queries, bodies and answers. */
const client = (token: string) =>
  connect('https://samewire.example', token, {
    fetch: (input: RequestInfo | URL, init?: RequestInit) =>
      worker.fetch(new Request(input, init), env, createExecutionContext()),
  });

it('posts articles and reads what became of them', async () => {
  const { v1 } = client(TOKENS.all);
  const founded = await v1.articles.$post({ json: SHIP, query: { mode: 'sync', explain: 'intake' } });
  if (founded.status !== 201) throw new Error(`answered ${founded.status}`);
  const first: Placement = await founded.json();
  await v1.articles.$post({ json: [SHIP_REPRINT] });

  const read = await v1.clusters[':id'].$get({ param: { id: first.cluster_id }, query: { limit: '5' } });
  if (read.status !== 200) throw new Error(`answered ${read.status}`);
  expect((await read.json()).members.map(({ relation }) => relation)).toEqual(['reprint', null]);
});

it('knows problems', async () => {
  const refused = await client('a token that nobody has').v1.clusters.$get();
  if (refused.ok) throw new Error('answered');
  const problem: Problem = await refused.json();
  expect(problem.type).toBe('urn:samewire:problem:unknown-token');
});

it('refuses to compile what is not there', () => {
  const { v1 } = client(TOKENS.all);
  expect(() => {
    // @ts-expect-error There is no such parameter.
    const asked: Parameters<typeof v1.clusters.$get>[0] = { query: { colour: 'red' } };
    // @ts-expect-error A URL is text.
    const wrong: Parameters<typeof v1.subscriptions.$post>[0] = { json: { url: 5 } };
    return [asked, wrong];
  }).not.toThrow();
});
