import { digestOf } from '../digest.ts';
import { MAX_ID_LENGTH } from './limits.ts';
import { canonicalUrl } from './urls.ts';

/** Says what is wrong with a crawler's own id; null when it can be used. */
export const faultOfId = (value: unknown): string | null => {
  if (typeof value === 'number') {
    // JSON.parse has rounded larger ones already, and two articles would get one id.
    return Number.isSafeInteger(value) ? null : 'is a number that JSON cannot carry exactly; send it as a string';
  }
  if (typeof value !== 'string') return 'must be a string or a whole number';
  const id = value.trim();
  if (id.length > MAX_ID_LENGTH) return `is longer than ${MAX_ID_LENGTH} characters`;
  if (!id.isWellFormed() || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(id)) return 'has characters that cannot be printed';
  // No URL can name these: every client resolves /v1/articles/.. before it asks.
  return id === '.' || id === '..' ? 'must not be dots alone' : null;
};

/** `u_…`: the same for every address of the article that canonicalUrl takes for one. */
export const idFromUrl = async (url: string): Promise<string> => `u_${await digestOf(canonicalUrl(url))}`;

/** `t_…`: for articles with neither id nor URL. The same article sent again is the same article. */
export const idFromContent = async (source: string | null, title: string, text: string): Promise<string> =>
  `t_${await digestOf(JSON.stringify([source, title, text]))}`;
