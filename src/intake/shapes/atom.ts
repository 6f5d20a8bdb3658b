import { attributeOf, type XmlElement } from '../xml.ts';
import { completed, type Fields, type Held, identified, type Sent } from './draft.ts';
import { childrenOf, contentOf, textOf, titleOf } from './elements.ts';

/** Atom 1.0 and 0.3, or an entry by itself. null when it is neither. */
export const readAtom = (root: XmlElement): Held | null => {
  const name = root.name.toLowerCase();
  if (name === 'entry') return { single: true, articles: [identified(readEntry(root, 'entry.'))] };
  if (name !== 'feed') return null;
  const ofFeed = {
    source: titleOf(root, ['title'], 'feed.'),
    language: languageOf(root, 'feed.'),
    author: authorsOf(root, 'feed.'),
  };
  const entries = childrenOf(root, 'entry');
  return {
    single: false,
    articles: entries.map((entry, n) => completed(identified(readEntry(entry, `entry[${n}].`)), ofFeed)),
  };
};

const readEntry = (entry: XmlElement, at: string): Fields => {
  // An entry that was taken over from another feed names it.
  const origin = childrenOf(entry, 'source')[0];
  return {
    id: textOf(entry, ['id'], at),
    url: linkOf(entry, at),
    title: titleOf(entry, ['title'], at),
    text: contentOf(entry, ['content', 'summary'], at),
    published_at: textOf(entry, ['published', 'issued', 'updated', 'modified', 'dc:date'], at),
    source: origin && titleOf(origin, ['title'], `${at}source.`),
    language: languageOf(entry, at),
    author: authorsOf(entry, at),
  };
};

const linkOf = (entry: XmlElement, at: string): Sent | undefined => {
  const link = childrenOf(entry, 'link').find((one) => (attributeOf(one, 'rel') ?? 'alternate') === 'alternate');
  const value = link && attributeOf(link, 'href');
  return value ? { name: `${at}link`, value } : undefined;
};

const languageOf = (element: XmlElement, at: string): Sent | undefined => {
  const value = attributeOf(element, 'xml:lang');
  return value ? { name: `${at}xml:lang`, value } : undefined;
};

const authorsOf = (element: XmlElement, at: string): Sent | undefined => {
  const names = childrenOf(element, 'author').flatMap((author) => textOf(author, ['name'], '')?.value ?? []);
  return names.length > 0 ? { name: `${at}author.name`, value: names } : undefined;
};
