import type { Article } from '../../../src/contract/article.ts';
import type { PAYLOADS } from './payloads.ts';

type Expected = Omit<Article, 'id' | 'text'> & { id?: string };

/** What the payloads tell, each in its layout. Without an id of its own an article is known by its address. */
const FERRIES: Expected = {
  url: 'https://harbour-post.example/news/ferries-resume',
  title: 'Ferries to the outer islands resume on Thursday',
  published_at: '2026-02-11T16:30:00.000Z',
  source: 'Harbour Post',
  language: 'en',
  author: 'Mara Lindqvist',
};

/** The second article of feeds. */
const BRIDGE: Expected = {
  url: 'https://harbour-post.example/news/linn-bridge',
  title: 'Brackwater puts off decision on Linn bridge',
  published_at: '2026-02-10T07:15:00.000Z',
  source: 'Harbour Post',
  language: 'en',
  author: 'Mara Lindqvist',
};

const WIRE: Expected = {
  ...FERRIES,
  id: 'urn:newsml:coastwire.example:20260211:ferries-2',
  url: null,
  source: 'Coastwire',
};

interface Case {
  file: keyof typeof PAYLOADS;
  shape: string;
  /** Answered by one placement. */
  single: boolean;
  articles: Expected[];
  /** Names under which some fields of the first article were sent. */
  names: Record<string, string>;
}

export const CASES: readonly Case[] = [
  {
    file: 'samewire.json',
    shape: 'samewire',
    single: true,
    articles: [{ ...FERRIES, id: 'hp-4711' }],
    names: { id: 'id', url: 'url', title: 'title', text: 'text', source: 'source' },
  },
  {
    file: 'schema-org.json',
    shape: 'schema.org',
    single: true,
    articles: [FERRIES],
    names: {
      title: '@graph[1].headline',
      url: '@graph[1].mainEntityOfPage.@id',
      text: '@graph[1].articleBody',
      source: '@graph[1].publisher',
    },
  },
  {
    file: 'news-please.json',
    shape: 'news-please',
    single: true,
    articles: [{ ...FERRIES, source: 'harbour-post.example' }],
    names: { text: 'maintext', published_at: 'date_publish', source: 'source_domain' },
  },
  {
    file: 'newspaper4k.json',
    shape: 'newspaper4k',
    single: true,
    articles: [FERRIES],
    names: { url: 'canonical_link', source: 'meta_site_name', published_at: 'publish_date', author: 'authors' },
  },
  {
    file: 'trafilatura.json',
    shape: 'trafilatura',
    single: true,
    articles: [{ ...FERRIES, published_at: '2026-02-11T00:00:00.000Z' }],
    names: { url: 'source', source: 'source-hostname', text: 'text', published_at: 'date' },
  },
  {
    file: 'fundus.json',
    shape: 'fundus',
    single: true,
    articles: [FERRIES],
    names: { text: 'body', url: 'html.responded_url', source: 'publisher', language: 'lang' },
  },
  {
    file: 'zyte.json',
    shape: 'zyte',
    single: true,
    articles: [{ ...FERRIES, source: 'harbour-post.example' }],
    names: { text: 'article.articleBody', url: 'article.canonicalUrl', source: 'article.canonicalUrl (host)' },
  },
  {
    file: 'firecrawl.json',
    shape: 'firecrawl',
    single: false,
    articles: [FERRIES],
    names: { text: 'data[0].markdown (markdown)', title: 'data[0].metadata.ogTitle', url: 'data[0].metadata.url' },
  },
  {
    file: 'firecrawl-scrape.json',
    shape: 'firecrawl',
    single: true,
    articles: [{ ...FERRIES, published_at: null, source: 'harbour-post.example', author: null }],
    names: { text: 'data.html (html)', title: 'data.metadata.title' },
  },
  {
    file: 'crawl4ai.json',
    shape: 'crawl4ai',
    single: false,
    articles: [{ ...FERRIES, language: null }],
    names: { text: 'results[0].markdown.fit_markdown (markdown)', title: 'results[0].metadata.og:title' },
  },
  {
    file: 'miniflux.json',
    shape: 'miniflux',
    single: false,
    articles: [
      { ...FERRIES, language: null },
      { ...BRIDGE, language: null },
    ],
    names: { title: 'entries[0].title', text: 'entries[0].content (html)', source: 'feed.title' },
  },
  {
    file: 'miniflux-save.json',
    shape: 'miniflux',
    single: true,
    articles: [{ ...FERRIES, language: null }],
    names: { text: 'entry.content (html)', source: 'entry.feed.title' },
  },
  {
    file: 'json-feed.json',
    shape: 'json-feed',
    single: false,
    articles: [FERRIES, { ...BRIDGE, id: 'hp-4712', url: null, author: 'Harbour Post newsroom' }],
    names: { text: 'items[0].content_html (html)', source: 'title', language: 'language', author: 'items[0].authors' },
  },
  {
    file: 'rss.xml',
    shape: 'rss',
    single: false,
    articles: [FERRIES, { ...BRIDGE, source: 'Island news' }],
    names: { text: 'item[0].content:encoded (html)', source: 'item[0].source', language: 'channel.language' },
  },
  {
    file: 'rdf.xml',
    shape: 'rss',
    single: false,
    articles: [FERRIES],
    names: { published_at: 'item[0].dc:date', author: 'item[0].dc:creator', source: 'channel.title' },
  },
  {
    file: 'atom.xml',
    shape: 'atom',
    single: false,
    articles: [FERRIES, { ...BRIDGE, source: 'Island news' }],
    names: { text: 'entry[0].content (html)', url: 'entry[0].link', source: 'entry[0].source.title' },
  },
  {
    file: 'newscatcher.json',
    shape: 'newscatcher',
    single: false,
    articles: [FERRIES],
    names: { url: 'link', text: 'content', source: 'name_source', published_at: 'published_date' },
  },
  {
    file: 'event-registry.json',
    shape: 'event-registry',
    single: false,
    articles: [{ ...FERRIES, language: 'eng' }],
    names: { text: 'articles.results[0].body', source: 'articles.results[0].source.title' },
  },
  {
    file: 'ninjs.json',
    shape: 'ninjs',
    single: true,
    articles: [WIRE],
    names: { id: 'uri', title: 'headlines[1].value', text: 'bodies[1].value', published_at: 'firstCreated' },
  },
  {
    file: 'ninjs-2.json',
    shape: 'ninjs',
    single: true,
    articles: [WIRE],
    names: { text: 'bodies[0].value (html)', published_at: 'versioncreated', source: 'copyrightholder' },
  },
];
