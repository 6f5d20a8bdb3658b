/** What crawlers write, by name of the file: invented articles in the layouts that the tools document. */
import atom from './payloads/atom.xml?raw';
import crawl4ai from './payloads/crawl4ai.json?raw';
import eventRegistry from './payloads/event-registry.json?raw';
import firecrawl from './payloads/firecrawl.json?raw';
import firecrawlScrape from './payloads/firecrawl-scrape.json?raw';
import fundus from './payloads/fundus.json?raw';
import jsonFeed from './payloads/json-feed.json?raw';
import miniflux from './payloads/miniflux.json?raw';
import minifluxSave from './payloads/miniflux-save.json?raw';
import newsPlease from './payloads/news-please.json?raw';
import newscatcher from './payloads/newscatcher.json?raw';
import newspaper4k from './payloads/newspaper4k.json?raw';
import ninjs from './payloads/ninjs.json?raw';
import ninjs2 from './payloads/ninjs-2.json?raw';
import page from './payloads/page.html?raw';
import rdf from './payloads/rdf.xml?raw';
import rss from './payloads/rss.xml?raw';
import samewire from './payloads/samewire.json?raw';
import schemaOrg from './payloads/schema-org.json?raw';
import trafilatura from './payloads/trafilatura.json?raw';
import zyte from './payloads/zyte.json?raw';

export const PAYLOADS = {
  'atom.xml': atom,
  'crawl4ai.json': crawl4ai,
  'event-registry.json': eventRegistry,
  'firecrawl.json': firecrawl,
  'firecrawl-scrape.json': firecrawlScrape,
  'fundus.json': fundus,
  'json-feed.json': jsonFeed,
  'miniflux.json': miniflux,
  'miniflux-save.json': minifluxSave,
  'news-please.json': newsPlease,
  'newscatcher.json': newscatcher,
  'newspaper4k.json': newspaper4k,
  'ninjs.json': ninjs,
  'ninjs-2.json': ninjs2,
  'page.html': page,
  'rdf.xml': rdf,
  'rss.xml': rss,
  'samewire.json': samewire,
  'schema-org.json': schemaOrg,
  'trafilatura.json': trafilatura,
  'zyte.json': zyte,
};
