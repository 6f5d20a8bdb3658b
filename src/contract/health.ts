import * as z from 'zod/mini';

export const Health = z.object({
  status: z.literal('ok'),
  collection: z
    .optional(z.object({ articles: z.int(), clusters: z.int(), distinct_texts: z.int(), schema: z.int() }))
    .check(z.describe("What the token's collection holds, and the version of its database; only with a token.")),
});
export type Health = z.infer<typeof Health>;
