import * as z from 'zod/mini';
import { Relation } from './placement.ts';

/** One measured likeness of two articles. */
export const SignalValue = z.object({
  name: z.string().check(z.describe('A plain name, such as "names in common".')),
  value: z.number(),
  weight: z.number().check(z.describe('What it moved the score by, in logits; positive speaks for one cluster.')),
});
export type SignalValue = z.infer<typeof SignalValue>;

/** A passage both texts have: offsets in UTF-16 units into the original texts, end exclusive. */
export const Passage = z.object({
  kind: z.enum(['shared', 'reworded']),
  a: z.tuple([z.number(), z.number()]),
  b: z.tuple([z.number(), z.number()]),
  words: z.array(z.string()).check(z.describe('The weighty words both sides have.')),
});
export type Passage = z.infer<typeof Passage>;

export const Comparison = z.object({
  relation: Relation,
  score: z.number(),
  verdict: z.string().check(z.describe('One sentence a person can read.')),
  signals: z.array(SignalValue),
  passages: z.array(Passage),
});
export type Comparison = z.infer<typeof Comparison>;
