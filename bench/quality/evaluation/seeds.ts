import fs from 'node:fs';
import path from 'node:path';
import type { Model } from '../../../src/similarity/model.ts';
import { type Document, toDocument } from '../documents.ts';
import type { Clustering } from './scores.ts';
import { openStream, type Stream } from './stream.ts';
import { type Section, section } from './table.ts';

/** Text files of a folder as articles of which nothing but the text is known. */
const readSeeds = (folder: string): Document[] =>
  fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8');
      const article = { id: `seed-${name}`, title: '', text, published_at: null, source: null, lang: 'en' };
      return toDocument('seeds', article);
    });

const permutations = <T>(items: T[]): T[][] =>
  items.length <= 1
    ? [items]
    : items.flatMap((first, i) => permutations(items.toSpliced(i, 1)).map((rest) => [first, ...rest]));

/** Articles of one story in every order, alone and among the backlog's, judged by the model of everything. */
export const evaluateSeeds = (
  folder: string,
  backlog: Stream | null,
  model: Model,
  say: (progress: string) => void,
): Section => {
  const orders = permutations(readSeeds(folder));
  say(`seeds: ${orders.length} orders`);
  const alone = tryOrders(
    orders,
    () => openStream(() => model, say),
    (stream) => stream.close(),
  );
  const tried = [{ where: 'alone', ...alone }];
  if (backlog !== null) {
    const size = backlog.clusters().size;
    const inside = tryOrders(
      orders,
      () => backlog,
      (stream, order) => stream.remove(order),
    );
    tried.push({ where: `with ${size} Reuters stories in the window`, ...inside });
  }
  const columns = ['where', 'orders', 'in one cluster', 'with strangers'];
  const rows = tried.map(({ where, cells }) => [where, ...cells]);
  const readings = tried.flatMap(({ where, splits }) => splits.map((split) => `${where}: ${split}`));
  return section('Seeds', { tables: [{ title: 'Articles of one story in every order', columns, rows }], readings });
};

const tryOrders = (
  orders: Document[][],
  open: () => Stream,
  close: (stream: Stream, order: Document[]) => void,
): { cells: string[]; splits: string[] } => {
  let whole = 0;
  let strangers = 0;
  const splits: string[] = [];
  for (const order of orders) {
    const stream = open();
    stream.send(order, { dates: false, live: false });
    const { parts, joined } = partsOf(order, stream);
    if (parts.length === 1) whole++;
    else splits.push(parts.map((part) => part.join('+')).join(' | '));
    if (joined) strangers++;
    close(stream, order);
  }
  const counted = [...Map.groupBy(splits, (split) => split)].map(([split, all]) => `${all.length} orders: ${split}`);
  return { cells: [orders.length, whole, strangers].map(String), splits: counted };
};

const partsOf = (order: Document[], stream: Stream): { parts: string[][]; joined: boolean } => {
  const clusters: Clustering = stream.clustersOf(order);
  const groups = Map.groupBy(
    [...order].sort((a, b) => a.id.localeCompare(b.id)),
    ({ id }) => clusters.get(id),
  );
  const parts = [...groups.values()].map((members) =>
    members.map(({ id }) => id.slice('seed-'.length, 'seed-'.length + 3)),
  );
  const joined = [...groups].some(([cluster, members]) => stream.sizeOf(cluster ?? '') !== members.length);
  return { parts, joined };
};
