import * as z from 'zod/mini';
import { Moment } from './moment.ts';

export const CorrectionKind = z.enum(['move', 'merge', 'split', 'confirm', 'reject']);
export type CorrectionKind = z.infer<typeof CorrectionKind>;

export const CorrectedArticle = z.object({
  article_id: z.string(),
  from: z
    .string()
    .check(z.describe('The cluster that it was in before; of a rejection the one that it does not belong to.')),
  to: z.string().check(z.describe('The cluster that it was moved to; the same as `from` where it was not moved.')),
});
export type CorrectedArticle = z.infer<typeof CorrectedArticle>;

/** What a person said of articles and clusters. */
export const Correction = z.object({
  id: z.string().check(z.describe('Ids sort as text in the order of the corrections.')),
  kind: CorrectionKind.check(z.describe('Of one that undoes another, the kind of that.')),
  who: z.string(),
  at: Moment,
  why: z.nullable(z.string()),
  clusters: z.array(z.string()).check(z.describe('The clusters that it is about, as they are called now.')),
  articles: z
    .array(CorrectedArticle)
    .check(z.describe('The articles that it is about and that are still there, the first hundred.')),
  article_count: z.int().check(z.describe('How many of them there are.')),
  undoes: z.nullable(z.string()).check(z.describe('The correction that this one takes back.')),
  undone_by: z.nullable(z.string()).check(z.describe('The correction that takes this one back.')),
});
export type Correction = z.infer<typeof Correction>;

export const CorrectionPage = z.object({ corrections: z.array(Correction), next: z.nullable(z.string()) });
export type CorrectionPage = z.infer<typeof CorrectionPage>;

/** Longest reason, and longest name of a person, in characters. */
export const LONGEST_WHY = 2000;
export const LONGEST_WHO = 100;
/** Most ids that one correction may name. */
export const MOST_NAMED = 2000;

const Id = z.string().check(z.minLength(1), z.maxLength(2048));
const Ids = z.array(Id).check(z.minLength(1), z.maxLength(MOST_NAMED));

/** What every correction may say beside what it does. */
const Remarks = {
  why: z.optional(z.nullable(z.string().check(z.maxLength(LONGEST_WHY)))).check(z.describe('The reason, for the log.')),
  who: z
    .optional(z.nullable(z.string().check(z.minLength(1), z.maxLength(LONGEST_WHO))))
    .check(z.describe("A person's name, for a token that several use. The log shows it with the token's.")),
  version: z
    .optional(z.nullable(z.string().check(z.maxLength(100))))
    .check(z.describe('`version` of the cluster as it was read: 412 where it has changed. `If-Match` does the same.')),
};

export const MoveWanted = z.strictObject({
  cluster_id: z.nullable(Id).check(z.describe('Where the article belongs; null for a cluster of its own.')),
  ...Remarks,
});
export const MergeWanted = z.strictObject({ with: Ids.check(z.describe('Ids of the other clusters.')), ...Remarks });
export const SplitWanted = z.strictObject({
  articles: Ids.check(z.describe('Members that leave, together, to a cluster of their own.')),
  ...Remarks,
});
export const ConfirmWanted = z.strictObject(Remarks);
export const RejectWanted = z.strictObject({
  cluster_id: Id.check(z.describe('The cluster to which the article does not belong.')),
  ...Remarks,
});
export const UndoWanted = z.strictObject({ why: Remarks.why, who: Remarks.who });

/** A line of the labels: an article with its story. */
export const LabelledArticle = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  published_at: z.nullable(Moment),
  source: z.nullable(z.string()),
  story: z.string(),
});
export type LabelledArticle = z.infer<typeof LabelledArticle>;
