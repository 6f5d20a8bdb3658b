import * as z from 'zod/mini';
import { Relation } from './placement.ts';

/** One measured likeness of two articles. */
export const SignalValue = z.object({
  /** A plain name, such as "names in common". */
  name: z.string(),
  value: z.number(),
  /** What it moved the score by, in logits; positive speaks for one cluster. */
  weight: z.number(),
});
export type SignalValue = z.infer<typeof SignalValue>;

/** A passage both texts have: offsets in UTF-16 units into the original texts, end exclusive. */
export const Passage = z.object({
  kind: z.enum(['shared', 'reworded']),
  a: z.tuple([z.number(), z.number()]),
  b: z.tuple([z.number(), z.number()]),
  /** The weighty words both sides have. */
  words: z.array(z.string()),
});
export type Passage = z.infer<typeof Passage>;

export const Comparison = z.object({
  relation: Relation,
  score: z.number(),
  /** One sentence a person can read. */
  verdict: z.string(),
  signals: z.array(SignalValue),
  passages: z.array(Passage),
});
export type Comparison = z.infer<typeof Comparison>;
