import { refer, type SchemaName } from './components.ts';
import type { Body, Media } from './operation.ts';

/** One invented article, short. */
const TITLE = 'Ship aground off Port Ellery';
const TEXT =
  'The main channel of Port Ellery was blocked on Monday after a cargo ship ran aground off the harbour. The coast guard said no one was hurt.';
const URL = 'https://news.example/ship-aground';
const EXAMPLE = { url: URL, title: TITLE, published_at: '2026-03-02T08:00:00Z', text: TEXT };
const RETOLD = { url: 'https://courier.example/4711', headline: 'Channel blocked', articleBody: TEXT };

const RSS = `<rss version="2.0"><channel><title>News</title><item><title>${TITLE}</title><link>${URL}</link><description>${TEXT}</description></item></channel></rss>`;
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>${TITLE}</title><link href="${URL}"/><content>${TEXT}</content></entry></feed>`;
const HTML = `<html lang="en"><head><title>${TITLE}</title><link rel="canonical" href="${URL}"></head><body><article><h1>${TITLE}</h1><p>${TEXT}</p></article></body></html>`;

const text = (example: string): Media => ({ schema: { type: 'string' }, example });

/** Articles in every form that src/intake/payload.ts reads. */
export const ARTICLES: Body = {
  description:
    'One article, or many; many are answered in order with `results`. Field names and whole payloads of other crawlers are read as they are. At most 16 MiB and 2,000 articles; it may be gzipped (`Content-Encoding: gzip`).',
  content: {
    'application/json': { schema: refer('SentArticles'), example: EXAMPLE },
    'application/x-ndjson': text(`${JSON.stringify(EXAMPLE)}\n`),
    'application/rss+xml': text(RSS),
    'application/atom+xml': text(ATOM),
    'text/html': text(HTML),
  },
};

export const PAIR: Body = {
  description: 'Two articles, each as it would be posted by itself.',
  content: {
    'application/json': { schema: refer('SentPair'), example: { a: EXAMPLE, b: RETOLD } },
  },
};

export const json = (schema: SchemaName, description: string, example: unknown): Body => ({
  description,
  content: { 'application/json': { schema: refer(schema), example } },
});
