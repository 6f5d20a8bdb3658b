import { reset, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeadLetterPage } from '../../src/contract/dead-letter.ts';
import { Job, JobAccepted } from '../../src/contract/job.ts';
import { get, remove, TOKENS } from './client.ts';
import { ask, createQueue, deliverAll, deliverDead, type TestQueue, withQueue } from './queue.ts';
import { SHIP } from './stories.ts';

beforeEach(async () => {
  await reset();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const FAILING = { advanceJob: () => Promise.reject(new Error('the disk is full')) };

/** A job that failed as often as it may; answers its id. */
const failJob = async (queue: TestQueue): Promise<string> => {
  const { body } = await ask(withQueue(queue), '/v1/articles?mode=async', [SHIP]);
  await deliverAll(queue, withQueue(queue, FAILING));
  await deliverDead(queue, withQueue(queue));
  return JobAccepted.parse(body).job_id;
};

const readJob = async (id: string): Promise<Job> => Job.parse((await get(`/v1/jobs/${id}`)).body);
const readLetters = async (query = ''): Promise<DeadLetterPage> =>
  DeadLetterPage.parse((await get(`/v1/dead-letters${query}`)).body);

it('a job that fails as often as it may waits among the dead letters, and is done when it is sent again', async () => {
  const queue = createQueue();
  const job = await failJob(queue);
  expect(await readJob(job)).toMatchObject({ state: 'failed', done: 0 });
  const { dead_letters } = await readLetters();
  expect(dead_letters).toMatchObject([{ kind: 'job', body: { kind: 'job', collection: 'tests', job } }]);
  const path = `/v1/dead-letters/${dead_letters[0]?.id}`;
  expect((await ask(withQueue(queue), `${path}/replay`, '')).status).toBe(202);
  expect((await readJob(job)).state).toBe('queued');
  await deliverAll(queue, withQueue(queue));
  expect(await readJob(job)).toMatchObject({ state: 'done', done: 1, errors: 0 });
  expect(await readLetters()).toEqual({ dead_letters: [], next: null });
  expect((await ask(withQueue(queue), `${path}/replay`, '')).status).toBe(404);
});

it('the same message dead twice is one letter, and dead again after a replay another', async () => {
  const queue = createQueue();
  const { body } = await ask(withQueue(queue), '/v1/articles?mode=async', [SHIP]);
  await deliverAll(queue, withQueue(queue, FAILING));
  queue.dead.push(...queue.dead);
  await deliverDead(queue, withQueue(queue));
  const [letter, ...more] = (await readLetters()).dead_letters;
  expect(more).toEqual([]);
  await ask(withQueue(queue), `/v1/dead-letters/${letter?.id}/replay`, '');
  await deliverAll(queue, withQueue(queue, FAILING));
  await deliverDead(queue, withQueue(queue));
  const [second] = (await readLetters()).dead_letters;
  expect(second?.body).toEqual(letter?.body);
  expect(second?.id).not.toBe(letter?.id);
  expect((await readJob(JobAccepted.parse(body).job_id)).state).toBe('failed');
});

it('a letter can be thrown away; the job stays failed, and its body goes in its time', async () => {
  vi.useFakeTimers({ now: Date.parse('2060-03-02T12:00:00Z'), toFake: ['Date'] });
  const queue = createQueue();
  const job = await failJob(queue);
  const [letter] = (await readLetters()).dead_letters;
  expect((await remove(`/v1/dead-letters/${letter?.id}`)).status).toBe(204);
  expect((await remove(`/v1/dead-letters/${letter?.id}`)).status).toBe(404);
  expect((await readJob(job)).state).toBe('failed');
  vi.setSystemTime(Date.parse('2060-03-09T12:00:00Z'));
  await runDurableObjectAlarm(env.STORY_INDEX.getByName('tests'));
  expect((await get(`/v1/jobs/${job}`)).status).toBe(404);
});

it('letters are listed newest first, in pages; the oldest go when there are too many', async () => {
  const queue = createQueue();
  const letters = Array.from({ length: 1_005 }, (_, i) => ({
    id: `${i}`,
    body: { kind: 'job', collection: 'tests', job: `j_${i}` },
    attempts: 6,
  }));
  queue.dead.push(...letters);
  await deliverDead(queue, withQueue(queue));
  const first = await readLetters('?limit=2');
  expect(first.dead_letters.map(({ id }) => id)).toEqual(['1004', '1003']);
  const second = await readLetters(`?limit=200&cursor=${first.next}`);
  expect(second.dead_letters.map(({ id }) => id).slice(0, 2)).toEqual(['1002', '1001']);
  let last = second;
  while (last.next !== null) last = await readLetters(`?limit=200&cursor=${last.next}`);
  expect(last.dead_letters.at(-1)?.id).toBe('5');
  expect((await get('/v1/dead-letters?cursor=x')).status).toBe(400);
});

it('a letter of a queue that is not there cannot be sent, and stays', async () => {
  const queue = createQueue();
  queue.dead.push({ id: 'a', body: { kind: 'job', collection: 'tests', job: 'j_1' }, attempts: 6 });
  await deliverDead(queue, withQueue(queue));
  expect((await ask(withQueue(null), '/v1/dead-letters/a/replay', '')).status).toBe(501);
  expect((await readLetters()).dead_letters).toHaveLength(1);
});

it('letters are for who administers the collection, and for nobody of another', async () => {
  const queue = createQueue();
  await failJob(queue);
  for (const token of [TOKENS.read, TOKENS.write]) expect((await get('/v1/dead-letters', token)).status).toBe(403);
  const { body } = await get<DeadLetterPage>('/v1/dead-letters', TOKENS.other);
  expect(body.dead_letters).toEqual([]);
});
