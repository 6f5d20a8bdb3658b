import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reading, readDraft } from '../../../src/intake/article.ts';
import { openFeed } from '../../../src/intake/shapes/shapes.ts';
import { parseXml } from '../../../src/intake/xml.ts';

const readAll = async (xml: string): Promise<Reading[]> => {
  const root = parseXml(xml);
  return Promise.all((root && openFeed(root)?.drafts.map((draft) => readDraft(draft))) ?? []);
};

const read = async (xml: string) => {
  const [reading] = await readAll(xml);
  if (reading === undefined || 'problem' in reading) throw new Error(reading?.problem.detail ?? 'no article');
  return reading.article;
};

const TEXT = 'Tugs freed the ship at high tide.';
const item = (fields: string, channel = ''): string =>
  `<rss><channel>${channel}<item>${fields}<description>${TEXT}</description></item></channel></rss>`;
const entry = (fields: string): string => `<feed><entry>${fields}<summary>${TEXT}</summary></entry></feed>`;

describe('RSS', () => {
  it.each([
    ['<link>https://post.example/a</link>'],
    ['<link><![CDATA[ https://post.example/a ]]></link>'],
    ['<link href="https://post.example/a"/>'],
    ['<atom:link rel="self" href="https://post.example/feed"/><atom:link href="https://post.example/a"/>'],
    ['<guid>https://post.example/a</guid>'],
    ['<link></link><guid isPermaLink="true">https://post.example/a</guid>'],
    ['<link>https://counter.example/7</link><feedburner:origLink>https://post.example/a</feedburner:origLink>'],
  ])('finds the address in %s', async (fields) => {
    expect(await read(item(fields))).toMatchObject({ url: 'https://post.example/a', text: TEXT });
  });

  it('does not take a guid for an address that says it is none', async () => {
    const guid = '<guid isPermaLink="false">https://post.example/a</guid>';
    expect(await read(item(guid))).toMatchObject({ url: null, id: 'https://post.example/a' });
  });

  it('reads a title that was escaped twice', async () => {
    const title = '<title>AT&amp;amp;T buys &lt;em&gt;Port&lt;/em&gt; 1 &amp;lt; 2</title>';
    expect(await read(item(title))).toMatchObject({ title: 'AT&T buys Port 1 < 2' });
  });

  it('reads a title with elements in it', async () => {
    expect(await read(item('<title>Ship <em>freed</em> at last</title>'))).toMatchObject({
      title: 'Ship freed at last',
    });
  });

  it('names the publisher before the feed', async () => {
    const channel = '<title>All papers</title><language>en-GB</language>';
    expect(await read(item('', channel))).toMatchObject({ source: 'All papers', language: 'en-GB' });
    const source = '<source url="https://post.example/feed">Evening Post</source>';
    expect(await read(item(source, channel))).toMatchObject({ source: 'Evening Post' });
  });

  it('joins several creators', async () => {
    const creators = '<dc:creator>A. Writer</dc:creator><dc:creator>B. Writer</dc:creator>';
    expect(await read(item(creators))).toMatchObject({ author: 'A. Writer, B. Writer' });
  });

  it('reads HTML that was not escaped', async () => {
    const html = '<p>Tugs freed the ship.</p><p>No one was hurt.</p>';
    const { text } = await read(`<rss><channel><item><description>${html}</description></item></channel></rss>`);
    expect(text).toMatch(/^Tugs freed the ship\.\s+No one was hurt\.$/);
  });

  it('may be empty', async () => {
    expect(await readAll('<rss><channel><title>All papers</title></channel></rss>')).toEqual([]);
  });

  it('names what is wrong as it was sent', async () => {
    const readings = await readAll(
      `<rss><channel><item><title>T</title></item><item><pubDate>soon</pubDate><description>${TEXT}</description></item></channel></rss>`,
    );
    expect(readings).toMatchObject([
      { problem: { errors: [{ field: 'item[0].content:encoded' }] } },
      { problem: { errors: [{ field: 'item[1].pubDate' }] } },
    ]);
  });
});

describe('Atom', () => {
  it('finds the alternate link among others', async () => {
    const links =
      '<link rel="self" href="https://post.example/f"/><link rel="alternate" href="https://post.example/a"/>';
    expect(await read(entry(links))).toMatchObject({ url: 'https://post.example/a' });
  });

  it('has an id where it has no link', async () => {
    expect(await read(entry('<id>tag:post.example,2026:7</id>'))).toMatchObject({ id: 'tag:post.example,2026:7' });
  });

  it.each([
    ['<content type="text">1 &lt; 2 &amp;amp; so on</content>', '1 < 2 &amp; so on'],
    ['<content type="html">&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</content>', 'One & two.'],
    ['<content type="xhtml"><div><p>One &amp; two.</p></div></content>', 'One & two.'],
    ['<content type="application/pdf" src="https://post.example/a.pdf"/>', TEXT],
  ])('reads %s', async (content, text) => {
    expect((await read(entry(content))).text.trim()).toBe(text);
  });

  it('has the authors and the language of the feed where the entry has none', async () => {
    const feed = `<feed xml:lang="de"><author><name>Desk</name></author><entry><summary>${TEXT}</summary></entry></feed>`;
    expect(await read(feed)).toMatchObject({ author: 'Desk', language: 'de' });
  });
});

it('any feed is read or refused, never thrown at', async () => {
  const name = fc.constantFrom(
    'item',
    'entry',
    'title',
    'link',
    'guid',
    'description',
    'content',
    'author',
    'name',
    'source',
    'pubDate',
  );
  const piece = fc.oneof(
    name.map((tag) => `<${tag}>`),
    name.map((tag) => `</${tag}>`),
    name.map((tag) => `<${tag} href="x" type="xhtml"/>`),
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('<', '&lt;')),
  );
  const root = fc.constantFrom('rss><channel', 'feed', 'rdf:RDF><channel', 'item', 'entry');
  await fc.assert(
    fc.asyncProperty(root, fc.array(piece), async (start, parts) => {
      const [outer, inner] = start.split('><');
      const xml = `<${start}>${parts.join('')}${inner ? `</${inner}>` : ''}</${outer}>`;
      for (const reading of await readAll(xml)) {
        if ('problem' in reading) expect([413, 422]).toContain(reading.problem.status);
      }
    }),
  );
});
