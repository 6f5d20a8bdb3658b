import { isObject, type JsonObject } from '../json.ts';
import type { XmlElement } from '../xml.ts';
import { readAtom } from './atom.ts';
import { crawl4ai } from './crawl4ai.ts';
import { type Draft, type Held, layOut, type Shape } from './draft.ts';
import { eventRegistry } from './event-registry.ts';
import { firecrawl } from './firecrawl.ts';
import { fundus } from './fundus.ts';
import { jsonFeed } from './json-feed.ts';
import { miniflux } from './miniflux.ts';
import { newsPlease } from './news-please.ts';
import { newscatcher } from './newscatcher.ts';
import { newspaper4k } from './newspaper4k.ts';
import { ninjs } from './ninjs.ts';
import { readRss } from './rss.ts';
import { schemaOrg } from './schema-org.ts';
import { trafilatura } from './trafilatura.ts';
import { zyte } from './zyte.ts';

/** What crawlers write. Those that say most plainly what they are come first; what is none of them is plain. */
const SHAPES: readonly Shape[] = [
  schemaOrg,
  firecrawl,
  crawl4ai,
  miniflux,
  jsonFeed,
  ninjs,
  eventRegistry,
  newsPlease,
  newspaper4k,
  trafilatura,
  newscatcher,
  zyte,
  fundus,
];

/** Articles that were found in one payload. */
export interface Found {
  /** The answer is one placement, not a list. */
  single: boolean;
  drafts: Draft[];
}

/** The articles in an object that holds them, by the shape of the whole; null when it is an article itself. */
export const openPayload = (payload: JsonObject): Found | null => {
  for (const { name, readPayload } of SHAPES) {
    const held = readPayload?.(payload);
    if (held) return found(name, held);
  }
  return null;
};

/** The roots of feeds, and of items by themselves, in small letters. */
export const FEED_ROOTS: ReadonlySet<string> = new Set(['rss', 'rdf:rdf', 'channel', 'item', 'feed', 'entry']);

/** The articles in a feed; null when it is none. */
export const openFeed = (root: XmlElement): Found | null => {
  const [rss, atom] = [readRss(root), readAtom(root)];
  if (rss) return found('rss', rss);
  return atom && found('atom', atom);
};

const found = (shape: string, { single, articles }: Held): Found => ({
  single,
  drafts: articles.map((fields) => ({ shape, fields })),
});

/** A web page, which is all that was sent. */
export const pageDraft = (html: string): Draft => ({
  shape: 'html',
  fields: { text: { name: 'body', value: html, format: 'html' } },
});

/** The articles that one value stands for: itself, or those of a payload that holds some. */
export const draftsOf = (value: unknown): Draft[] => {
  if (!isObject(value)) return [];
  for (const { name, readItem } of SHAPES) {
    const fields = readItem?.(value);
    if (fields) return [{ shape: name, fields }];
  }
  return openPayload(value)?.drafts ?? [{ shape: 'samewire', fields: layOut(value, {}) }];
};
