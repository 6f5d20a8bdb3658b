import { isObject, type JsonObject } from '../json.ts';
import { type Layout, layOut, type Sent, type Shape } from './draft.ts';

/** Version 3 writes names in camel case, 2 in lower case; 1 has one headline, and bodies under names of their own. */
const LAYOUT: Layout = {
  id: ['uri', 'guid'],
  url: [],
  title: ['headline', 'title'],
  text: ['text:body_text', 'html:body_xhtml', 'html:body_html'],
  published_at: [
    'firstCreated',
    'firstcreated',
    'versionCreated',
    'versioncreated',
    'contentCreated',
    'contentcreated',
  ],
  source: ['infoSources.0.name', 'infosources.0.name', 'copyrightHolder', 'copyrightholder'],
  author: ['by', 'byline'],
};

/** IPTC ninjs 1 to 3: one news item. */
export const ninjs: Shape = {
  name: 'ninjs',
  readItem: (item) => {
    if (!('uri' in item) || !['versionCreated', 'versioncreated', 'headlines', 'bodies'].some((name) => name in item)) {
      return null;
    }
    const fields = layOut(item, LAYOUT);
    return { ...fields, title: mainHeadline(item) ?? fields.title, text: mainBody(item) ?? fields.text };
  },
};

type Part = { name: string; value: string; role: unknown; type: string };

const partsOf = (item: JsonObject, name: 'headlines' | 'bodies'): Part[] => {
  const list = Array.isArray(item[name]) ? item[name] : [];
  return list.flatMap((part, n) => {
    if (!isObject(part) || typeof part.value !== 'string' || part.value.trim() === '') return [];
    const type = String(part.contentType ?? part.contenttype ?? '');
    return [{ name: `${name}[${n}].value`, value: part.value, role: part.role, type }];
  });
};

const mainHeadline = (item: JsonObject): Sent | undefined => {
  const parts = partsOf(item, 'headlines');
  return parts.find(({ role }) => role === 'main') ?? parts[0];
};

/** Plain text is exact; where there is none, the main body, whose markup is made text. */
const mainBody = (item: JsonObject): Sent | undefined => {
  const parts = partsOf(item, 'bodies');
  const isMarkup = ({ type }: Part): boolean => /html|xml/i.test(type);
  const plain = parts.filter((part) => !isMarkup(part));
  const candidates = plain.length > 0 ? plain : parts;
  const body = candidates.find(({ role }) => role === 'main') ?? candidates[0];
  return body && { name: body.name, value: body.value, ...(isMarkup(body) ? { format: 'html' as const } : {}) };
};
