import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { Comparison } from '../../src/contract/comparison.ts';
import { Matches } from '../../src/contract/match.ts';
import type { Placement } from '../../src/contract/placement.ts';
import { type Answer, get, post, remove, TOKENS } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);

/** What a later report on the ship repeats, after news of its own. */
const SHIP_FREE = {
  url: 'https://evening-post.example/ship-free',
  title: 'Halvard Star under tow to Brannock after two days',
  published_at: '2026-03-04T18:20:00Z',
  text: `Divers found a tear of four metres in the hull of the Halvard Star on Wednesday, and insurers put the damage at 2.6 million crowns. A court in Brannock has seized her papers, prosecutor Lise Aamodt said.

The captain, a man of 52, did not hold a pilot's licence for these waters, according to a report that the shipping inspectorate handed to parliament.

The freighter Halvard Star ran aground on a sandbank off Port Ellery early on Monday, blocking the only channel to the harbour.`,
};

const postOne = async (article: object, headers = {}): Promise<Placement> =>
  (await post<Placement>('/v1/articles', article, headers)).body;

const ask = (id: string, query = '', token = TOKENS.all): Promise<Answer<Matches>> =>
  get<Matches>(`/v1/articles/${id}/matches${query}`, token);

describe('GET /v1/articles/{id}/matches', () => {
  it('shows the nearest articles first, with what two articles side by side show', async () => {
    const [ship, reprint, free] = [await postOne(SHIP), await postOne(SHIP_REPRINT), await postOne(SHIP_FREE)];
    await postOne(ELECTION);
    const { status, body } = await ask(ship.article_id);
    expect(status).toBe(200);
    expect(Matches.parse(body)).toEqual(body);
    expect(body).toMatchObject({ article_id: ship.article_id, cluster_id: ship.cluster_id });
    const [first, second] = body.matches;
    expect(first).toMatchObject({
      article_id: reprint.article_id,
      cluster_id: ship.cluster_id,
      same_cluster: true,
      title: SHIP_REPRINT.headline,
      source: 'kell-courier.example',
      url: SHIP_REPRINT.url,
      published_at: '2026-03-02T08:00:00.000Z',
    });
    expect(second).toMatchObject({ article_id: free.article_id, cluster_id: free.cluster_id, same_cluster: false });
    expect(first?.score).toBeGreaterThan(second?.score as number);
    const { body: compared } = await post<Comparison>('/v1/compare', { a: SHIP, b: SHIP_REPRINT });
    expect(first).toMatchObject(Comparison.parse(compared));
    expect(compared.passages.length).toBeGreaterThan(0);
  });

  it('shows a copy what it copies, and never an article to itself', async () => {
    const ids = [];
    for (const source of ['a.example', 'b.example', 'c.example']) {
      ids.push((await postOne({ ...SHIP, source, id: source })).article_id);
    }
    for (const id of ids) {
      const { body } = await ask(id);
      expect(body.matches.map(({ article_id }) => article_id).sort()).toEqual(ids.filter((other) => other !== id));
      expect(body.matches.every(({ relation, score }) => relation === 'identical' && score === 1)).toBe(true);
    }
    expect((await ask('a.example', '?limit=1')).body.matches).toHaveLength(1);
  });

  it('is empty where nothing is near, and once what was near is gone', async () => {
    const [{ article_id, cluster_id }, reprint] = [await postOne(SHIP), await postOne(SHIP_REPRINT)];
    expect((await ask(article_id)).body.matches).toHaveLength(1);
    await remove(`/v1/articles/${reprint.article_id}`);
    expect((await ask(article_id)).body).toEqual({ article_id, cluster_id, matches: [] });
  });

  it('counts no line that a source repeats, and shows none as a passage', async () => {
    const about =
      'Write to the Brandunkel desk at Tasvin quay, where Orlinda Vosgrimm and the editors of the Zanferlu press read every letter before noon.';
    const bodies = [SHIP.text, ELECTION.text, SHIP_FREE.text, SHIP_REPRINT.articleBody.replaceAll(/\w{4}/g, 'x$&')];
    for (const [i, text] of bodies.entries()) {
      await postOne({ id: `page ${i}`, source: 'courier.example', text: `${text}\n\n${about}` });
    }
    const { body } = await ask('page 0');
    expect(body.matches.length).toBeGreaterThan(0);
    const scores = body.matches.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((x, y) => y - x));
    for (const { passages } of body.matches) {
      for (const { a } of passages) expect(a[1]).toBeLessThanOrEqual(SHIP.text.length);
    }
  });

  it('does not know what is not there', async () => {
    for (const id of ['x', '%00', '~', 'x'.repeat(2_000)]) {
      const { status, body } = await get(`/v1/articles/${id}/matches`);
      expect([status, body.type]).toEqual([404, 'urn:samewire:problem:not-found']);
    }
  });

  it.each(['0', '21', '-1', '1.5', 'five', '1e1'])('refuses limit=%s', async (limit) => {
    const { article_id } = await postOne(SHIP);
    const { status, body } = await get(`/v1/articles/${article_id}/matches?limit=${limit}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'urn:samewire:problem:bad-query', errors: [{ field: '?limit' }] });
  });

  it('shows nothing of another collection', async () => {
    const other = { authorization: `Bearer ${TOKENS.other}` };
    const { article_id } = await postOne(SHIP);
    expect((await ask(article_id, '', TOKENS.other)).status).toBe(404);
    await postOne(SHIP_REPRINT, other);
    expect((await ask(article_id)).body.matches).toEqual([]);
  });

  it('needs the right to read', async () => {
    const { article_id } = await postOne(SHIP);
    expect((await ask(article_id, '', TOKENS.read)).status).toBe(200);
    expect((await ask(article_id, '', TOKENS.write)).status).toBe(403);
    expect((await ask(article_id, '', 'wrong')).status).toBe(401);
  });
});
