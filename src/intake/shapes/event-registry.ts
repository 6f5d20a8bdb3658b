import { isObject, type JsonObject } from '../json.ts';
import { each, type Fields, find, type Layout, layOut, type Sent, type Shape } from './draft.ts';

const LAYOUT: Layout = {
  id: ['uri'],
  url: ['url'],
  title: ['title'],
  text: ['text:body'],
  published_at: ['dateTimePub', 'dateTime'],
  source: ['source.title', 'source.uri'],
  language: ['lang'],
  author: ['authors'],
};

/** Event Registry (NewsAPI.ai): the answers of getArticles and of the minute stream, and a member of them. */
export const eventRegistry: Shape = {
  name: 'event-registry',
  readItem: (item) => (isArticle(item) ? readArticle(item, '') : null),
  readPayload: ({ articles, recentActivityArticles: recent }) => {
    if (isObject(articles) && Array.isArray(articles.results)) return listed(articles.results, 'articles.results');
    return isObject(recent) && Array.isArray(recent.activity)
      ? listed(recent.activity, 'recentActivityArticles.activity')
      : null;
  },
};

const isArticle = (item: JsonObject): boolean =>
  'uri' in item && 'body' in item && ('dateTimePub' in item || 'dateTime' in item || 'isDuplicate' in item);

const listed = (list: unknown[], at: string) => ({ single: false, articles: each(list, at, readArticle) });

const readArticle = (item: JsonObject, at: string): Fields => {
  const fields = layOut(item, LAYOUT, at);
  return { ...fields, published_at: fields.published_at ?? dayAndTime(item, at) };
};

const dayAndTime = (item: JsonObject, at: string): Sent | undefined => {
  const { date, time } = item;
  if (typeof date !== 'string' || typeof time !== 'string') return find(item, ['date'], at);
  return { name: `${at}date`, value: `${date}T${time}Z` };
};
