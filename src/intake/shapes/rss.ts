import { readUrl } from '../urls.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import { completed, type Fields, type Held, identified, type Sent } from './draft.ts';
import { childrenOf, contentOf, textOf, titleOf } from './elements.ts';

/** RSS 0.9x, 2.0 and 1.0 (RDF, where items stand beside the channel), or an item by itself. null when it is none. */
export const readRss = (root: XmlElement): Held | null => {
  const name = root.name.toLowerCase();
  if (name === 'item') return { single: true, articles: [identified(readItem(root, 'item.'))] };
  if (name !== 'rss' && name !== 'channel' && name !== 'rdf:rdf') return null;
  const channel = name === 'channel' ? root : childrenOf(root, 'channel')[0];
  if (channel === undefined) return null;
  const holders = channel === root ? [root] : [root, channel];
  const items = holders.flatMap((holder) => childrenOf(holder, 'item'));
  const ofChannel = {
    source: titleOf(channel, ['title'], 'channel.'),
    language: textOf(channel, ['language', 'dc:language'], 'channel.'),
  };
  const articles = items.map((item, n) => completed(identified(readItem(item, `item[${n}].`)), ofChannel));
  return { single: false, articles };
};

/** `source` is the publisher where a feed gathers from several; else the channel is. */
const readItem = (item: XmlElement, at: string): Fields => ({
  id: textOf(item, ['guid', 'dc:identifier'], at),
  url: linkOf(item, at),
  title: titleOf(item, ['title', 'dc:title', 'media:title'], at),
  text: contentOf(item, ['content:encoded', 'content', 'description', 'media:description'], at),
  published_at: textOf(
    item,
    ['pubDate', 'dc:date', 'dcterms:issued', 'published', 'atom:published', 'atom:updated'],
    at,
  ),
  source: titleOf(item, ['source', 'dc:publisher'], at),
  language: textOf(item, ['dc:language'], at),
  author: authorsOf(item, at),
});

/** The article's own address before the one that counts clicks; then the link, in either form; then a guid that is one. */
const linkOf = (item: XmlElement, at: string): Sent | undefined => {
  const written = textOf(item, ['feedburner:origLink', 'link'], at);
  if (written) return written;
  for (const name of ['link', 'atom:link']) {
    const link = childrenOf(item, name).find((one) => (attributeOf(one, 'rel') ?? 'alternate') === 'alternate');
    const href = link && attributeOf(link, 'href');
    if (href) return { name: `${at}${name}`, value: href };
  }
  const guid = childrenOf(item, 'guid').find((one) => attributeOf(one, 'isPermaLink') !== 'false');
  const url = guid && readUrl(guid.text);
  return url ? { name: `${at}guid`, value: url } : undefined;
};

/** RSS has `address (name)`, Dublin Core the name, perhaps several times. */
const authorsOf = (item: XmlElement, at: string): Sent | undefined => {
  const creators = childrenOf(item, 'dc:creator').map(({ text }) => text);
  if (creators.length > 0) return { name: `${at}dc:creator`, value: creators };
  const author = textOf(item, ['author', 'itunes:author'], at);
  return author && { name: author.name, value: /\(([^()]+)\)\s*$/.exec(String(author.value))?.[1] ?? author.value };
};
