import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Payload } from '../intake/payload.ts';
import { admit } from './admission.ts';
import { answerProblem } from './answers.ts';
import type { Api } from './auth.ts';
import { type Answer, BATCH, placeItems } from './prepare.ts';
import { collectionOf } from './story-index.ts';
import { textKeeper } from './texts.ts';

/**
 * Places the articles while the sender waits, and answers with where they went.
 * @param store False: the same answer without storing anything.
 * @throws {ProblemError} 503 when the collection is behind.
 */
export const placeNow = async (
  c: Context<Api>,
  { single, items }: Payload,
  { store }: { store: boolean },
): Promise<Response> => {
  const { collection } = c.var.caller;
  const answers = await admit(collection, Math.min(items.length, BATCH), async () =>
    placeItems(() => collectionOf(c), items, store ? await textKeeper(c.env, collection) : null),
  );
  const [only] = answers;
  if (single && only) return answerSingle(c, only, store);
  return c.json({
    results: answers.map((answer) => ('problem' in answer ? answer.problem : answer.placement)),
    errors: answers.some((answer) => 'problem' in answer),
  });
};

const answerSingle = (c: Context<Api>, answer: Answer, store: boolean): Response => {
  if ('problem' in answer) return answerProblem(c, answer.problem);
  const status: ContentfulStatusCode = store && answer.placement.decision === 'founded' ? 201 : 200;
  return c.json(answer.placement, status);
};
