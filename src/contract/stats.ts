import * as z from 'zod/mini';
import { Moment } from './moment.ts';
import { Decision, Relation } from './placement.ts';

/** Counters of a collection. Those of `awake` are kept in memory alone: storing them would cost a written row each time. */
export const Stats = z.object({
  articles: z.number(),
  clusters: z.number(),
  distinct_texts: z
    .number()
    .check(z.describe("Articles that are no copies of others: the sum of the clusters' `distinct_texts`.")),
  oldest_text: z
    .nullable(Moment)
    .check(
      z.describe(
        'When the oldest and the newest of the texts that others are compared with were received; null where there is none.',
      ),
    ),
  newest_text: z.nullable(Moment),
  database_bytes: z.number().check(z.describe('Size of the database, without texts that lie in R2.')),
  awake: z.object({
    since: Moment.check(
      z.describe(
        'When the object woke up. It sleeps when nobody asks for a while, and wakes up anew at every deployment.',
      ),
    ),
    decisions: z.record(Decision, z.number()).check(z.describe('Articles that were placed since then, by decision,')),
    relations: z
      .record(Relation, z.number())
      .check(z.describe('and by relation to the nearest member of their cluster; `none` where they stand alone.')),
    failures: z.number().check(z.describe('Articles that could not be placed for a fault inside.')),
  }),
});
export type Stats = z.infer<typeof Stats>;
