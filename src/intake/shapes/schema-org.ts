import { isObject, type JsonObject } from '../json.ts';
import { type Fields, find, type Layout, layOut, type Sent, type Shape } from './draft.ts';

/** NewsArticle, Article, ReportageNewsArticle, OpinionNewsArticle, BlogPosting, LiveBlogPosting, Report, … */
const ARTICLE_TYPE = /(Article|BlogPosting|^Report)$/;

const LAYOUT: Layout = {
  url: ['url', 'mainEntityOfPage.@id', 'mainEntityOfPage.url', 'mainEntityOfPage', '@id'],
  title: ['headline', 'name', 'alternativeHeadline'],
  text: ['text:articleBody', 'text:text'],
  published_at: ['datePublished', 'dateCreated'],
  source: ['publisher', 'sourceOrganization', 'provider', 'isPartOf'],
  language: ['inLanguage.alternateName', 'inLanguage.0.alternateName', 'inLanguage.0', 'inLanguage'],
};

/** schema.org NewsArticle as JSON-LD: a node, or a graph that has some. */
export const schemaOrg: Shape = {
  name: 'schema.org',
  readItem: (item) => (isArticle(item) ? readNode(item, new Map(), '') : null),
  readPayload: ({ '@graph': graph }) => {
    if (!Array.isArray(graph)) return null;
    const named = namedNodes(graph);
    const articles = graph.flatMap((node, n) => (isArticle(node) ? [readNode(node, named, `@graph[${n}].`)] : []));
    return articles.length > 0 ? { single: articles.length === 1, articles } : null;
  },
};

const isArticle = (node: unknown): node is JsonObject => {
  if (!isObject(node)) return false;
  const types = Array.isArray(node['@type']) ? node['@type'] : [node['@type']];
  return types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type));
};

/** What has a name, by its `@id`. */
type Named = Map<unknown, JsonObject>;

const namedNodes = (graph: unknown[]): Named =>
  new Map(graph.filter(isObject).flatMap((node) => ('name' in node ? [[node['@id'], node] as const] : [])));

const readNode = (node: JsonObject, named: Named, at: string): Fields => {
  const fields = layOut(node, LAYOUT, at);
  const { source, author = find(node, ['creator'], at) } = fields;
  return {
    ...fields,
    // A work may have several publishers; the first is its outlet.
    source: source && { ...source, value: nodesOf(source, named)[0] },
    author: author && { ...author, value: nodesOf(author, named) },
  };
};

/** The nodes a field holds. One may be given by its `@id` alone and stand elsewhere in the graph. */
const nodesOf = ({ value }: Sent, named: Named): unknown[] =>
  (Array.isArray(value) ? value : [value]).map((node) =>
    isObject(node) && !('name' in node) ? (named.get(node['@id']) ?? node) : node,
  );
