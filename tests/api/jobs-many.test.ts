import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Cluster, ClusterPage } from '../../src/contract/cluster.ts';
import type { DeadLetterPage } from '../../src/contract/dead-letter.ts';
import { Job, JobAccepted } from '../../src/contract/job.ts';
import type { JobEntry } from '../../src/story-index/story-index.ts';
import { inventStory, sequence } from '../story-index/invented.ts';
import { get, post, type Results, TOKENS } from './client.ts';
import { ask, createQueue, deliver, deliverDead, withQueue } from './queue.ts';

const STORIES = 1_250;
const PER_STORY = 4;
const PER_JOB = 125;
/** Of the consumer's calls so many fail, half of them after the work was done, so that only the answer is lost. */
const FAILING = 0.2;

beforeEach(reset);
afterEach(() => {
  vi.restoreAllMocks();
});

/** A story as four outlets run it: whole, word for word, without its end, with a line of its own. The outlets take turns. */
const articles = (): { id: string }[] =>
  Array.from({ length: STORIES * PER_STORY }, (_, i) => {
    const [story, outlet] = [i % STORIES, Math.floor(i / STORIES)];
    const { title, text } = inventStory(story);
    const texts = [text, text, text.split('\n\n').slice(0, 5).join('\n\n'), `${text}\n\nThe town clerk was not there.`];
    return { id: `${story}-${outlet}`, source: `outlet ${outlet}`, title, text: texts[outlet] };
  });

/** Which articles are together: each cluster as its members' ids, in no order. */
const clustersOf = async (token: string): Promise<string[]> => {
  const found: string[] = [];
  let next: string | null = null;
  do {
    const cursor: string = next === null ? '' : `&cursor=${next}`;
    const page: ClusterPage = (await get<ClusterPage>(`/v1/clusters?limit=200${cursor}`, token)).body;
    for (const { id } of page.clusters) {
      const { members } = (await get<Cluster>(`/v1/clusters/${id}?limit=200`, token)).body;
      found.push(
        members
          .map(({ article_id }) => article_id)
          .sort()
          .join(' '),
      );
    }
    next = page.next;
  } while (next !== null);
  return found.sort();
};

/** The collection as the consumer sees it: its calls fail at random, and what was placed is noted in order. */
const unreliable = (next: () => number) => {
  const stub = () => env.STORY_INDEX.getByName('tests');
  const placed: string[] = [];
  let failures = 0;
  const failing = async <T>(work: () => Promise<T>): Promise<T> => {
    const [fails, before] = [next() < FAILING, next() < 0.5];
    if (fails) failures++;
    if (fails && before) throw new Error('the consumer dies before its work');
    const done = await work();
    if (fails) throw new Error('the consumer dies after its work');
    return done;
  };
  const instead = {
    unfinishedJob: (id: string) => failing(() => stub().unfinishedJob(id)),
    advanceJob: (id: string, entries: JobEntry[], options: { from: number; lenient: boolean }) =>
      failing(async () => {
        const done = await stub().advanceJob(id, entries, options);
        if (done === options.from + entries.length)
          placed.push(...entries.map((entry) => ('incoming' in entry ? entry.incoming.article.id : '')));
        return done;
      }),
  };
  return { instead, placed, failed: () => failures };
};

const TITLE =
  '5,000 articles through a queue whose consumer fails one time in five, with messages doubled, late and in another order, are placed once';

it(TITLE, { timeout: 300_000 }, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const next = sequence(5);
  const all = articles();
  const queue = createQueue();
  const ids: string[] = [];
  for (let from = 0; from < all.length; from += PER_JOB) {
    const { body } = await ask(withQueue(queue), '/v1/articles?mode=async', all.slice(from, from + PER_JOB));
    ids.push(JobAccepted.parse(body).job_id);
  }
  const { instead, placed, failed } = unreliable(next);
  queue.waiting.push(...queue.waiting.slice(0, 10).map((message, i) => ({ ...message, id: `double ${i}` })));
  while (queue.waiting.length > 0) {
    const at = Math.floor(next() * queue.waiting.length);
    queue.waiting.unshift(...queue.waiting.splice(at, 1));
    await deliver(queue, withQueue(queue, instead));
  }
  await deliverDead(queue, withQueue(queue));
  expect(failed()).toBeGreaterThan(30);

  const jobs = await Promise.all(ids.map(async (id) => Job.parse((await get(`/v1/jobs/${id}`)).body)));
  expect(jobs.every(({ state, done, errors }) => state === 'done' && done === PER_JOB && errors === 0)).toBe(true);
  const results = jobs.flatMap((job) => job.results);
  expect(results.filter((result) => !('decision' in result) || result.decision === 'unchanged')).toEqual([]);
  expect((await get<DeadLetterPage>('/v1/dead-letters')).body.dead_letters).toEqual([]);
  expect(await env.STORY_INDEX.getByName('tests').health()).toMatchObject({ articles: 5_000 });

  // In the order in which the queue placed them, requests make the same clusters, to the last article.
  expect(new Set(placed).size).toBe(5_000);
  const byId = new Map(all.map((article) => [article.id, article]));
  for (let from = 0; from < placed.length; from += 500) {
    const slice = placed.slice(from, from + 500).map((id) => byId.get(id));
    const { body } = await post<Results>('/v1/articles?mode=sync', slice, { authorization: `Bearer ${TOKENS.other}` });
    expect(body.errors).toBe(false);
  }
  const queued = await clustersOf(TOKENS.all);
  expect(queued).toEqual(await clustersOf(TOKENS.other));
  // And in any order nearly all are the stories that were told; invented towns are sometimes called alike.
  const stories = new Set(Array.from({ length: STORIES }, (_, i) => [0, 1, 2, 3].map((n) => `${i}-${n}`).join(' ')));
  expect(queued.filter((cluster) => stories.has(cluster)).length).toBeGreaterThan(STORIES * 0.99);
});
