import { createExecutionContext } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import type { Placement } from '../../src/contract/placement.ts';
import worker from '../../src/index.ts';
import type { Results } from './client.ts';
import { SHIP } from './stories.ts';

/** Posts to a Worker whose collection does this. */
const postTo = (place: () => Promise<unknown>, body: unknown): Promise<Response> => {
  const namespace = { getByName: () => ({ place }) };
  const env = { LOCAL_USE: 'yes', STORY_INDEX: namespace } as unknown as Cloudflare.Env;
  const request = new Request('http://localhost/v1/articles', { method: 'POST', body: JSON.stringify(body) });
  return Promise.resolve(worker.fetch(request, env, createExecutionContext()));
};

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
  expect(log).toHaveBeenCalledWith(fault);
});

it('an article that could not be placed fails alone', async () => {
  const placement = { article_id: 'x', decision: 'founded' } as Placement;
  const place = () => Promise.resolve([{ error: 'internal' }, placement]);
  const answer = await postTo(place, [{ text: ' ' }, SHIP, SHIP]);
  const { results, errors }: Results = await answer.json();
  expect(answer.status).toBe(200);
  expect(errors).toBe(true);
  expect(results).toMatchObject([{ status: 422 }, { status: 500 }, { article_id: 'x' }]);
});
