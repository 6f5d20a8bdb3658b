import { isObject, type JsonObject } from '../json.ts';
import { each, type Fields, type Layout, layOut, type Sent, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  url: ['metadata.url', 'metadata.sourceURL'],
  title: ['metadata.ogTitle', 'metadata.og:title', 'metadata.title'],
  text: ['markdown:markdown', 'html:html', 'html:rawHtml'],
  published_at: ['metadata.publishedTime', 'metadata.article:published_time', 'metadata.dcDate'],
  source: ['metadata.ogSiteName', 'metadata.og:site_name'],
  language: ['metadata.language'],
  author: ['metadata.author', 'metadata.article:author'],
};

const EVENT = /^(crawl|batch_scrape)\./;

/** Firecrawl: its webhooks (`crawl.page`, `batch_scrape.page`) and the answers of its API. */
export const firecrawl: Shape = {
  name: 'firecrawl',
  readItem: (item) => (isPage(item) ? readPage(item, '') : null),
  readPayload: ({ success, type, data }) => {
    if (typeof success !== 'boolean') return null;
    if (isPage(data)) return { single: true, articles: [readPage(data, 'data.')] };
    if (!Array.isArray(data)) return null;
    const isEvent = typeof type === 'string' && EVENT.test(type);
    return isEvent || data.some(isPage) ? { single: false, articles: each(data, 'data', readPage) } : null;
  },
};

const isPage = (item: unknown): item is JsonObject =>
  isObject(item) && isObject(item.metadata) && ('sourceURL' in item.metadata || 'scrapeId' in item.metadata);

const readPage = (item: JsonObject, at: string): Fields => {
  const fields = Object.entries(layOut(item, LAYOUT, at));
  return Object.fromEntries(fields.map(([field, sent]) => [field, sent && firstOf(sent)]));
};

/** A page that has a meta tag twice has a list there. */
const firstOf = (sent: Sent): Sent => (Array.isArray(sent.value) ? { ...sent, value: sent.value[0] } : sent);
