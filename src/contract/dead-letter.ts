import * as z from 'zod/mini';
import { QueueMessage } from './message.ts';

/** A message of a queue that was tried as often as it may be. */
export const DeadLetter = z.object({
  id: z.string(),
  /** What it was to do: `job` places articles. */
  kind: z.string(),
  received_at: z.string(),
  /** The message, as it is sent again. */
  body: QueueMessage,
});
export type DeadLetter = z.infer<typeof DeadLetter>;

export const DeadLetterPage = z.object({ dead_letters: z.array(DeadLetter), next: z.nullable(z.string()) });
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;
