import { attributeOf, decodeEntities, type XmlElement } from '../xml.ts';
import type { Format, Sent } from './draft.ts';

/** What RSS and Atom have in common. Names are as they stand in feeds, where the prefixes are always the same. */

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** The text of the first of these children that has any. */
export const textOf = (element: XmlElement, names: readonly string[], at: string): Sent | undefined => {
  for (const name of names) {
    for (const child of childrenOf(element, name)) {
      const value = child.text.trim();
      if (value !== '') return { name: at + name, value };
    }
  }
  return undefined;
};

/** Titles are plain text that is often escaped once more: `AT&amp;amp;T`, `&lt;em&gt;`. */
export const titleOf = (element: XmlElement, names: readonly string[], at: string): Sent | undefined => {
  const sent = markupOf(element, names, at) ?? textOf(element, names, at);
  return sent && { name: sent.name, value: decodeEntities(String(sent.value).replace(/<\/?[a-z][^<>]*>/gi, '')) };
};

/** Content as text, escaped markup or markup; missed under the first of the names. */
export const contentOf = (element: XmlElement, names: readonly string[], at: string): Sent => {
  for (const name of names) {
    const sent = markupOf(element, [name], at) ?? textOf(element, [name], at);
    if (sent) return { ...sent, ...formatOf(childrenOf(element, name)[0], sent) };
  }
  return { name: `${at}${names[0]}`, value: undefined };
};

/** Markup that was not escaped, as in Atom's XHTML: the elements as they were written. */
const markupOf = (element: XmlElement, names: readonly string[], at: string): Sent | undefined => {
  for (const name of names) {
    const child = childrenOf(element, name).find(({ children }) => children.length > 0);
    if (child) return { name: at + name, value: child.markup, format: 'html' };
  }
  return undefined;
};

/** RSS never says what its content is; Atom does, and means HTML by `html`. */
const formatOf = (element: XmlElement | undefined, sent: Sent): { format?: Format } => {
  if (sent.format) return { format: sent.format };
  const type = element && attributeOf(element, 'type');
  if (type === 'text' || type === 'text/plain') return { format: 'text' };
  return /[<&]/.test(String(sent.value)) ? { format: 'html' } : {};
};
