import type { JsonObject } from '../json.ts';
import { completed, each, type Fields, find, type Layout, layOut, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  id: ['id'],
  // An item that comments on a page elsewhere is the item, not the page.
  url: ['url', 'external_url'],
  title: ['title'],
  text: ['html:content_html', 'text:content_text', 'text:summary'],
  published_at: ['date_published'],
  source: [],
  author: ['authors', 'author'],
};

const VERSION = /^https?:\/\/jsonfeed\.org\/version\//;

/** JSON Feed 1 and 1.1: a feed, or an item by itself that has HTML. */
export const jsonFeed: Shape = {
  name: 'json-feed',
  readItem: (item) => ('content_html' in item && 'date_published' in item ? readEntry(item, '') : null),
  readPayload: (feed) => {
    if (typeof feed.version !== 'string' || !VERSION.test(feed.version) || !Array.isArray(feed.items)) return null;
    const around = {
      source: find(feed, ['title']),
      language: find(feed, ['language']),
      author: find(feed, ['authors', 'author']),
    };
    const read = (item: JsonObject, at: string): Fields => completed(readEntry(item, at), around);
    return { single: false, articles: each(feed.items, 'items', read) };
  },
};

const readEntry = (item: JsonObject, at: string): Fields => layOut(item, LAYOUT, at);
