import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { type JobMessage, QueueMessage } from '../../src/contract/message.ts';
import worker from '../../src/index.ts';
import type { StoryIndex } from '../../src/story-index/story-index.ts';
import { TOKENS } from './client.ts';
import { faultsOf } from './openapi/conformity.ts';

interface Waiting {
  id: string;
  body: unknown;
  attempts: number;
}

/** A queue that delivers when it is told to, in the order in which `waiting` then is. */
export interface TestQueue {
  binding: Queue<JobMessage>;
  waiting: Waiting[];
  /** What its consumer did not manage in `retries` more attempts. */
  dead: Waiting[];
}

/** As in wrangler.toml. */
const RETRIES = 10;

export const createQueue = (): TestQueue => {
  const waiting: Waiting[] = [];
  const send = (body: unknown): Promise<void> => {
    waiting.push({ id: crypto.randomUUID(), body: structuredClone(body), attempts: 1 });
    return Promise.resolve();
  };
  return { binding: { send } as unknown as Queue<JobMessage>, waiting, dead: [] };
};

/** The Worker's environment with this queue, and a collection that does this instead of what it would do. */
export const withQueue = (queue: TestQueue | null, instead: Partial<Record<keyof StoryIndex, unknown>> = {}) => {
  const namespace = {
    getByName: (name: string) =>
      new Proxy(env.STORY_INDEX.getByName(name), {
        get: (stub, method) => (method in instead ? instead[method as keyof StoryIndex] : Reflect.get(stub, method)),
      }),
  };
  const { INTAKE: _, ...rest } = env;
  const STORY_INDEX = Object.keys(instead).length === 0 ? env.STORY_INDEX : namespace;
  return { ...rest, STORY_INDEX, ...(queue === null ? {} : { INTAKE: queue.binding }) } as Cloudflare.Env;
};

/** Sends a request to a Worker with this environment. */
export const ask = async <Body>(
  from: Cloudflare.Env,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Body }> => {
  const request = new Request(`https://samewire.example${path}`, {
    headers: { authorization: `Bearer ${TOKENS.all}`, ...headers },
    ...(body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await worker.fetch(request, from, createExecutionContext());
  const text = await response.text();
  expect(faultsOf(request.method, request.url, { status: response.status, headers: response.headers, text })).toEqual(
    [],
  );
  return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as Body };
};

/** Delivers so many messages of those that wait; what is to be retried waits again, behind the others. */
export const deliver = async (queue: TestQueue, to: Cloudflare.Env, count = 1, name = 'samewire-intake') => {
  const delivered = queue.waiting.splice(0, count);
  const batch = createMessageBatch(
    name,
    delivered.map((message) => ({ ...message, timestamp: new Date(0) })),
  );
  const context = createExecutionContext();
  await worker.queue(batch, to);
  const { explicitAcks, retryMessages } = await getQueueResult(batch, context);
  for (const message of delivered) {
    const retry = retryMessages.find(({ msgId }) => msgId === message.id);
    if (retry === undefined && !explicitAcks.includes(message.id)) throw new Error('neither acknowledged nor retried');
    if (retry === undefined) continue;
    const again = { ...message, attempts: message.attempts + 1 };
    (again.attempts > RETRIES + 1 ? queue.dead : queue.waiting).push(again);
  }
};

/** Delivers until nothing waits. */
export const deliverAll = async (queue: TestQueue, to: Cloudflare.Env): Promise<void> => {
  while (queue.waiting.length > 0) await deliver(queue, to);
};

/** Delivers the dead messages as the platform does: to the queue for dead letters. */
export const deliverDead = async (queue: TestQueue, to: Cloudflare.Env): Promise<void> => {
  const dead = { ...queue, waiting: queue.dead.splice(0), dead: [] };
  for (const { body } of dead.waiting) QueueMessage.parse(body);
  await deliver(dead, to, dead.waiting.length, 'samewire-dead-letters');
};
