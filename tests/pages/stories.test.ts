import { reset } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import harbour from '../../demo/stories/harbour-verdict.jsonl?raw';
import quake from '../../demo/stories/sella-quake.jsonl?raw';
import samples from '../../src/pages/samples.json';
import { ELECTION, SHIP, SHIP_REPRINT } from '../api/stories.ts';
import { HOSTILE, LONG_WORD } from './hostile.ts';
import { SITE, signedIn, store, type Visitor } from './visiting.ts';

/** Bytes that the first page may have. */
const HEAVIEST = 150 * 1024;

let visitor: Visitor;
beforeEach(async () => {
  await reset();
  visitor = await signedIn();
});

const titles = (html: string): string[] =>
  [...html.matchAll(/<h2 dir="auto"><a href="\/stories\/\w+">([^<]*)</g)].map(([, title]) => title as string);

describe('with nothing stored', () => {
  it('shows how to send the first article, by a line that works', async () => {
    const { html } = await visitor.get('/');
    const [, sent] = /-d &#39;(.*?)&#39;<\/code>/s.exec(html) as RegExpExecArray;
    const { cluster_id } = await store(JSON.parse((sent as string).replaceAll('&quot;', '"')));
    expect((await visitor.get('/')).html).toContain(`/stories/${cluster_id}`);
  });

  it('loads sample stories', async () => {
    const { status, headers } = await visitor.submit('/samples', {});
    expect([status, headers.get('location')]).toEqual([303, '/']);
    const { html } = await visitor.get('/?order=biggest');
    expect(titles(html)).toHaveLength(4);
    expect(html).toContain('5 articles, 4 distinct texts, 5 sources');
  });

  it('and the samples are the demo’s', () => {
    const demo = `${harbour}${quake}`
      .trim()
      .split('\n')
      .map((line) => {
        const { story: _, kind: __, ...article } = JSON.parse(line);
        return article;
      });
    expect(samples).toEqual(demo);
  });
});

describe('with stories', () => {
  beforeEach(async () => {
    await store(SHIP);
    await store(SHIP_REPRINT);
    await store({ ...ELECTION, language: 'en-GB' });
  });

  it.each([
    ['/', ['Quillby', 'Freighter']],
    ['/?order=biggest', ['Freighter', 'Quillby']],
    ['/?min_size=2', ['Freighter']],
    ['/?source=WWW.kell-courier.example', []],
    ['/?source=kell-courier.example', ['Freighter']],
    ['/?language=EN', ['Quillby']],
    ['/?language=e', []],
    ['/?q=mayor+ELECTS', ['Quillby']],
    ['/?hours=1', ['Quillby', 'Freighter']],
    ['/?source=&language=&q=&min_size=&hours=&order=', ['Quillby', 'Freighter']],
  ])('%s', async (path, expected) => {
    const { status, html } = await visitor.get(path);
    expect([status, titles(html).map((title) => title.split(' ')[0])]).toEqual([200, expected]);
  });

  it('shows where and when it began, and how it spread', async () => {
    const { html } = await visitor.get('/?min_size=2');
    expect(html).toContain('evening-post.example</a>');
    expect(html).toContain('2 Mar 2026, 07:10 UTC');
    expect(html).toMatch(/<svg class="spread"[^>]* aria-label="2 articles within the hour"/);
  });

  it.each(['/?hours=0', '/?hours=x', '/?min_size=-1', '/?order=nicest', '/?cursor=zzz'])(
    '%s is a bad query',
    async (path) => {
      const { status, html } = await visitor.get(path);
      expect([status, html]).toEqual([400, expect.stringContaining('The query cannot be understood')]);
    },
  );

  it('are a JSON Feed too', async () => {
    const { headers, html } = await visitor.get('/stories.json?order=biggest');
    const feed = JSON.parse(html) as { version: string; items: { url: string; title: string; external_url: string }[] };
    expect([headers.get('content-type'), feed.version]).toEqual([
      'application/feed+json; charset=utf-8',
      'https://jsonfeed.org/version/1.1',
    ]);
    expect(feed.items.map(({ external_url }) => external_url)).toEqual([SHIP.url, ELECTION.url]);
    expect((await visitor.get(new URL((feed.items[0] as { url: string }).url).pathname)).status).toBe(200);
  });
});

