import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/intake/html/page.ts';

const ld = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

describe('what a page says of its article', () => {
  it('is read from JSON-LD', () => {
    const page = readPage(
      ld({
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'NewsMediaOrganization', '@id': '#us', name: 'The Courier' },
          { '@type': 'BreadcrumbList', itemListElement: [{ '@type': 'NewsArticle', headline: 'Another' }] },
          {
            '@type': ['ReportageNewsArticle'],
            headline: 'Ship aground &amp; afloat again',
            datePublished: '2026-03-02T08:00:00+01:00',
            inLanguage: { '@type': 'Language', name: 'English', alternateName: 'en' },
            author: [{ '@type': 'Person', name: 'Ana Moreau' }, 'Li Wei', { '@id': '#nobody' }],
            publisher: { '@id': '#us' },
            mainEntityOfPage: { '@id': 'https://courier.example/ship?utm_source=x' },
          },
        ],
      }),
    );
    expect(page).toEqual({
      text: '',
      title: 'Ship aground & afloat again',
      url: 'https://courier.example/ship',
      published_at: '2026-03-02T07:00:00.000Z',
      language: 'en',
      author: 'Ana Moreau, Li Wei',
      source: 'The Courier',
      origins: {
        title: 'json-ld',
        url: 'json-ld',
        published_at: 'json-ld',
        language: 'json-ld',
        author: 'json-ld',
        source: 'json-ld',
      },
    });
  });

  it('is read from the head', () => {
    const page = readPage(`<html lang="de-AT"><head><title>Schiff aufgelaufen | Bote</title>
      <link rel="canonical" href="https://bote.example/schiff"><meta property="og:title" content="Schiff aufgelaufen – Bote">
      <meta property="og:site_name" content="Bote"><meta name="author" content="Ana Moreau">
      <meta property="article:published_time" content="2026-03-02T08:00:00Z"></head><body><p>Text.</p></body></html>`);
    expect(page).toMatchObject({
      text: 'Text.',
      title: 'Schiff aufgelaufen',
      url: 'https://bote.example/schiff',
      published_at: '2026-03-02T08:00:00.000Z',
      language: 'de-AT',
      author: 'Ana Moreau',
      source: 'Bote',
    });
    expect(page.origins).toEqual({
      text: 'body',
      title: 'meta og:title',
      url: 'link canonical',
      published_at: 'meta article:published_time',
      language: 'html lang',
      author: 'meta author',
      source: 'meta og:site_name',
    });
  });

  it('is read from what readers see where nothing else says it', () => {
    const page = readPage('<h1>Ship <em>aground</em></h1><time datetime="2026-03-02">Monday</time><p>Text.</p>');
    expect(page).toMatchObject({ title: 'Ship aground', published_at: '2026-03-02T00:00:00.000Z' });
    expect(page.origins).toMatchObject({ title: 'h1', published_at: 'time' });
    expect(readPage('<title>A &lt;b&gt; <b>c</title>').title).toBe('A <b> <b>c');
  });

  it('takes no time of another article', () => {
    const other = '<time datetime="2025-01-01">old</time>';
    const page = readPage(`<div>${other}</div><article><time datetime="2026-03-02">new</time>${other}</article>`);
    expect(page.published_at).toBe('2026-03-02T00:00:00.000Z');
    expect(readPage(`${other}<time datetime="2026-03-02">new</time>`).published_at).toBeNull();
  });

  it('goes on to the next where one cannot be read', () => {
    const page =
      readPage(`${ld({ '@type': 'NewsArticle', headline: 7, datePublished: 'soon', author: 'https://social.example/ana', inLanguage: 'English, German' })}
      <script type="application/ld+json">{"@type": "NewsArticle", </script>
      <link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="https://courier.example/a">
      <meta name="date" content="2026-03-02"><h1>Ship aground</h1><meta name="dc.language" content="en_GB">`);
    expect(page).toMatchObject({
      title: 'Ship aground',
      url: 'https://courier.example/a',
      published_at: '2026-03-02T00:00:00.000Z',
      author: null,
      language: 'en-GB',
    });
  });

  it('is read from JSON-LD as it is often written', () => {
    const script = `<script type="application/ld+json">\n<!-- {"@type": "http://schema.org/NewsArticle", "headline": "Ship\naground"}; --></script>`;
    expect(readPage(script).title).toBeNull();
    expect(readPage(script.replace('; -->', ' -->')).title).toBe('Ship aground');
    expect(readPage(script.replace('<!-- ', '').replace(' -->', '')).title).toBe('Ship aground');
  });

  it('takes names of objects for no more than names', () => {
    const page = readPage(
      '<script type="application/ld+json">{"@type":"Article","__proto__":{"headline":"no"},"author":{"constructor":1}}</script>',
    );
    expect(page).toMatchObject({ title: null, author: null });
    expect(readPage('<meta name="__proto__" content="x"><meta name="constructor" content="y">').origins).toEqual({});
  });
});
