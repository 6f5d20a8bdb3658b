import { type Layout, layOut, type Shape } from './draft.ts';

/** `source` is the address of the page, not the outlet. `raw_text` has lost its paragraphs. */
const LAYOUT: Layout = {
  url: ['url', 'source'],
  text: ['text:text', 'text:raw_text'],
  published_at: ['date'],
  source: ['source-hostname', 'sitename', 'hostname'],
};

/** trafilatura's JSON with metadata; without them it is a plain text. */
export const trafilatura: Shape = {
  name: 'trafilatura',
  readItem: (item) =>
    'source-hostname' in item || ('fingerprint' in item && 'hostname' in item) ? layOut(item, LAYOUT) : null,
};
