import { isObject, type JsonObject } from '../json.ts';
import { type Fields, find, type Layout, layOut, type Sent, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  url: ['url', 'html.responded_url', 'html.requested_url'],
  text: ['text:plaintext'],
  published_at: ['publishing_date'],
  source: ['publisher', 'html.source_info.publisher'],
  language: ['lang'],
};

/** Fundus: what `to_json` writes. Its body is a summary and sections, each of headlines and paragraphs. */
export const fundus: Shape = {
  name: 'fundus',
  readItem: (item) => {
    const sections = isObject(item.body) && Array.isArray(item.body.sections) ? item.body.sections : null;
    if (sections === null && typeof item.plaintext !== 'string') return null;
    const fields = layOut(item, LAYOUT);
    return find(item, ['plaintext']) || sections === null
      ? fields
      : withBody(fields, item.body as JsonObject, sections);
  },
};

const withBody = (fields: Fields, body: JsonObject, sections: unknown[]): Fields => {
  const parts = [
    body.summary,
    ...sections.filter(isObject).flatMap(({ headline, paragraphs }) => [headline, paragraphs]),
  ];
  const paragraphs = parts.flat().filter((part) => typeof part === 'string');
  const text: Sent = { name: 'body', value: paragraphs.join('\n\n') };
  return { ...fields, text };
};
