import { hash32 } from './hash.ts';
import { fold } from './stem.ts';

/** How a dispatch begins: where it was written, when, and the agency that is credited. */
export interface Dateline {
  /** Hash of the place, 0 where none is given. */
  place: number;
  /** Day of the month, 0 where none is given. */
  day: number;
  /** Hash of the credited agency, 0 where none is given. */
  credit: number;
  /** Length of the dateline: the text begins after it. */
  length: number;
}

const NONE: Dateline = { place: 0, day: 0, credit: 0, length: 0 };

const WESTERN =
  /^(?<place>[\p{Lu}\p{Lo}][\p{L}\p{M} .'’,/()-]{1,50}?)(?:,? (?<date>\d{1,2}\.? (?:de )?\p{L}{3,10}\.?|\p{L}{3,10}\.? \d{1,2})(?:,? \d{4})?)? ?(?:[(（](?<credit>[^()（）\n]{2,40})[)）])? ?(?:[-–—]{1,2}|:) (?:(?<after>\p{Lu}[\p{L}]{2,20})\. )?/u;
const BRACKETED = /^【(?<place>[^】]{1,20})】/u;
const CHINESE =
  /^(?:[（(])?(?<credit>[\p{Script=Han}]{2,6}社)(?<place>[\p{Script=Han}]{2,8}?)?(?:\d{1,2}月)?(?<date>\d{1,2})日电?(?:[)）])?(?:（记者[^）]{1,40}）)?/u;
const KOREAN =
  /^[([](?<place>[\p{Script=Hangul}]{2,6})=(?<credit>[\p{Script=Hangul}]{2,10})[)\]](?: ?[\p{Script=Hangul} ]{2,12}(?:기자|특파원) ?=)?/u;

/** What comes first of a dispatch fits into this many letters. */
const LONGEST = 130;

/** Reads the dateline at the start of a paragraph. */
export const readDateline = (paragraph: string): Dateline => {
  const head = paragraph.slice(0, LONGEST);
  const match = CHINESE.exec(head) ?? KOREAN.exec(head) ?? BRACKETED.exec(head) ?? western(head);
  if (match === null) return NONE;
  const { place, date, credit, after } = match.groups as Record<string, string | undefined>;
  const agency = credit ?? after;
  return {
    place: place === undefined ? 0 : hash32(fold(place.split(/[,(]/)[0] as string).trim()),
    day: Number(/\d{1,2}/.exec(date ?? '')?.[0] ?? 0),
    credit: agency === undefined ? 0 : hash32(fold(agency).trim()),
    length: match[0].length,
  };
};

/** A place in capitals, or a credit in brackets, tells a dateline from a sentence with a dash in it. */
const western = (head: string): RegExpExecArray | null => {
  const match = WESTERN.exec(head);
  if (match === null) return null;
  const place = match.groups?.place ?? '';
  const credited = match.groups?.credit !== undefined && place.split(' ').length <= 6;
  return credited || /^\p{Lu}{3,}/u.test(place.replace(/[\s'’.-]/g, '')) ? match : null;
};
