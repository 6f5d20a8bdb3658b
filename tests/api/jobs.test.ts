import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Job, JobAccepted } from '../../src/contract/job.ts';
import type { Placement } from '../../src/contract/placement.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { inventStory } from '../story-index/invented.ts';
import { get, post, type Results, remove, TOKENS } from './client.ts';
import { ask, createQueue, deliver, deliverAll, type TestQueue, withQueue } from './queue.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const stub = () => env.STORY_INDEX.getByName('tests');
const silence = () => vi.spyOn(console, 'error').mockImplementation(() => undefined);
const many = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ id: `${i}`, ...inventStory(i) }));

/** Sends articles to be placed later; answers the job's id. */
const postLater = async (queue: TestQueue, body: unknown): Promise<string> => {
  const answer = await ask(withQueue(queue), '/v1/articles?mode=async', body);
  expect(answer.status).toBe(202);
  return JobAccepted.parse(answer.body).job_id;
};

const readJob = async (id: string): Promise<Job> => Job.parse((await get(`/v1/jobs/${id}`)).body);

const decisions = ({ results }: Job): unknown[] =>
  results.map((result) => ('decision' in result ? result.decision : result.status));

/** How many rows of bodies and jobs the object holds. */
const rows = (table: string): Promise<number> =>
  runInDurableObject(stub(), (_, { storage }) => Number(storage.sql.exec(`SELECT count(*) n FROM ${table}`).one().n));

const bucket = async (): Promise<string[]> => ((await env.TEXTS?.list())?.objects ?? []).map(({ key }) => key);

describe('what is placed later', () => {
  it('is answered at once with where to look, and placed by the queue', async () => {
    const { status, headers, body } = await post('/v1/articles?mode=async', [SHIP, SHIP_REPRINT, { text: '' }]);
    expect(status).toBe(202);
    const { job_id, status_url, state } = JobAccepted.parse(body);
    expect(job_id).toMatch(/^j_[0-9a-z]{31}$/);
    expect(headers.get('location')).toBe(status_url);
    expect(status_url).toBe(`https://samewire.example/v1/jobs/${job_id}`);
    expect(state).toBe('queued');
    const { pathname } = new URL(status_url);
    const job = await vi.waitUntil(
      async () => {
        const seen = Job.parse((await get(pathname)).body);
        return seen.state === 'done' ? seen : null;
      },
      { timeout: 30_000, interval: 100 },
    );
    expect(job).toMatchObject({ items: 3, done: 3, errors: 1 });
    expect(decisions(job)).toEqual(['founded', 'joined', 422]);
    const [first, second] = job.results as Placement[];
    expect(second?.cluster_id).toBe(first?.cluster_id);
    expect((await get<Placement>(`/v1/articles/${second?.article_id}`)).body.cluster_id).toBe(first?.cluster_id);
  });

  it('may be one article, a list or lines, and is read by its content type', async () => {
    const queue = createQueue();
    const one = await postLater(queue, SHIP);
    const lines = await postLater(queue, `${JSON.stringify(SHIP)}\n{broken\n${JSON.stringify(ELECTION)}`);
    await deliverAll(queue, withQueue(queue));
    expect(decisions(await readJob(one))).toEqual(['founded']);
    expect(decisions(await readJob(lines))).toEqual(['unchanged', 400, 'founded']);
  });

  it('is refused at once where the body, the mode or the token is not what it should be', async () => {
    const queue = createQueue();
    const from = withQueue(queue);
    expect((await ask(from, '/v1/articles?mode=async', '{broken')).status).toBe(400);
    const { status, body } = await ask<Problem>(from, '/v1/articles?mode=later', SHIP);
    expect([status, body.errors[0]?.field]).toEqual([400, '?mode']);
    const reader = { authorization: `Bearer ${TOKENS.read}` };
    expect((await ask(from, '/v1/articles?mode=async', SHIP, reader)).status).toBe(403);
    expect(queue.waiting).toEqual([]);
    expect(await rows('job')).toBe(0);
  });

  it('an empty list is nothing to wait for', async () => {
    const { status, body } = await ask<Results>(withQueue(createQueue()), '/v1/articles?mode=async', []);
    expect([status, body]).toEqual([200, { results: [], errors: false }]);
  });

  it('is another collection’s secret', async () => {
    const id = await postLater(createQueue(), SHIP);
    expect((await get(`/v1/jobs/${id}`, TOKENS.other)).status).toBe(404);
    expect((await get(`/v1/jobs/${id}`, TOKENS.write)).status).toBe(403);
    expect((await get('/v1/jobs/j_0')).status).toBe(404);
  });
});

