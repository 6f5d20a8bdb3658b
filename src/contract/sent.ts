import * as z from 'zod/mini';

/**
 * An article as a crawler may send it, under the contract's own names. src/intake/fields.ts has the other names that are read, and
 * src/intake/shapes whole payloads of other tools, so the schema is open, and nothing is refused by it.
 */
export const SentArticle = z.looseObject({
  text: z
    .optional(z.string())
    .check(z.describe('The article as plain text. Needed, under this or another name, or as `html` or `markdown`.')),
  html: z.optional(z.string()).check(z.describe('The article or its whole page as HTML, in place of `text`.')),
  markdown: z.optional(z.string()).check(z.describe('The article as Markdown, in place of `text`.')),
  title: z.optional(z.string()).check(z.describe('Helps much.')),
  published_at: z
    .optional(z.union([z.string(), z.number()]))
    .check(
      z.describe('Helps much: ISO 8601, RFC 822, or seconds or milliseconds since 1970; UTC where no zone is given.'),
    ),
  url: z.optional(z.string()).check(z.describe('http or https; kept without tracking parameters.')),
  source: z
    .optional(z.union([z.string(), z.looseObject({ name: z.optional(z.string()), url: z.optional(z.string()) })]))
    .check(z.describe("The outlet: a name, or an object with `name` or `url`; else the URL's host.")),
  id: z
    .optional(z.union([z.string(), z.number()]))
    .check(
      z.describe('Your own, up to 200 characters; else derived from the URL (`u_…`), else from the content (`t_…`).'),
    ),
  language: z.optional(z.string()).check(z.describe('Kept, not judged by.')),
  author: z.optional(z.union([z.string(), z.array(z.string())])).check(z.describe('Kept, not judged by.')),
});
export type SentArticle = z.infer<typeof SentArticle>;

/** What may be posted as JSON: one article, or many. */
export const SentArticles = z.union([SentArticle, z.array(SentArticle), z.object({ articles: z.array(SentArticle) })]);
export type SentArticles = z.infer<typeof SentArticles>;

/** Two articles to compare. */
export const SentPair = z.object({ a: SentArticle, b: SentArticle });
export type SentPair = z.infer<typeof SentPair>;
