import type { Context } from 'hono';
import type { Results } from '../contract/results.ts';
import type { Payload } from '../intake/payload.ts';
import { admit } from './admission.ts';
import { answerProblem } from './answers.ts';
import type { Api } from './auth.ts';
import { type Answer, BATCH, type PlaceItems, placeItems } from './prepare.ts';
import { REPLAYED } from './repeatable.ts';
import { collectionOf } from './story-index.ts';
import { textKeeper } from './texts.ts';

/** Where the articles of a body went. */
export interface Placed {
  /** One article by itself was sent. */
  single: boolean;
  answers: Answer[];
  /** Headers of the answer. */
  headers: Record<string, string>;
}

export interface HowToPlace extends Omit<PlaceItems, 'keepText' | 'account'> {
  /** False: gives the same answers and stores nothing. */
  store: boolean;
}

/** Places articles in the caller's collection while the sender waits. @throws {ProblemError} as placeItems does. */
export const placeNow = async (
  c: Context<Api>,
  { single, items }: Payload,
  { store, ...how }: HowToPlace,
): Promise<Placed> => {
  const { caller, account } = c.var;
  const { collection } = caller;
  const answers = await admit(collection, Math.min(items.length, BATCH), async () =>
    placeItems(() => collectionOf(c), items, {
      keepText: store ? await textKeeper(c.env, collection) : null,
      account,
      ...how,
    }),
  );
  return { single, answers, headers: isReplayed(answers) ? REPLAYED : {} };
};

const isReplayed = (answers: Answer[]): boolean => {
  const placed = answers.filter((answer) => 'placement' in answer);
  return placed.length > 0 && placed.every(({ replayed }) => replayed);
};

/** A single article is answered by itself, 201 where it founded a stored cluster. */
export const answerPlaced = (c: Context<Api>, { single, answers, headers }: Placed, store: boolean) => {
  const [only] = answers;
  const response = single && only ? answerSingle(c, only, store) : c.json(listResults(answers), 200);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

const answerSingle = (c: Context<Api>, answer: Answer, store: boolean) => {
  if ('problem' in answer) return answerProblem(c, answer.problem);
  const founded = store && answer.placement.decision === 'founded';
  return c.json(answer.placement, founded ? 201 : 200);
};

export const listResults = (answers: Answer[]): Results => ({
  results: answers.map((answer) => ('problem' in answer ? answer.problem : answer.placement)),
  errors: answers.some((answer) => 'problem' in answer),
});
