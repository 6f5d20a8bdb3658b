import * as z from 'zod/mini';
import { Decision, Relation } from './placement.ts';

/** Counters of a collection. Those of `awake` are kept in memory alone: storing them would cost a written row each time. */
export const Stats = z.object({
  articles: z.number(),
  clusters: z.number(),
  /** Articles that are no copies of others: the sum of the clusters' `distinct_texts`. */
  distinct_texts: z.number(),
  /** When the oldest and the newest of the texts that others are compared with were received; null where there is none. */
  oldest_text: z.nullable(z.string()),
  newest_text: z.nullable(z.string()),
  /** Size of the database, without texts that lie in R2. */
  database_bytes: z.number(),
  awake: z.object({
    /** When the object woke up. It sleeps when nobody asks for a while, and wakes up anew at every deployment. */
    since: z.string(),
    /** Articles that were placed since then, by decision, */
    decisions: z.record(Decision, z.number()),
    /** and by relation to the nearest member of their cluster; `none` where they stand alone. */
    relations: z.record(Relation, z.number()),
    /** Articles that could not be placed for a fault inside. */
    failures: z.number(),
  }),
});
export type Stats = z.infer<typeof Stats>;