describe('who waits', () => {
  const LARGE = JSON.stringify({ ...SHIP, note: 'x'.repeat(1024 * 1024) });

  it('a large body, unless the sender says otherwise; a check never', async () => {
    const from = withQueue(createQueue());
    expect((await ask(from, '/v1/articles', LARGE)).status).toBe(202);
    expect((await ask(from, '/v1/articles?mode=sync', LARGE)).status).toBe(201);
    expect((await ask(from, '/v1/check?mode=async', LARGE)).status).toBe(200);
    expect((await ask(from, '/v1/articles', SHIP)).status).toBe(200);
  });

  it.each([
    ['is behind', (items: unknown[]) => Promise.resolve(items.map(() => ({ error: 'behind' })))],
    ['fails for the moment', () => Promise.reject(Object.assign(new Error('inner'), { overloaded: true }))],
  ])('what comes while the collection %s, unless the sender says otherwise', async (_, place) => {
    silence();
    const queue = createQueue();
    const from = withQueue(queue, { place });
    const { status, body } = await ask(from, '/v1/articles', [SHIP, SHIP_REPRINT]);
    expect(status).toBe(202);
    expect((await ask(from, '/v1/articles?mode=sync', SHIP)).status).toBe(503);
    expect((await ask(from, '/v1/check', SHIP)).status).toBe(503);
    await deliverAll(queue, withQueue(queue));
    expect(decisions(await readJob(JobAccepted.parse(body).job_id))).toEqual(['founded', 'joined']);
  });

  it('nobody, without a queue', async () => {
    const from = withQueue(null);
    expect((await ask(from, '/v1/articles', LARGE)).status).toBe(201);
    const { status, body } = await ask<Problem>(from, '/v1/articles?mode=async', SHIP);
    expect(status).toBe(501);
    expect(body).toMatchObject({ type: 'urn:samewire:problem:no-queue', errors: [{ field: '?mode' }] });
    const behind = withQueue(null, { place: () => Promise.resolve([{ error: 'behind' }]) });
    expect((await ask(behind, '/v1/articles', SHIP)).status).toBe(503);
  });

  it('a collection takes no more than it can hold', async () => {
    const queue = createQueue();
    await postLater(queue, SHIP);
    await runInDurableObject(stub(), (_, { storage }) => storage.sql.exec('UPDATE job SET bytes = 1073741000'));
    const full = await ask(withQueue(queue), '/v1/articles?mode=async', [SHIP, ELECTION]);
    expect(full.status).toBe(env.TEXTS === undefined ? 503 : 202);
    await deliverAll(queue, withQueue(queue));
    expect((await ask(withQueue(queue), '/v1/articles?mode=async', [SHIP, ELECTION])).status).toBe(202);
  });
});

describe('a stored body', () => {
  it('is as long as it was sent, and goes when the job is done', async () => {
    const queue = createQueue();
    const long = { id: 'long', text: `${SHIP.text} ${'ĳ€😀 '.repeat(20_000)}end` };
    const filler = Array.from({ length: 40 }, (_, i) => ({ id: `${i}`, text: `Nr ${i} ${'ärger '.repeat(30_000)}` }));
    const id = await postLater(queue, [...filler, long]);
    if (env.TEXTS === undefined) expect(await rows('job_body')).toBeGreaterThan(3);
    else expect(await bucket()).toEqual([`tests/${id}`]);
    await deliverAll(queue, withQueue(queue));
    expect(await readJob(id)).toMatchObject({ state: 'done', done: 41, errors: 0 });
    const { body } = await get<{ text: string }>('/v1/articles/long');
    expect(body.text === long.text).toBe(true);
    await runDurableObjectAlarm(stub());
    await vi.waitUntil(async () => (await rows('discarded_text')) === 0);
    expect(await rows('job_body')).toBe(0);
    expect(await bucket()).not.toContain(`tests/${id}`);
  });
});

