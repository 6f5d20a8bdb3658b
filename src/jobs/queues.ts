import type { QueueMessage } from '../contract/message.ts';

/** The queue that does what a message says; undefined where it is not bound. */
export const queueOf = (env: Cloudflare.Env, { kind }: QueueMessage): Queue | undefined =>
  kind === 'job' ? env.INTAKE : env.EVENT_DELIVERIES;
