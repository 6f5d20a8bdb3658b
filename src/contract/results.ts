import * as z from 'zod/mini';
import { Placement } from './placement.ts';
import { Problem } from './problem.ts';

/** The answer to several articles. */
export const Results = z.object({
  results: z
    .array(z.union([Placement, Problem]))
    .check(z.describe('In the order of the articles; a bad one becomes a problem in its place.')),
  errors: z.boolean().check(z.describe('Whether any of them is a problem.')),
});
export type Results = z.infer<typeof Results>;
