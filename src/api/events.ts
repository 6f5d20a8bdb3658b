import { Hono } from 'hono';
import { badQuery, ProblemError, problem } from '../intake/problems.ts';
import type { BadSequence } from '../story-index/events/event-log.ts';
import { type Api, allow } from './auth.ts';
import { readInteger } from './query.ts';
import { collectionOf } from './story-index.ts';
import { type Asked, takes } from './takes.ts';

const PAGE = 100;
const LARGEST_PAGE = 1000;

/** What happened, to be asked for; src/api/subscriptions.ts is to be told. */
export const events = new Hono<Api>().get(
  '/events',
  allow('read'),
  takes<{ query?: Asked<'after' | 'limit'> }>(),
  async (c) => {
    const query = (name: string): string | undefined => c.req.query(name);
    const after = readInteger(query, 'after', 0, Number.MAX_SAFE_INTEGER);
    const page = await collectionOf(c).events(after, readInteger(query, 'limit', 1, LARGEST_PAGE) ?? PAGE);
    if ('error' in page) throw badSequence(page, '?after');
    return c.json(page, 200);
  },
);

/** 410 for what the log no longer has, 400 for what it never had: then another collection's number was sent, or it was emptied. */
export const badSequence = ({ error, first, last }: BadSequence, field: string): ProblemError => {
  if (error === 'sequence_unknown') return new ProblemError(badQuery(field, `is beyond the last event, ${last}`));
  const detail = `The first event there still is has the sequence ${first}: ask for what is after ${first - 1}, and read the clusters anew.`;
  return new ProblemError(problem('events-gone', detail, [{ field, detail }]));
};
