import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, hostOf, readUrl } from '../../src/intake/urls.ts';

const canonical = (sent: string): string => canonicalUrl(readUrl(sent) ?? '');

describe('readUrl', () => {
  it.each([
    ['https://User:Secret@News.Example/a', 'https://news.example/a'],
    [' http://news.example:80/ä b ', 'http://news.example/%C3%A4%20b'],
    ['https://news.example/a?utm_source=x#top', 'https://news.example/a'],
    ['https://news.example/a?b=%20c#/d', 'https://news.example/a?b=%20c#/d'],
    ['https://zeitung.müller.example/', 'https://zeitung.xn--mller-kva.example/'],
  ])('takes %j', (sent, expected) => {
    expect(readUrl(sent)).toBe(expected);
  });

  it.each([
    '/story',
    'news.example/a',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example/',
    'https://',
    7,
    null,
  ])('refuses %j', (sent) => {
    expect(readUrl(sent)).toBeNull();
  });
});

describe('canonicalUrl', () => {
  it.each([
    'http://news.example/story/5',
    'https://www.news.example/story/5/',
    'https://NEWS.example.:443/story/5#comments',
    'https://news.example/story/5?utm_source=feed&utm_medium=rss&fbclid=abc',
    'https://amp.news.example/story/5',
    'https://news.example/story/5/amp/',
    'https://news.example/amp/story/5',
    'https://news.example/story/5?outputType=amp',
  ])('takes %s for the same article', (sent) => {
    expect(canonical(sent)).toBe('news.example/story/5');
  });

  it('does not mind the order of parameters', () => {
    expect(canonical('https://a.example/?b=2&a=1')).toBe(canonical('https://a.example/?a=1&b=2'));
  });

  it.each([
    ['https://a.example/story?id=5', 'https://a.example/story?id=6'],
    ['https://a.example/story?msid=5', 'https://a.example/story?msid=6'],
    ['https://a.example/Story', 'https://a.example/story'],
    ['https://a.example/#!/story/5', 'https://a.example/#!/story/6'],
    ['https://a.example:8080/', 'https://a.example/'],
    ['https://sport.a.example/1', 'https://a.example/1'],
    ['https://a.example/example', 'https://a.example/ex'],
    ['https://a.example/swamp', 'https://a.example/sw'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(canonical(a)).not.toBe(canonical(b));
  });

  it('gives each address one form, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        const form = canonical(url);
        expect(canonical(`${url}#part`)).toBe(form);
        expect(canonical(`${url}${url.includes('?') ? '&' : '?'}utm_campaign=x`)).toBe(form);
        expect(canonical(`https://${form}`)).toBe(form);
      }),
    );
  });
});

describe('hostOf', () => {
  it('names a source that was not named', () => {
    expect(hostOf('https://www.news.example/a')).toBe('news.example');
    expect(hostOf('https://www.example/a')).toBe('www.example');
  });
});
