import { isObject, type JsonObject } from '../json.ts';
import { type Layout, layOut, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  url: ['canonicalUrl', 'url'],
  title: ['headline', 'name'],
  text: ['text:articleBody', 'html:articleBodyHtml'],
  published_at: ['datePublished'],
};

/** An answer for which no article was asked: the page as the browser has it. */
const BROWSER: Layout = { url: ['url'], text: ['html:browserHtml'] };

/** Zyte API's article, as its answer wraps it or as a Scrapy item. */
export const zyte: Shape = {
  name: 'zyte',
  readItem: (item) => {
    if (isArticle(item)) return layOut(item, LAYOUT);
    if (isObject(item.article) && isArticle(item.article)) return layOut(item.article, LAYOUT, 'article.');
    return typeof item.browserHtml === 'string' ? layOut(item, BROWSER) : null;
  },
};

const isArticle = (item: JsonObject): boolean => {
  if ('articleBodyHtml' in item || 'datePublishedRaw' in item) return true;
  const { metadata } = item;
  return ('articleBody' in item || 'headline' in item) && isObject(metadata) && 'probability' in metadata;
};
