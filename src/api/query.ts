import { readDate } from '../intake/dates.ts';
import { badQuery, ProblemError } from '../intake/problems.ts';

/** Longest text a query parameter may be. */
const LONGEST = 500;
/** Of lists: entries a page without and with `limit`. */
const PAGE = 50;
const LARGEST_PAGE = 200;

export type Query = (name: string) => string | undefined;

/** A parameter as text; null when it is absent or empty. @throws {ProblemError} 400 when it is too long. */
export const readText = (query: Query, name: string): string | null => {
  const value = query(name)?.trim();
  if (!value) return null;
  if (value.length > LONGEST) throw new ProblemError(badQuery(`?${name}`, `is longer than ${LONGEST} characters`));
  return value.toWellFormed();
};

/** A whole number; null when it is absent. @throws {ProblemError} 400 for anything else, or out of range. */
export const readInteger = (query: Query, name: string, lowest: number, highest: number): number | null => {
  const value = readText(query, name);
  if (value === null) return null;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= lowest && number <= highest) return number;
  throw new ProblemError(badQuery(`?${name}`, `must be a whole number from ${lowest} to ${highest}`));
};

/** ISO 8601 in UTC; null when it is absent. @throws {ProblemError} 400 when it is no date. */
export const readMoment = (query: Query, name: string): string | null => {
  const value = readText(query, name);
  if (value === null) return null;
  // A plus sign that was not escaped arrives as a space.
  const date = readDate(value.replace(/ (?=\d{2}:?\d{2}$)(?<=T\S+ )/, '+'));
  if (date === null) throw new ProblemError(badQuery(`?${name}`, 'is no date: send ISO 8601'));
  return date;
};

/** Which page of a list is asked for. @throws {ProblemError} 400 when the query says it wrongly. */
export const readPage = (query: Query): { cursor: string | null; limit: number } => ({
  cursor: readText(query, 'cursor'),
  limit: readInteger(query, 'limit', 1, LARGEST_PAGE) ?? PAGE,
});

export const badCursor = (): ProblemError =>
  new ProblemError(badQuery('?cursor', 'is not one that an earlier answer gave'));
