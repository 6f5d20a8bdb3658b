import { type Layout, layOut, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  id: ['id', '_id'],
  url: ['link'],
  title: ['title'],
  text: ['text:content', 'text:summary', 'text:description'],
  published_at: ['published_date'],
  source: ['name_source', 'domain_url', 'clean_url', 'rights'],
  author: ['authors', 'author'],
};

/** NewsCatcher, versions 2 and 3: a member of `articles`. */
export const newscatcher: Shape = {
  name: 'newscatcher',
  readItem: (item) =>
    'link' in item && ('domain_url' in item || 'clean_url' in item || 'name_source' in item)
      ? layOut(item, LAYOUT)
      : null,
};
