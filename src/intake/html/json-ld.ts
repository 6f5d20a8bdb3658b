import { isObject } from '../json.ts';

/** What a page says of its article in JSON-LD, unread: any value can be of any type. */
export type Described = Record<string, unknown>;

/** More is not looked through: a page describes one article, its publisher and some crumbs. */
const MOST_THINGS = 1_000;
/** Where an article can stand within what a script holds. Lists of other articles are not looked into. */
const WITHIN = ['@graph', 'mainEntity', 'mainEntityOfPage'];

/** The first article in a page's JSON-LD scripts, the thing that says most of it first; references to others in the page resolved. */
export const findArticle = (scripts: readonly string[]): Described | null => {
  const things = scripts.flatMap(parse);
  const known = new Map<unknown, Described>();
  const articles: Described[] = [];
  for (let i = 0; i < Math.min(things.length, MOST_THINGS); i++) {
    const thing = things[i];
    if (Array.isArray(thing)) things.push(...thing.slice(0, MOST_THINGS));
    if (!isObject(thing)) continue;
    if (isArticle(thing)) articles.push(thing);
    const id = thing['@id'];
    if (typeof id === 'string' && Object.keys(thing).length > 1 && !known.has(id)) known.set(id, thing);
    for (const name of WITHIN) if (Object.hasOwn(thing, name)) things.push(thing[name]);
  }
  const article = articles.find((one) => one.articleBody !== undefined || one.headline !== undefined) ?? articles[0];
  return article === undefined ? null : resolve(article, known);
};

/** `{"@id": "#publisher"}` as what the page says of it elsewhere. */
const resolve = (article: Described, known: ReadonlyMap<unknown, Described>): Described => {
  const read = (value: unknown): unknown => (isObject(value) && known.get(value['@id'])) || value;
  const { author, publisher } = article;
  return { ...article, author: Array.isArray(author) ? author.map(read) : read(author), publisher: read(publisher) };
};

/** schema.org's articles: NewsArticle, ReportageNewsArticle, BlogPosting and so on, with or without the address of the vocabulary. */
const isArticle = ({ '@type': type }: Described): boolean =>
  (Array.isArray(type) ? type : [type]).some(
    (name) =>
      typeof name === 'string' && name.length < 100 && /(?:^|[/:#])(?:\w*Article|\w*BlogPosting|Report)$/.test(name),
  );

/** Line breaks within strings, comment marks and a last semicolon are no JSON, and common. */
const parse = (script: string): unknown[] => {
  const text = script
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .replace(/^(?:<!--|\/\* ?<!\[CDATA\[ ?\*\/|\/\/ ?<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\* ?\]\]> ?\*\/|\/\/ ?\]\]>|;)$/, '');
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
};