describe('with many stories', () => {
  const STORIES = 70;
  beforeEach(async () => {
    const articles = Array.from({ length: STORIES }, (_, i) => ({
      id: `n${i}`,
      title: `Number ${i} ${LONG_WORD.slice(0, 400)}`,
      text: `Short report ${i}`,
      url: `https://outlet-${i}.example/${'path/'.repeat(30)}`,
    }));
    await store(articles);
  });

  it.each(['newest', 'biggest'])('pages through all of them once, %s first', async (order) => {
    const seen: string[] = [];
    let path: string | undefined = `/?order=${order}`;
    while (path !== undefined) {
      const { html } = await visitor.get(path);
      seen.push(...titles(html));
      path = /<a href="([^"]*cursor=[^"]*)">Further/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect([seen.length, new Set(seen).size]).toEqual([STORIES, STORIES]);
  });

  it('no page is heavy, and none asks another host for anything', async () => {
    const { html } = await visitor.get('/');
    const assets = [...html.matchAll(/(?:src|<link[^>]* href)="([^"]*)"/g)].map(([, address]) => address as string);
    expect(assets.map((address) => address.replace(/-\w+\./, '.'))).toEqual([
      '/assets/pages.css',
      'data:,',
      '/assets/pages.js',
    ]);
    const sizes = await Promise.all(
      assets
        .filter((address) => address.startsWith('/'))
        .map(async (address) => {
          const response = await exports.default.fetch(SITE + address);
          expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
          return (await response.text()).length;
        }),
    );
    expect(Buffer.byteLength(html) + sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(HEAVIEST);
  });
});

describe('every page', () => {
  it('has a strict policy, and is kept by nobody', async () => {
    for (const path of ['/', '/compare', '/check', '/sign-in', '/stories/none', '/assets/none', '/?hours=x']) {
      const { headers } = await visitor.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, policy]).toEqual([
        path,
        expect.stringMatching(/^default-src 'none'; style-src 'self'; script-src 'self'; /),
      ]);
      expect(policy).not.toContain('unsafe');
      expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'same-origin']);
    }
  });

  it('shows what is hostile as text', async () => {
    for (const article of HOSTILE) await store(article);
    const [first] = HOSTILE;
    const { cluster_id } = await store({ ...first, revised: true } as object);
    const paths = [
      '/',
      `/stories/${cluster_id}`,
      `/compare?${new URLSearchParams({ a: first?.id as string, b: 'rtl' })}`,
    ];
    for (const path of paths) {
      const { status, html } = await visitor.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(html).not.toMatch(/<(img|b) /);
      expect(html.replace(/"[^"]*"/g, '')).not.toMatch(/<[a-z][^>]* (on\w+|style)=/);
      expect(html).not.toMatch(/href="(?!\/|#|https?:|data:,")/);
    }
  });

  it('that is none is told so', async () => {
    const { status, html } = await visitor.get('/stories/c_00000000000');
    expect([status, html]).toEqual([404, expect.stringContaining('Not found')]);
    expect((await visitor.get('/stories/none.json')).headers.get('content-type')).toBe('application/problem+json');
  });

  it('answers whatever is asked for', async () => {
    const path = fc.constantFrom(
      '/?cursor=',
      '/?q=',
      '/?source=',
      '/stories/',
      '/compare?b=x&a=',
      '/sign-in?next=',
      '/assets/',
    );
    const rest = fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed()));
    await fc.assert(
      fc.asyncProperty(path, rest, async (start, end) => {
        expect((await visitor.get(start + end)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
