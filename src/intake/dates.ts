/** Before the first printed newspaper a date is a placeholder, such as Go's year 1 or MySQL's year 0. */
const FIRST_YEAR = 1605;
const LAST_YEAR = 9999;
/** Numbers from here on are milliseconds: as seconds this is the year 5138. */
const FIRST_MILLISECONDS = 1e11;
/** A smaller number may as well be a year or 20241231. As seconds this is March 1973. */
const SMALLEST_EPOCH = 1e8;
/** Longer strings are no dates, whatever they hold. */
const LONGEST = 64;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const ISO_BASIC = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z)?)?$/i;
/** The dates of mail, HTTP and RSS. The weekday is not checked: feeds get it wrong and mean the date. */
const RFC_822 =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-]([a-z]{3,9})\.?[\s-](\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]{1,4}|[+-]\d{2}:?\d{2})?)?$/i;
const EPOCH = /^\d{9,10}$|^\d{12,13}$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Hours east of Greenwich: RFC 822's names, and those of European feeds. */
const ZONES: Record<string, number> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  BST: 1,
  CET: 1,
  CEST: 2,
};

/**
 * Reads the moment an article was published: ISO 8601, RFC 822, or seconds or milliseconds since 1970.
 * Without a zone it is UTC; without a time it is midnight.
 * @returns ISO 8601 in UTC; null when it is no date, or one that the calendar does not have.
 */
export const readDate = (value: unknown): string | null => {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  const text = value.trim();
  if (EPOCH.test(text)) return fromEpoch(Number(text));
  return fromIso(text) ?? fromRfc822(text);
};

const fromEpoch = (epoch: number): string | null => {
  if (!Number.isFinite(epoch) || epoch < SMALLEST_EPOCH) return null;
  const date = new Date(epoch < FIRST_MILLISECONDS ? epoch * 1000 : epoch);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > LAST_YEAR ? null : date.toISOString();
};

const fromIso = (text: string): string | null => {
  const extended = ISO.exec(text);
  if (extended) {
    const [, year, month, day, hour, minute, second, fraction, zone] = extended;
    const ms = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
    return moment([year, month, day, hour, minute, second], ms, zone);
  }
  const basic = ISO_BASIC.exec(text);
  return basic ? moment(basic.slice(1, 7), 0, basic[7]) : null;
};

const fromRfc822 = (text: string): string | null => {
  const [, day, name = '', short = '', hour, minute, second, zone] = RFC_822.exec(text) ?? [];
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return null;
  // Two digits as RFC 2822 has it: 00 to 49 are this century's.
  const year = short.length === 2 ? (Number(short) < 50 ? 2000 : 1900) + Number(short) : Number(short);
  return moment([String(year), String(month), day, hour, minute, second], 0, zone);
};

/** @param parts Year, month, day, hour, minute, second; what is missing from the hour on is 0. */
const moment = (parts: (string | undefined)[], ms: number, zone: string | undefined): string | null => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  if (year < FIRST_YEAR || hour > 24 || minute > 59 || second > 60) return null;
  if (hour === 24 && minute + second + ms > 0) return null;
  const offset = offsetOf(zone);
  const date = new Date(Date.UTC(year, month - 1, day));
  // The calendar rolls 30 February over to March; then the parts no longer agree.
  if (offset === null || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const time = date.getTime() + ((hour * 60 + minute - offset) * 60 + Math.min(second, 59)) * 1000 + ms;
  const result = new Date(time);
  return result.getUTCFullYear() > LAST_YEAR ? null : result.toISOString();
};

/** Minutes east of Greenwich; null for a zone that nobody keeps. */
const offsetOf = (zone: string | undefined): number | null => {
  if (zone === undefined) return 0;
  const named = ZONES[zone.toUpperCase()];
  if (named !== undefined) return named * 60;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined || Number(hours) > 14 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};
