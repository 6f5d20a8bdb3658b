import type { Context } from 'hono';
import type { LabelledArticle } from '../contract/correction.ts';
import type { Label } from '../story-index/corrections/labels.ts';
import type { Api } from './auth.ts';
import { collectionOf } from './story-index.ts';
import { fetchText } from './texts.ts';

/** Corrected clusters as labelled articles, a line each, as `npm run eval -- --data` reads them; a piece at a time, as fast as they are read. */
export const streamLabels = (c: Context<Api>): Response => {
  let cursor: string | null = null;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { labels, next } = await collectionOf(c).labels(cursor);
      const lines = await Promise.all(labels.map((label) => lineOf(c, label)));
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join('')));
      cursor = next;
      if (next === null) controller.close();
    },
  });
  return c.body(body, 200, { 'content-type': 'application/x-ndjson' });
};

/** Empty for an article whose text is not kept: there is nothing to learn from it. */
const lineOf = async (c: Context<Api>, { textKey, ...label }: Label): Promise<string> => {
  const text = label.text ?? (await fetchText(c, textKey));
  if (text === null) return '';
  const line: LabelledArticle = { ...label, text };
  return `${JSON.stringify(line)}\n`;
};
