import type { Context } from 'hono';
import type { StoryIndex } from '../story-index/story-index.ts';
import type { Api } from './auth.ts';

/** The caller's collection: one object, found by name. A token names it, never a URL. */
export const collectionOf = (c: Context<Api>): DurableObjectStub<StoryIndex> =>
  c.env.STORY_INDEX.getByName(c.var.caller.collection);
