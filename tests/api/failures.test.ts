import { createExecutionContext } from 'cloudflare:test';
import { afterEach, expect, it, vi } from 'vitest';
import type { Placement } from '../../src/contract/placement.ts';
import worker from '../../src/index.ts';
import type { Results } from './client.ts';
import { SHIP } from './stories.ts';

/** Posts to a Worker whose collection does this. */
const postTo = (place: (...given: never[]) => Promise<unknown>, body: unknown): Promise<Response> => {
  const namespace = { getByName: () => ({ place }) };
  const env = { LOCAL_USE: 'yes', STORY_INDEX: namespace } as unknown as Cloudflare.Env;
  const request = new Request('http://localhost/v1/articles', { method: 'POST', body: JSON.stringify(body) });
  return Promise.resolve(worker.fetch(request, env, createExecutionContext()));
};

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const PLACED = { article_id: 'x', decision: 'founded' } as Placement;
const many = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ ...SHIP, id: `${i}` }));

const silence = () => vi.spyOn(console, 'error').mockImplementation(() => undefined);

it('an overloaded collection asks to be asked again', async () => {
  silence();
  for (const mark of ['overloaded', 'retryable']) {
    const answer = await postTo(() => Promise.reject(Object.assign(new Error('inner'), { [mark]: true })), SHIP);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
});

it('a fault tells nothing of the inside, but logs it', async () => {
  const log = silence();
  const fault = new Error('inner secret');
  const answer = await postTo(() => Promise.reject(fault), SHIP);
  expect(answer.status).toBe(500);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.text()).not.toMatch(/inner|secret|\.ts/);
  expect(log).toHaveBeenCalledTimes(1);
  const line = JSON.parse(log.mock.calls[0]?.[0] as string);
  expect(line).toMatchObject({ event: 'fault', request_id: answer.headers.get('x-request-id') });
  expect(line.error).toContain('inner secret');
});

it('an article that could not be placed fails alone', async () => {
  const place = () => Promise.resolve([{ error: 'internal' }, PLACED]);
  const answer = await postTo(place, [{ text: ' ' }, SHIP, SHIP]);
  const { results, errors }: Results = await answer.json();
  expect(answer.status).toBe(200);
  expect(errors).toBe(true);
  expect(results).toMatchObject([{ status: 422 }, { status: 500 }, { article_id: 'x' }]);
});

it('a collection that is behind refuses the whole request before anything is stored', async () => {
  const place = vi.fn((items: unknown[]) => Promise.resolve(items.map(() => ({ error: 'behind' }))));
  const answer = await postTo(place, many(120));
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({ type: 'urn:samewire:problem:overloaded' });
  expect(place).toHaveBeenCalledTimes(1);
});

it('a keyed request to a collection that is behind is refused like any other', async () => {
  const placeOnce = vi.fn(() => Promise.resolve({ sent: 'first', outcomes: [{ error: 'behind' }] }));
  const env = { LOCAL_USE: 'yes', STORY_INDEX: { getByName: () => ({ placeOnce }) } } as unknown as Cloudflare.Env;
  const headers = { 'idempotency-key': 'a' };
  const request = new Request('http://localhost/v1/articles', { method: 'POST', body: JSON.stringify(SHIP), headers });
  const answer = await worker.fetch(request, env, createExecutionContext());
  expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true]);
  expect(placeOnce).toHaveBeenCalledTimes(1);
});

it('a request that was begun is not refused any more, and goes on when its object comes back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
  const deadlines: (number | undefined)[] = [];
  const place = vi.fn((items: unknown[], options: { deadline?: number }) => {
    deadlines.push(options.deadline);
    if (deadlines.length === 2) return Promise.reject(Object.assign(new Error('moved'), { retryable: true }));
    return Promise.resolve(items.map(() => PLACED));
  });
  const asked = postTo(place, many(120));
  await vi.waitFor(() => expect(place).toHaveBeenCalledTimes(2));
  await vi.runAllTimersAsync();
  const answer = await asked;
  const { results, errors }: Results = await answer.json();
  expect([answer.status, results.length, errors]).toEqual([200, 120, false]);
  expect(deadlines).toHaveLength(4);
  expect(deadlines.map((deadline) => deadline !== undefined)).toEqual([true, false, false, false]);
});

it('with too many articles under way a request is refused at once, and taken again later', async () => {
  const { promise: open, resolve } = Promise.withResolvers<void>();
  const place = vi.fn(async (items: unknown[]) => {
    await open;
    return items.map(() => PLACED);
  });
  const waiting = Array.from({ length: 40 }, () => postTo(place, many(50)));
  await vi.waitFor(() => expect(place).toHaveBeenCalledTimes(40), 30_000);
  const refused = await postTo(place, SHIP);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).not.toBeNull();
  expect(place).toHaveBeenCalledTimes(40);
  resolve();
  expect((await Promise.all(waiting)).every(({ status }) => status === 200)).toBe(true);
  expect((await postTo(place, SHIP)).status).toBe(201);
});