describe('messages that come twice, late, or in another order', () => {
  it('change nothing, not even at the same time', async () => {
    const queue = createQueue();
    const id = await postLater(queue, many(120));
    const [message] = queue.waiting;
    const twins = [0, 1, 2].map(() => ({ ...createQueue(), waiting: [{ ...(message as typeof message & object) }] }));
    await Promise.all(twins.map((twin) => deliver(twin, withQueue(queue))));
    const job = await readJob(id);
    expect(job).toMatchObject({ state: 'done', done: 120, errors: 0 });
    expect(decisions(job)).not.toContain('unchanged');
    await deliverAll(queue, withQueue(queue));
    expect(await readJob(id)).toEqual(job);
    expect(await stub().health()).toMatchObject({ articles: 120 });
  });

  it('a version that came by HTTP meanwhile stays', async () => {
    const queue = createQueue();
    const id = await postLater(queue, [
      { ...SHIP, id: 'x' },
      { ...ELECTION, id: 'y' },
    ]);
    const { body: newer } = await tick(() =>
      post<Placement>('/v1/articles', { ...SHIP, id: 'x', title: 'Newer headline' }),
    );
    await deliverAll(queue, withQueue(queue));
    const job = await readJob(id);
    expect(decisions(job)).toEqual(['unchanged', 'founded']);
    expect(job.results[0]).toMatchObject({
      cluster_id: newer.cluster_id,
      notes: [expect.stringContaining('overtaken')],
    });
    expect((await get<Placement & { title: string }>('/v1/articles/x')).body.title).toBe('Newer headline');
  });

  it('a version that was sent again by HTTP unchanged stays, too', async () => {
    const queue = createQueue();
    await post('/v1/articles', { ...SHIP, id: 'x' });
    await tick(() => postLater(queue, { ...SHIP, id: 'x', title: 'In between' }));
    const { body } = await tick(() => post<Placement>('/v1/articles', { ...SHIP, id: 'x' }));
    expect(body.decision).toBe('unchanged');
    await deliverAll(queue, withQueue(queue));
    expect((await get<{ title: string }>('/v1/articles/x')).body.title).toBe(SHIP.title);
  });

  it('what was deleted meanwhile does not come back, unless it is sent again', async () => {
    const queue = createQueue();
    await post('/v1/articles', { ...SHIP, id: 'x' });
    const first = await tick(() =>
      postLater(queue, [
        { ...SHIP, id: 'x', title: 'Other' },
        { ...ELECTION, id: 'y' },
      ]),
    );
    await tick(() => remove('/v1/articles/x'));
    expect((await remove('/v1/articles/y')).status).toBe(404);
    const second = await tick(() => postLater(queue, [{ ...ELECTION, id: 'y' }]));
    await deliverAll(queue, withQueue(queue));
    expect(decisions(await readJob(first))).toEqual([410, 410]);
    expect(decisions(await readJob(second))).toEqual(['founded']);
    expect((await get('/v1/articles/x')).status).toBe(404);
    expect(await rows('removed_article')).toBe(0);
    await postLater(queue, [{ ...SHIP, id: 'x' }]);
    await deliverAll(queue, withQueue(queue));
    expect((await get('/v1/articles/x')).status).toBe(200);
  });

  it('of two jobs the later wins, in whatever order they are done; in one the later item', async () => {
    const queue = createQueue();
    const first = await postLater(queue, [
      { ...SHIP, id: 'x', title: 'One' },
      { ...SHIP, id: 'x', title: 'Two' },
    ]);
    const second = await tick(() => postLater(queue, [{ ...SHIP, id: 'x', title: 'Three' }]));
    queue.waiting.reverse();
    await deliverAll(queue, withQueue(queue));
    expect(decisions(await readJob(second))).toEqual(['founded']);
    expect(decisions(await readJob(first))).toEqual(['unchanged', 'unchanged']);
    expect((await get<{ title: string }>('/v1/articles/x')).body.title).toBe('Three');
    const third = await tick(() =>
      postLater(queue, [
        { ...SHIP, id: 'x', title: 'Four' },
        { ...SHIP, id: 'x', title: 'Five' },
      ]),
    );
    await deliverAll(queue, withQueue(queue));
    expect(decisions(await readJob(third))).toEqual(['revised', 'revised']);
    expect((await get<{ title: string }>('/v1/articles/x')).body.title).toBe('Five');
  });
});

