import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/contract/cluster.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from '../api/stories.ts';
import { signedIn, store, type Visitor } from './visiting.ts';

let visitor: Visitor;
let path: string;
beforeEach(async () => {
  await reset();
  visitor = await signedIn();
  await store({ ...SHIP, id: 'wire' });
  const { cluster_id } = await store({ ...SHIP_REPRINT, id: 'reprint', headline: '=cmd|calc, "quoted"' });
  path = `/stories/${cluster_id}`;
});

describe('one story', () => {
  it('shows who had it when, what stands for it and why, and how its articles are related', async () => {
    const { html } = await visitor.get(path);
    const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    for (const told of [
      'Cohesion',
      'No other of its articles was published earlier.',
      'The origin itself: the earliest that is more than a brief',
      '2 Mar 2026, 07:10 UTC',
      'Reprints',
      'score 100',
      'Nothing else is near.',
    ])
      expect(text).toContain(told);
    expect(text.indexOf('07:10 UTC', text.indexOf('Who had it when'))).toBeLessThan(text.lastIndexOf('08:00 UTC'));
    expect(html).toContain('href="/compare?a=wire&amp;b=reprint"');
  });

  it('tells how often an article was revised', async () => {
    await store({ ...SHIP, id: 'wire', text: `${SHIP.text} It was towed away on Tuesday.` });
    expect((await visitor.get(path)).html).toContain('revised once');
  });

  it('shows what came near and was not joined', async () => {
    await visitor.submit('/samples', {});
    const { html } = await visitor.get('/?order=biggest&q=quake');
    const [, quake] = /href="(\/stories\/\w+)"/.exec(html) as RegExpExecArray;
    const story = (await visitor.get(quake as string)).html;
    expect(story.slice(story.indexOf('id="near"'))).toMatch(/Side by side<\/a>.*<p>[A-Z][^<]*: [^<]*\.<\/p>/s);
  });

  it('of an id that was merged away is at its successor’s address', async () => {
    const { cluster_id } = await store({ ...ELECTION, id: 'moves' });
    await store({ ...SHIP, id: 'moves', url: ELECTION.url });
    const { status, headers } = await visitor.get(`/stories/${cluster_id}`);
    expect([status, headers.get('location')]).toEqual([301, path]);
  });
});

describe('exports', () => {
  it('JSON has every member, over all pages', async () => {
    const copies = Array.from({ length: 230 }, (_, i) => ({
      ...SHIP,
      id: `copy-${i}`,
      url: undefined,
      source: `s${i}`,
    }));
    for (let from = 0; from < copies.length; from += 50) await store(copies.slice(from, from + 50));
    const cluster = JSON.parse((await visitor.get(`${path}.json`)).html) as Cluster;
    expect([cluster.members.length, cluster.next]).toEqual([232, null]);
    const { html } = await visitor.get(path);
    const further = /href="([^"]*cursor=[^"]*)">Articles/.exec(html)?.[1] as string;
    expect((await visitor.get(further)).html).toContain('Back to the newest');
  });

  it('CSV has nothing that a spreadsheet would run', async () => {
    const { headers, html } = await visitor.get(`${path}.csv`);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="c_\w+\.csv"$/);
    expect(html.split('\r\n')[1]).toContain(`"'=cmd|calc, ""quoted"""`);
  });
});
