import { type Context, Hono } from 'hono';
import type * as z from 'zod/mini';
import {
  ConfirmWanted,
  type Correction,
  MergeWanted,
  MoveWanted,
  RejectWanted,
  SplitWanted,
  UndoWanted,
} from '../contract/correction.ts';
import { openBody, readSent } from '../intake/body.ts';
import { readObject } from '../intake/payload.ts';
import { badCorrection, ProblemError, problem } from '../intake/problems.ts';
import type { Wanted } from '../story-index/corrections/correct.ts';
import type { Editor, Refusal } from '../story-index/corrections/editing.ts';
import { notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { versionsOf } from './etag.ts';
import { streamLabels } from './labels.ts';
import { badCursor, readPage } from './query.ts';
import { collectionOf } from './story-index.ts';
import { type Page, takes } from './takes.ts';

/** What people say of clusters; later articles obey. */
export const corrections = new Hono<Api>()
  .post(
    '/articles/:id/move',
    allow('correct'),
    takes<{ json: z.input<typeof MoveWanted>; header?: IfMatch }>(),
    async (c) => {
      const { cluster_id: cluster, ...remarks } = await readWanted(c, MoveWanted);
      return correct(c, { kind: 'move', article: c.req.param('id'), cluster }, remarks);
    },
  )
  .post(
    '/articles/:id/reject',
    allow('correct'),
    takes<{ json: z.input<typeof RejectWanted>; header?: IfMatch }>(),
    async (c) => {
      const { cluster_id: cluster, ...remarks } = await readWanted(c, RejectWanted);
      return correct(c, { kind: 'reject', article: c.req.param('id'), cluster }, remarks);
    },
  )
  .post(
    '/clusters/:id/merge',
    allow('correct'),
    takes<{ json: z.input<typeof MergeWanted>; header?: IfMatch }>(),
    async (c) => {
      const { with: others, ...remarks } = await readWanted(c, MergeWanted);
      return correct(c, { kind: 'merge', cluster: c.req.param('id'), with: others }, remarks);
    },
  )
  .post(
    '/clusters/:id/split',
    allow('correct'),
    takes<{ json: z.input<typeof SplitWanted>; header?: IfMatch }>(),
    async (c) => {
      const { articles, ...remarks } = await readWanted(c, SplitWanted);
      return correct(c, { kind: 'split', cluster: c.req.param('id'), articles }, remarks);
    },
  )
  .post(
    '/clusters/:id/confirm',
    allow('correct'),
    takes<{ json: z.input<typeof ConfirmWanted>; header?: IfMatch }>(),
    async (c) => {
      const remarks = await readWanted(c, ConfirmWanted);
      return correct(c, { kind: 'confirm', cluster: c.req.param('id') }, remarks);
    },
  )
  .get('/corrections', allow('correct'), takes<{ query?: Page }>(), async (c) => {
    const page = await collectionOf(c).corrections(readPage((name) => c.req.query(name)));
    if ('error' in page) throw badCursor();
    return c.json(page, 200);
  })
  .get('/corrections/labels', allow('correct'), (c) => streamLabels(c))
  .post('/corrections/:id/undo', allow('correct'), takes<{ json: z.input<typeof UndoWanted> }>(), async (c) => {
    const remarks = await readWanted(c, UndoWanted);
    return answer(
      c,
      await collectionOf(c).undoCorrection(c.req.param('id'), { ...editorOf(c, remarks), versions: null }),
    );
  });

/** Header of a correction. */
type IfMatch = { 'if-match'?: string };

interface Remarks {
  who?: string | null | undefined;
  why?: string | null | undefined;
  version?: string | null | undefined;
}

const correct = async (c: Context<Api>, wanted: Wanted, remarks: Remarks) =>
  answer(c, await collectionOf(c).correct(wanted, editorOf(c, remarks)));

/** Reads a body, which may be empty where nothing has to be said. @throws {ProblemError} 422 that names every field at fault. */
const readWanted = async <Schema extends z.ZodMiniType>(c: Context<Api>, schema: Schema): Promise<z.output<Schema>> => {
  const sent = await readSent(c.req.raw);
  const read = schema.safeParse(sent.length === 0 ? {} : readObject(await openBody(c.req.raw.headers, sent)));
  if (read.success) return read.data;
  throw new ProblemError(
    badCorrection(
      read.error.issues.flatMap(({ path, message, ...issue }) =>
        'keys' in issue && Array.isArray(issue.keys)
          ? issue.keys.map((key) => ({ field: String(key).slice(0, 100), detail: 'is not known here' }))
          : [{ field: fieldOf(path), detail: WRONG[String(path[0])] ?? message }],
      ),
    ),
  );
};

/** `articles[3]`. */
const fieldOf = (path: PropertyKey[]): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`)).join('');

const WRONG: Record<string, string> = {
  cluster_id: 'must be the id of a cluster, or null for a new one where an article is moved',
  with: 'must be a list of ids of clusters, at least one and at most 2,000',
  articles: 'must be a list of ids of articles, at least one and at most 2,000',
  why: 'must be a text of at most 2,000 characters',
  who: 'must be a text of 1 to 100 characters',
  version: 'must be the version of a cluster',
};

/** Who the token says, and the person that it speaks for. */
const editorOf = (c: Context<Api>, { who, why, version }: Remarks): Editor => {
  const { name } = c.var.caller;
  const given = who?.trim().toWellFormed();
  const tags = versionsOf(c.req.header('if-match'));
  return {
    who: given ? `${given} (${name})` : name,
    why: why?.trim().toWellFormed() || null,
    versions: version ? [version] : tags,
  };
};

const answer = (c: Context<Api>, made: Correction | Refusal) => {
  if ('error' in made) throw refused(made);
  return c.json(made, 200);
};

const refused = ({ error, field, detail }: Refusal): ProblemError => {
  switch (error) {
    case 'changed':
      return new ProblemError(problem('precondition-failed', `${detail}: read it again.`, [{ field, detail }]));
    case 'undone':
      return new ProblemError(problem('already-undone', 'This correction was undone before.', [{ field, detail }]));
    case 'unknown_correction':
      return notFound('correction with this id');
    case 'unknown_article':
    case 'unknown_cluster':
      if (field !== 'id') return new ProblemError(badCorrection([{ field, detail }]));
      return notFound(error === 'unknown_article' ? 'article with this id' : 'cluster with this id');
    case 'pointless':
      return new ProblemError(badCorrection([{ field, detail }]));
  }
};
