import * as z from 'zod/mini';

/** What every message of Samewire's queues says: what is to be done, and in which collection. It is small and flat: the rest is in the object. */
export const QueueMessage = z.catchall(
  z.object({ kind: z.string(), collection: z.string() }),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);
export type QueueMessage = z.infer<typeof QueueMessage>;

/** Places the articles of a job. */
export interface JobMessage {
  kind: 'job';
  collection: string;
  job: string;
}

export const isJobMessage = (message: QueueMessage): message is QueueMessage & JobMessage =>
  message.kind === 'job' && typeof message.job === 'string';
