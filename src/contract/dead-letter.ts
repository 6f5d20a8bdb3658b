import * as z from 'zod/mini';
import { QueueMessage } from './message.ts';
import { Moment } from './moment.ts';

/** A message of a queue that was tried as often as it may be. */
export const DeadLetter = z.object({
  id: z.string(),
  kind: z.string().check(z.describe('What it was to do: `job` places articles.')),
  received_at: Moment,
  body: QueueMessage.check(z.describe('The message, as it is sent again.')),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

export const DeadLetterPage = z.object({ dead_letters: z.array(DeadLetter), next: z.nullable(z.string()) });
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;
