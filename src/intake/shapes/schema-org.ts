import { isObject, type JsonObject } from '../json.ts';
import { type Fields, find, type Layout, layOut, type Sent, type Shape } from './draft.ts';

/** NewsArticle, Article, ReportageNewsArticle, OpinionNewsArticle, BlogPosting, LiveBlogPosting, Report, … */
const ARTICLE_TYPE = /(Article|BlogPosting|^Report)$/;

const LAYOUT: Layout = {
  id: [],
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
  readItem: (item) => (isArticle(item) ? readNode(item, [], '') : null),
  readPayload: ({ '@graph': graph }) => {
    if (!Array.isArray(graph)) return null;
    const articles = graph.flatMap((node, n) => (isArticle(node) ? [readNode(node, graph, `@graph[${n}].`)] : []));
    return articles.length > 0 ? { single: articles.length === 1, articles } : null;
  },
};

const isArticle = (node: unknown): node is JsonObject => {
  if (!isObject(node)) return false;
  const types = Array.isArray(node['@type']) ? node['@type'] : [node['@type']];
  return types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type));
};

const readNode = (node: JsonObject, graph: unknown[], at: string): Fields => {
  const fields = layOut(node, LAYOUT, at);
  const { source, author = find(node, ['creator'], at) } = fields;
  return {
    ...fields,
    source: source && resolved(source, graph, true),
    author: author && resolved(author, graph, false),
  };
};

/** A node may be named by its `@id` alone and stand elsewhere in the graph. */
const resolved = (sent: Sent, graph: unknown[], one: boolean): Sent => {
  const nodes = (Array.isArray(sent.value) ? sent.value : [sent.value]).map((node) => follow(node, graph));
  return { ...sent, value: one ? nodes[0] : nodes };
};

const follow = (node: unknown, graph: unknown[]): unknown => {
  if (!isObject(node) || typeof node['@id'] !== 'string' || 'name' in node) return node;
  return graph.find((other) => isObject(other) && other['@id'] === node['@id'] && 'name' in other) ?? node;
};
