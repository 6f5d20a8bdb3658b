import type { JsonObject } from '../json.ts';
import { type Layout, layOut, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  title: ['title', 'title_page', 'title_rss'],
  text: ['text:maintext', 'text:text'],
  published_at: ['date_publish'],
  source: ['source_domain'],
};

/** Names that only news-please writes; beside them stand `maintext` and `date_publish`. */
const OWN = ['date_download', 'date_modify', 'title_page', 'title_rss', 'localpath'];

export const newsPlease: Shape = {
  name: 'news-please',
  readItem: (item) =>
    'maintext' in item && OWN.some((name) => name in item) ? layOut(withoutNone(item), LAYOUT) : null,
};

/** It writes dates with Python's str(), which makes "None" of one that is missing. */
const withoutNone = (item: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== 'None'));
