import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/intake/html/page.ts';
import { type Attributes, readTags } from '../../../src/intake/html/tags.ts';
import { MAX_MARKUP_LENGTH } from '../../../src/intake/limits.ts';

/** Any of these costs minutes or the stack where something is quadratic or walks into the depth. */
const HOSTILE: Record<string, string> = {
  'elements in elements': '<div>'.repeat(1_000_000),
  'text at every depth': '<div>some words. '.repeat(100_000),
  'open paragraphs': '<p>'.repeat(600_000),
  'end tags that end nothing': '<div>'.repeat(100_000) + '</p></i>'.repeat(100_000),
  'end tags outside their block': `<i><div>${'<b>'.repeat(100_000)}${'</i>'.repeat(100_000)}`,
  'tables in tables': '<table><tr><td>'.repeat(100_000),
  'an open script': `<p>Text.</p><script>${'<x'.repeat(500_000)}`,
  'many scripts': '<script type="application/ld+json">{"@type":"Article"}</script>'.repeat(20_000),
  'deep JSON-LD': `<script type="application/ld+json">${'['.repeat(500_000)}${']'.repeat(500_000)}</script>`,
  references: '&amp;&lt;&notit;&#x41;&'.repeat(80_000),
  'one long reference': `&${'a'.repeat(1_000_000)}`,
  'a million attributes': `<div ${'a=1 '.repeat(450_000)}class=x>Text.</div>`,
  'one long attribute': `<div class="${'aB '.repeat(500_000)}">Text.</div>`,
  'one long line': 'word '.repeat(400_000),
  'only spaces': ' '.repeat(1_500_000),
  'only full stops': `<p>${'.)'.repeat(700_000)}`,
  'NULs and halves of letters': '\0\ud800'.repeat(500_000),
  'plain text to the end': `<plaintext>${'<b>'.repeat(500_000)}`,
  'open CDATA': '<![CDATA[x'.repeat(100_000),
  'open comments': '<!--'.repeat(300_000),
  drawings: '<svg><p>'.repeat(200_000),
  'a doctype inside': `${'<!DOCTYPE nonsense [<!ENTITY a "b">]>'.repeat(30_000)}<p>Text.`,
};

describe('a hostile page', () => {
  it.each(Object.entries(HOSTILE))('is read: %s', (_, html) => {
    const { text } = readPage(html);
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toContain('\0');
    expect(text.length).toBeLessThanOrEqual(html.length);
  });

  it('is read to the limit and no further', () => {
    const { text } = readPage(`<p>First.</p>${' '.repeat(MAX_MARKUP_LENGTH)}<p>Last.</p>`);
    expect(text).toBe('First.');
  });

  it('is read whatever it holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'<p>|</p>|<div class="comments">|</div>|<a href="x">|</a>|<svg/>|<math>|<script>|</script>|<!--|-->|<![CDATA[|]]>|<title>|</title>|<h1>|<li>|<td>|<br/>|<br>|<meta name="author" content="|">|<time datetime="2026-03-02">|<script type="application/ld+json">{"@type":"Article","author":|}</script>|&#0;|&#xD800;|&amp|&lt;|<|>|</|<plaintext>|<noscript>|<head>|<body>|\0|\ud800'.split(
          '|',
        ),
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const page = readPage(pieces.join(''));
        for (const value of [page.text, page.title, page.author, page.source]) {
          expect(value?.isWellFormed() ?? true).toBe(true);
          expect(value ?? '').not.toContain('\0');
        }
        expect(page.url === null || URL.canParse(page.url)).toBe(true);
        expect(page.text).toBe(page.text.trim());
        for (const field of Object.keys(page.origins)) expect(page[field as 'text']).toBeTruthy();
      }),
    );
  });

  it('keeps the words of paragraphs in order, however they are marked', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '船'), minLength: 1, maxLength: 8 });
    const inline = fc.constantFrom('b', 'i', 'span', 'font', 'em');
    const paragraph = fc.array(fc.tuple(word, inline, fc.boolean()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), (paragraphs) => {
        const html = paragraphs.map((words) =>
          words.map(([text, name, open]) => (open ? `<${name}>${text} ` : `<${name}>${text}</${name}> `)).join(''),
        );
        const text = paragraphs.map((words) => words.map(([word]) => word).join(' ')).join('\n\n');
        expect(readPage(`<p>${html.join('<p>')}`).text).toBe(text);
      }),
    );
  });
});

describe('readTags', () => {
  it('closes each element once, inner before outer', () => {
    const names = fc.constantFrom(
      'p',
      'div',
      'b',
      'a',
      'li',
      'ul',
      'td',
      'tr',
      'table',
      'svg',
      'br',
      'script',
      'head',
      'body',
    );
    const tag = fc.tuple(names, fc.constantFrom('<', '</', '<!')).map(([name, opens]) => `${opens}${name}>x`);
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 60 }), (tags) => {
        const open: object[] = [];
        readTags(tags.join(''), {
          open: (name: string) => {
            const opened = { name };
            open.push(opened);
            return opened;
          },
          close: (name, opened) => {
            expect(opened.name).toBe(name);
            expect(open.pop()).toBe(opened);
          },
          text: () => {},
        });
        expect(open).toEqual([]);
      }),
    );
  });

  it('takes the first of an attribute that stands twice, decoded, and none that is not asked for', () => {
    const seen: Attributes[] = [];
    readTags('<P CLASS="a&amp;b" class=c onclick="x()" hidden __proto__=1>', {
      open: (_, attributes) => void seen.push(attributes),
      close: () => {},
      text: () => {},
    });
    expect(seen).toEqual([{ class: 'a&b', hidden: '' }]);
  });
});