/** Does this at a time that is later than everything so far. */
const tick = async <T>(work: () => Promise<T>): Promise<T> => {
  const before = Date.now();
  await vi.waitUntil(() => Date.now() > before, { interval: 1 });
  return work();
};

describe('a consumer that fails', () => {
  it('goes on where it was', async () => {
    silence();
    const queue = createQueue();
    const id = await postLater(queue, many(170));
    const seen: number[] = [];
    const advanceJob = async (job: string, entries: never[], options: { from: number; lenient: boolean }) => {
      seen.push(options.from);
      if (seen.length === 3) throw new Error('the consumer dies');
      return stub().advanceJob(job, entries, options);
    };
    await deliver(queue, withQueue(queue, { advanceJob }));
    expect(await readJob(id)).toMatchObject({ state: 'running', done: 100 });
    // It got somewhere, so what waits is a message of its own.
    expect(queue.waiting).toMatchObject([{ attempts: 1 }]);
    await deliverAll(queue, withQueue(queue, { advanceJob }));
    expect(seen).toEqual([0, 50, 100, 100, 150]);
    expect(decisions(await readJob(id))).not.toContain('unchanged');
  });

  it('tries an article that cannot be placed some times before it gives up on it alone', async () => {
    silence();
    const queue = createQueue();
    const id = await postLater(queue, [SHIP, ELECTION]);
    const trigger = `CREATE TRIGGER broken BEFORE INSERT ON article WHEN new.title = '${ELECTION.title}' BEGIN SELECT raise(ABORT, 'no'); END`;
    await runInDurableObject(stub(), (_, { storage }) => storage.sql.exec(trigger));
    for (let i = 0; i < 3; i++) await deliver(queue, withQueue(queue));
    expect(await readJob(id)).toMatchObject({ state: 'queued', done: 0 });
    await deliverAll(queue, withQueue(queue));
    expect(queue.dead).toEqual([]);
    expect(decisions(await readJob(id))).toEqual(['unchanged', 500]);
  });

  it('drops what is no message, and leaves alone what others sent', async () => {
    silence();
    const queue = createQueue();
    const bodies = [null, 'x', { kind: 'job' }, { kind: 'job', collection: 'tests', job: 'j_none' }];
    queue.waiting.push(...bodies.map((body, i) => ({ id: `${i}`, body, attempts: 1 })));
    await deliver(queue, withQueue(queue), 4);
    expect(queue.waiting).toEqual([]);
  });
});

describe('the object’s alarm', () => {
  const FUTURE = Date.parse('2060-03-02T12:00:00Z');

  it('sends a job again whose message was lost', async () => {
    vi.useFakeTimers({ now: FUTURE, toFake: ['Date'] });
    const lost = createQueue();
    const id = await postLater(lost, SHIP);
    await runDurableObjectAlarm(stub());
    expect(await readJob(id)).toMatchObject({ state: 'queued' });
    vi.setSystemTime(FUTURE + 5 * 60_000);
    await runDurableObjectAlarm(stub());
    await vi.waitUntil(async () => (await readJob(id)).state === 'done', { timeout: 30_000, interval: 100 });
  });

  it('removes a job after its days, done or not, with all that belongs to it', async () => {
    vi.useFakeTimers({ now: FUTURE, toFake: ['Date'] });
    const queue = createQueue();
    const done = await postLater(queue, SHIP);
    await deliverAll(queue, withQueue(queue));
    const waiting = await postLater(createQueue(), ELECTION);
    await remove(`/v1/articles/${(await readJob(done)).results.map((r) => 'article_id' in r && r.article_id)[0]}`);
    vi.setSystemTime(FUTURE + 7 * 86_400_000);
    await runDurableObjectAlarm(stub());
    await runDurableObjectAlarm(stub());
    for (const id of [done, waiting]) expect((await get(`/v1/jobs/${id}`)).status).toBe(404);
    for (const table of ['job', 'job_body', 'job_result', 'discarded_text']) expect(await rows(table)).toBe(0);
    expect(await bucket()).toEqual([]);
  });
});
