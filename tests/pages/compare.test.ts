import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { ELECTION, SHIP, SHIP_REPRINT } from '../api/stories.ts';
import { signedIn, store, type Visitor } from './visiting.ts';

let visitor: Visitor;
beforeEach(async () => {
  await reset();
  visitor = await signedIn();
});

const texts = {
  a_title: SHIP.title,
  a_text: SHIP.text,
  b_title: SHIP_REPRINT.headline,
  b_text: SHIP_REPRINT.articleBody,
};

describe('side by side', () => {
  it('two stored articles show what they share, linked both ways, and why', async () => {
    await store({ ...SHIP, id: 'wire' });
    await store({ ...SHIP_REPRINT, id: 'reprint' });
    const { html } = await visitor.get('/compare?a=wire&b=reprint');
    expect(html).toMatch(/class="verdict">One story, reprinted: /);
    for (const [from, to] of [
      ['a1', 'b1'],
      ['b1', 'a1'],
    ])
      expect(html).toContain(`id="${from}" href="#${to}"`);
    expect(html).toMatch(/<mark>The freighter Halvard Star ran aground/);
    expect(html).toMatch(/<th scope="row">[a-z ]+<\/th>.*<rect class="for"/s);
  });

  it('the sample’s spin shows reworded sentences by their common words, and furniture apart', async () => {
    await visitor.submit('/samples', {});
    const { html } = await visitor.get('/compare?a=harbour-verdict-original&b=harbour-verdict-spin');
    expect(html).toMatch(/<span class="reworded"><b>Brandt<\/b><\/span>/);
    expect(html).toMatch(/<span class="furniture">TRENDING/);
  });

  it('what is shown is the whole text and nothing else', async () => {
    const { html } = await visitor.submit('/compare', { ...texts, b_text: `${texts.b_text} 1 < 2 & "so"` });
    const [a, b] = [...html.matchAll(/<div class="text" dir="auto">(.*?)<\/div>/gs)].map(([, inner]) =>
      (inner as string)
        .replace(/<a class="ref".*?<\/a>/g, '')
        .replace(/<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    );
    expect(a).toBe(SHIP.text);
    expect(b).toBe(`${texts.b_text} 1 < 2 & "so"`);
  });

  it('two that share nothing say so', async () => {
    const { html } = await visitor.submit('/compare', { ...texts, b_title: ELECTION.title, b_text: ELECTION.text });
    expect(html).toMatch(/class="verdict">Two stories: /);
    expect(html).not.toMatch(/<mark>(?!word for word)/);
  });

  it.each([
    ['nothing', { a_text: '', b_text: '' }, 'first text'],
    ['a text without a word', { a_text: '…', b_text: 'words enough' }, 'first text'],
  ])('%s is told, and what was pasted stays', async (_, given, said) => {
    const { status, html } = await visitor.submit('/compare', { a_title: 'Kept <title>', b_title: '', ...given });
    expect([status, html]).toEqual([422, expect.stringContaining(said)]);
    expect(html).toContain('value="Kept &lt;title&gt;"');
  });

  it('an article that is not there is told', async () => {
    expect((await visitor.get('/compare?a=none&b=none')).status).toBe(404);
    expect((await visitor.get('/compare?a=none')).status).toBe(200);
  });
});

describe('try it', () => {
  it('says where a text would go, and stores nothing', async () => {
    const { cluster_id } = await store(SHIP);
    const { status, html } = await visitor.submit('/check', { title: '', source: 'x', text: SHIP_REPRINT.articleBody });
    expect([status, html]).toEqual([200, expect.stringContaining('It would join a story')]);
    expect(html).toContain(`href="/stories/${cluster_id}"`);
    expect((await visitor.get(`/stories/${cluster_id}.json`)).html).toContain('"size":1,');
  });

  it('reads a whole page of HTML', async () => {
    await store(SHIP);
    const page = `<html><head><title>${SHIP.title}</title></head><body><article>${SHIP.text
      .split('\n\n')
      .map((p) => `<p>${p}</p>`)
      .join('')}</article></body></html>`;
    const { html } = await visitor.submit('/check', { title: '', source: '', text: page });
    expect(html).toContain('It would join a story');
  });

  it.each([
    ['nothing', ''],
    ['no words', '… —'],
  ])('%s is told', async (_, text) => {
    expect((await visitor.submit('/check', { title: '', source: '', text })).status).toBe(422);
  });
});
