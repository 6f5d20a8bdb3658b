import type { Consumer } from './consume.ts';

/** Keeps a message that its queue gave up where a person can see it and send it again: in its collection's object. */
export const buryMessage: Consumer = (message, { id }, env) =>
  env.STORY_INDEX.getByName(message.collection).bury(id, message);
