import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { inventStory } from '../story-index/invented.ts';
import { signStandard } from '../webhooks/signing.ts';
import { type Answer, post, type Results, send, TOKENS } from './client.ts';

beforeEach(reset);

const STORIES = 10;
const ROUNDS = 10;

interface Delivery {
  id: string;
  article: { id: string; title: string; text: string; source: string };
}

/**
 * A hundred deliveries in ten rounds. Each round tells ten stories, of different outlets, the last three rounds as revisions of the
 * first three. Within a round no delivery knows of another, so their order makes no difference.
 */
const rounds: Delivery[][] = Array.from({ length: ROUNDS }, (_, round) =>
  Array.from({ length: STORIES }, (_, story) => {
    const { title, text } = inventStory(story + 1);
    const outlet = round % 7;
    const article = { id: `${outlet}/${story}`, title, text, source: `outlet-${outlet}.example` };
    if (round >= 7) article.text += `\n\nThis report was corrected on ${round} March.`;
    return { id: `msg_${round}_${story}`, article };
  }),
);

const deliver = ({ id, article }: Delivery): Promise<Answer<Results>> => {
  const body = JSON.stringify(article);
  const headers = { authorization: '', ...signStandard(body, { id }) };
  return send<Results>('/v1/webhooks/crawler', { method: 'POST', body, headers });
};

/** What the collection holds: each article with what became of it and the ids it shares its cluster with. */
const stateOf = (collection: string): Promise<unknown> =>
  runInDurableObject(env.STORY_INDEX.getByName(collection), (_, { storage }) => {
    const articles = storage.sql
      .exec<{ id: string; cluster: number; previous: number | null }>(
        `SELECT id, cluster, revisions, relation, score, digest, title, text, revised IS NOT NULL revised,
          bears IS NOT NULL bears, copies IS NOT NULL copies FROM article ORDER BY id`,
      )
      .toArray();
    const together = Map.groupBy(articles, ({ cluster }) => cluster);
    return articles.map(({ cluster, ...article }) => ({
      ...article,
      together: together.get(cluster)?.map(({ id }) => id),
    }));
  });

const tables = (): Promise<unknown> =>
  runInDurableObject(env.STORY_INDEX.getByName('tests'), (_, { storage }) =>
    ['article', 'cluster', 'distinct_text', 'remembered_answer', 'due_cluster', 'furniture'].map((table) =>
      storage.sql.exec(`SELECT * FROM ${table}`).toArray(),
    ),
  );

it('a hundred deliveries, each three times at once, with the object evicted in between, are as if each came once', async () => {
  const object = env.STORY_INDEX.getByName('tests');
  for (const round of rounds) {
    const sent = [...round, ...round, ...round].map(deliver);
    const evicted = Promise.race(sent).then(() => evictDurableObject(object));
    const [bodies] = await Promise.all([Promise.all(sent), evicted]);
    expect(bodies).toHaveLength(3 * STORIES);
    expect(bodies.every(({ status, body }) => status === 200 && !body.errors)).toBe(true);
    expect(new Set(bodies.map(({ body }) => JSON.stringify(body))).size).toBe(STORIES);
    expect(bodies.filter(({ headers }) => headers.has('idempotency-replayed'))).toHaveLength(2 * STORIES);
    for (const { article } of round) {
      await post('/v1/articles', article, { authorization: `Bearer ${TOKENS.other}` });
    }
  }
  expect(await stateOf('tests')).toEqual(await stateOf('others'));
  const before = await tables();
  await evictDurableObject(object);
  const late = await Promise.all(rounds.flat().map(deliver));
  expect(late.every(({ status, headers }) => status === 200 && headers.has('idempotency-replayed'))).toBe(true);
  expect(await tables()).toEqual(before);
});
