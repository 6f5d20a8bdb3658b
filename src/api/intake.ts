import type { Context } from 'hono';
import type { Placement } from '../contract/placement.ts';
import type { Problem } from '../contract/problem.ts';
import { readPayload } from '../intake/payload.ts';
import { admit } from './admission.ts';
import type { Api } from './auth.ts';
import { type Answer, BATCH, placeItems } from './prepare.ts';
import { REPLAYED, type Repeatable } from './repeatable.ts';
import { collectionOf } from './story-index.ts';
import { textKeeper } from './texts.ts';

export interface Taken {
  /** One article by itself was sent. */
  single: boolean;
  answers: Answer[];
  /** Headers of the answer. */
  headers: Record<string, string>;
}

/**
 * Places the articles of a body in the caller's collection.
 * @param store False: gives the same answers and stores nothing.
 * @throws {ProblemError} where the body as a whole cannot be taken.
 */
export const takeArticles = async (
  c: Context<Api>,
  body: string,
  { store, ...how }: { store: boolean; repeatable: Repeatable | null; explain: boolean },
): Promise<Taken> => {
  const { single, items } = readPayload(body, c.req.header('content-type') ?? '');
  const answers = await admit(c.var.caller.collection, Math.min(items.length, BATCH), async () =>
    placeItems(() => collectionOf(c), items, { keepText: store ? await textKeeper(c) : null, ...how }),
  );
  return { single, answers, headers: isReplayed(answers) ? REPLAYED : {} };
};

export interface Results {
  results: (Placement | Problem)[];
  errors: boolean;
}

export const listResults = (answers: Answer[]): Results => ({
  results: answers.map((answer) => ('problem' in answer ? answer.problem : answer.placement)),
  errors: answers.some((answer) => 'problem' in answer),
});

const isReplayed = (answers: Answer[]): boolean => {
  const placed = answers.filter((answer) => 'placement' in answer);
  return placed.length > 0 && placed.every(({ replayed }) => replayed);
};
