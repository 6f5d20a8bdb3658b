import * as z from 'zod/mini';
import { Moment } from './moment.ts';
import { Placement } from './placement.ts';
import { Problem } from './problem.ts';

/** `failed`: it was tried often enough and waits among the dead letters to be sent again. */
export const JobState = z.enum(['queued', 'running', 'done', 'failed']);
export type JobState = z.infer<typeof JobState>;

/** The answer to articles that are placed later. */
export const JobAccepted = z.object({ job_id: z.string(), status_url: z.string(), state: JobState });
export type JobAccepted = z.infer<typeof JobAccepted>;

/**
 * What became of one article of a job: of its placement, what says where it went. What else a placement tells, titles above all, would
 * stay with the job after the articles that it is about were deleted.
 */
export const JobPlacement = z.pick(Placement, {
  article_id: true,
  cluster_id: true,
  decision: true,
  relation: true,
  score: true,
  notes: true,
});
export type JobPlacement = z.infer<typeof JobPlacement>;

export const Job = z.object({
  job_id: z.string(),
  state: JobState,
  received_at: Moment,
  items: z
    .number()
    .check(z.describe('Articles in it, those that were answered, and those of them whose answer is a problem.')),
  done: z.number(),
  errors: z.number(),
  results: z.array(z.union([JobPlacement, Problem])).check(z.describe('Of the articles that were answered, in order.')),
});
export type Job = z.infer<typeof Job>;
