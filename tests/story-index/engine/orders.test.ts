import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { toIncoming } from '../../../src/story-index/incoming.ts';
import { NOW, openEngine } from './opening.ts';

/** Real pages, which belong to their publishers and are no part of the project. */
const FOLDER = fileURLToPath(new URL('../../../../shared/seeds/', import.meta.url));

const ordersOf = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, i) => ordersOf(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));

/** The pages as bare text: neither date nor source, the first line as title or none. */
const readPages = (titled: boolean) =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => {
      const text = readFileSync(FOLDER + file, 'utf8');
      const title = titled ? (text.split('\n')[0] as string) : '';
      const bare = { url: null, published_at: null, source: null, language: null, author: null };
      return toIncoming({ id: file, title, text, ...bare });
    });

test.for([
  ['without titles', false],
  ['with the first line as title', true],
] as const)('five pages of one wire story, %s, are one cluster in whatever order they come', ([, titled], { skip }) => {
  skip(!existsSync(FOLDER), 'the folder ../shared/seeds, beside the project, is not here');
  const pages = readPages(titled);
  const orders = ordersOf(pages);
  expect(orders).toHaveLength(120);
  for (const order of orders) {
    const { engine } = openEngine();
    engine.place(order, { store: true, now: NOW });
    const clusters = pages.map(({ article }) => {
      const cluster = engine.cluster(engine.article(article.id)?.cluster_id ?? '', { cursor: null, limit: 1 });
      return cluster !== null && 'id' in cluster ? cluster.id : null;
    });
    expect(new Set(clusters).size, order.map(({ article }) => article.id).join(', ')).toBe(1);
  }
});
