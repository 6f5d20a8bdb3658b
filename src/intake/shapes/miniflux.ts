import { isObject, type JsonObject } from '../json.ts';
import { completed, each, type Fields, find, type Layout, layOut, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  id: ['hash'],
  url: ['url'],
  title: ['title'],
  text: ['html:content'],
  published_at: ['published_at'],
  source: ['feed.title'],
};

/** Miniflux: its webhooks `new_entries` and `save_entry`, and the entries of its API. */
export const miniflux: Shape = {
  name: 'miniflux',
  readItem: (item) => (isEntry(item) ? layOut(item, LAYOUT) : null),
  readPayload: (payload) => {
    const { entry, entries, event_type: event } = payload;
    if (isObject(entry) && (event === 'save_entry' || isEntry(entry))) {
      return { single: true, articles: [layOut(entry, LAYOUT, 'entry.')] };
    }
    if (!Array.isArray(entries) || !(event === 'new_entries' || entries.some(isEntry))) return null;
    // New entries are of one feed, which stands beside them.
    const around = { source: find(payload, ['feed.title']) };
    const read = (item: JsonObject, at: string): Fields => completed(layOut(item, LAYOUT, at), around);
    return { single: false, articles: each(entries, 'entries', read) };
  },
};

const isEntry = (item: unknown): boolean =>
  isObject(item) && 'feed_id' in item && ('comments_url' in item || 'reading_time' in item || 'starred' in item);
