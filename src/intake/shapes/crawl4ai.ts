import { isObject, type JsonObject } from '../json.ts';
import { each, type Fields, type Layout, layOut, type Shape } from './draft.ts';

/** Markdown that was filtered is the article; `raw_markdown` has the whole page with its menus, so the page itself goes before it. */
const LAYOUT: Layout = {
  url: ['redirected_url', 'url'],
  title: ['metadata.og:title', 'metadata.title'],
  text: [
    'markdown:markdown.fit_markdown',
    'markdown:fit_markdown',
    'html:html',
    'html:cleaned_html',
    'markdown:markdown.raw_markdown',
    'markdown:markdown',
  ],
  published_at: ['metadata.article:published_time'],
  source: ['metadata.og:site_name'],
  language: ['metadata.language', 'metadata.og:locale'],
  author: ['metadata.author', 'metadata.article:author'],
};

/** Crawl4AI: a CrawlResult, the answer of its server, and the webhook of a job. */
export const crawl4ai: Shape = {
  name: 'crawl4ai',
  readItem: (item) => (isResult(item) ? readResult(item, '') : null),
  readPayload: (payload) => {
    const [holder, at] = isObject(payload.data) ? [payload.data, 'data.results'] : [payload, 'results'];
    const { results } = holder;
    if (!Array.isArray(results) || !results.some(isResult)) return null;
    return { single: false, articles: each(results, at, readResult) };
  },
};

const isResult = (item: unknown): item is JsonObject =>
  isObject(item) && ('cleaned_html' in item || (isObject(item.markdown) && 'raw_markdown' in item.markdown));

const readResult = (item: JsonObject, at: string): Fields => layOut(item, LAYOUT, at);
