import { type Layout, layOut, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  url: ['canonical_link', 'url', 'original_url'],
  text: ['text:text', 'text:text_cleaned'],
  published_at: ['publish_date'],
  source: ['meta_site_name', 'source_url'],
  language: ['meta_lang', 'language'],
};

/** newspaper4k and newspaper3k: what `to_json` writes. */
export const newspaper4k: Shape = {
  name: 'newspaper4k',
  readItem: (item) => ('meta_lang' in item || 'canonical_link' in item ? layOut(item, LAYOUT) : null),
};
