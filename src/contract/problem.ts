import * as z from 'zod/mini';

export const FieldError = z.object({
  field: z
    .string()
    .check(
      z.describe('Name of the field as it was sent, with its place: `text`, `articles[3].published_at`, `?limit`.'),
    ),
  detail: z.string(),
});
export type FieldError = z.infer<typeof FieldError>;

/** What went wrong, as RFC 9457 `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(FieldError),
  instance: z
    .optional(z.string())
    .check(z.describe('The request that it answers; of one article among several it is left out.')),
});
export type Problem = z.infer<typeof Problem>;
