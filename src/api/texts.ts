import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Article } from '../contract/article.ts';
import type { Incoming } from '../story-index/incoming.ts';
import type { Api } from './auth.ts';

/** Writes an article's text to R2 and says where it is. */
export type KeepText = (incoming: Incoming) => Promise<Incoming>;

const AS_IT_IS: KeepText = (incoming) => Promise.resolve(incoming);

/** Where texts are to go before articles are placed. Without the binding TEXTS they stay with the article, in the object. */
export const textKeeper = async ({ TEXTS, STORY_INDEX }: Cloudflare.Env, collection: string): Promise<KeepText> => {
  if (TEXTS === undefined || !(await STORY_INDEX.getByName(collection).settings()).store_text) return AS_IT_IS;
  return async (incoming) => {
    const textKey = keyOf(collection, incoming.article);
    try {
      await TEXTS.put(textKey, incoming.article.text);
      return { ...incoming, textKey };
    } catch (error) {
      console.error('a text could not be written to R2, the object keeps it', error);
      return incoming;
    }
  };
};

/** The text that lies under a key; null where there is none. */
export const fetchText = async (c: Context<Api>, key: string | null): Promise<string | null> => {
  if (key === null) return null;
  const body = await c.env.TEXTS?.get(key);
  return body ? body.text() : null;
};

/**
 * The same for the same text of the same article, so that what is sent again lies where it lay; another for its revision, so that
 * the former text is whole until the revision is placed.
 */
const keyOf = (collection: string, { id, text }: Article): string => {
  const digest = createHash('sha256')
    .update(JSON.stringify([id, text]))
    .digest('hex');
  return `${collection}/${digest.slice(0, 32)}`;
};
