import { refer, type SchemaName } from './components.ts';
import type { Body, Media } from './operation.ts';

/** One invented article, short. */
const EXAMPLE = {
  url: 'https://news.example/ship-aground',
  title: 'Ship aground off Port Ellery',
  published_at: '2026-03-02T08:00:00Z',
  text: 'The main channel of Port Ellery was blocked on Monday after a cargo ship ran aground off the harbour. …',
};

const text = (example: string): Media => ({ schema: { type: 'string' }, example });

/** Articles in every form that src/intake/payload.ts reads. */
export const ARTICLES: Body = {
  description:
    'One article, or many; many are answered in order with `results`. Field names and whole payloads of other crawlers are read as they are. At most 16 MiB and 2,000 articles; it may be gzipped (`Content-Encoding: gzip`).',
  content: {
    'application/json': { schema: refer('SentArticles'), example: EXAMPLE },
    'application/x-ndjson': text(`${JSON.stringify(EXAMPLE)}\n`),
    'application/rss+xml': text(
      '<rss version="2.0"><channel><item><title>…</title><description>…</description></item></channel></rss>',
    ),
    'application/atom+xml': text(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>…</title><content>…</content></entry></feed>',
    ),
    'text/html': text('<html lang="en"><head><title>…</title></head><body><article><p>…</p></article></body></html>'),
  },
};

export const PAIR: Body = {
  description: 'Two articles, each as it would be posted by itself.',
  content: {
    'application/json': { schema: refer('SentPair'), example: { a: EXAMPLE, b: { ...EXAMPLE, url: undefined } } },
  },
};

export const json = (schema: SchemaName, description: string, example: unknown): Body => ({
  description,
  content: { 'application/json': { schema: refer(schema), example } },
});
