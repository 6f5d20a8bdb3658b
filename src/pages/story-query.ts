import { type Query, readInteger, readText } from '../api/query.ts';
import { badQuery, ProblemError } from '../intake/problems.ts';
import { STORY_ORDERS, type StoryFilter, type StoryOrder } from '../story-index/stories.ts';

/** Stories a page. */
const PAGE = 30;
const HOUR = 3_600_000;
/** A day: what somebody who comes to the desk has missed. */
export const DEFAULT_HOURS = 24;
/** Longest a collection keeps articles. */
const MOST_HOURS = 24 * 3650;

/** What the stories are asked by, as it stands in the address. */
export interface StoryQuery extends Omit<StoryFilter, 'since'> {
  hours: number;
}

/** @throws {ProblemError} 400 where the address says something that is none. */
export const readStoryQuery = (query: Query): StoryQuery => ({
  hours: readInteger(query, 'hours', 1, MOST_HOURS) ?? DEFAULT_HOURS,
  order: readOrder(query),
  min_size: readInteger(query, 'min_size', 1, 1_000_000) ?? 1,
  source: readText(query, 'source'),
  language: readText(query, 'language'),
  q: readText(query, 'q'),
  cursor: readText(query, 'cursor'),
  limit: PAGE,
});

const readOrder = (query: Query): StoryOrder => {
  const wanted = readText(query, 'order') ?? 'newest';
  const order = STORY_ORDERS.find((known) => known === wanted);
  if (order === undefined) throw new ProblemError(badQuery('?order', `must be ${STORY_ORDERS.join(' or ')}`));
  return order;
};

export const toFilter = ({ hours, ...rest }: StoryQuery, now: number): StoryFilter => ({
  ...rest,
  since: now - hours * HOUR,
});

/** The address of the stories with some of it changed. What is as it is by itself is left out. */
export const storiesPath = (query: StoryQuery, change: Partial<StoryQuery> = {}, path = '/'): string => {
  const { limit: _, ...asked } = { ...query, ...change };
  const defaults: Record<string, unknown> = { hours: DEFAULT_HOURS, order: 'newest', min_size: 1 };
  const parameters = Object.entries(asked).flatMap(([name, value]) =>
    value === null || value === defaults[name] ? [] : [[name, String(value)]],
  );
  return parameters.length === 0 ? path : `${path}?${new URLSearchParams(parameters)}`;
};
