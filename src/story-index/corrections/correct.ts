import type { Correction } from '../../contract/correction.ts';
import { readTextBearer } from '../article-table.ts';
import { type ClusterRecord, numbersOf } from '../cluster-record.ts';
import { mergeClusters } from '../merging.ts';
import { membersOf } from '../removal.ts';
import type { Store } from '../store.ts';
import type { FactRow, Vacated } from './correction-table.ts';
import { articleOf, checkVersion, clusterOf, type Done, type Editor, homeOf, log, Refused } from './editing.ts';
import { transfer } from './transfer.ts';

/** What an editor wants; articles and clusters by their public ids. */
export type Wanted =
  | { kind: 'move'; article: string; cluster: string | null }
  | { kind: 'merge'; cluster: string; with: string[] }
  | { kind: 'split'; cluster: string; articles: string[] }
  | { kind: 'confirm'; cluster: string }
  | { kind: 'reject'; article: string; cluster: string };

/** Makes a correction, in one transaction. @throws {Refused} before anything is written. */
export const correct = (store: Store, wanted: Wanted, editor: Editor, now: number): Correction => {
  const done = carryOut(store, wanted, editor, now);
  return log(store, { kind: wanted.kind, undoes: null, ...done }, editor, now);
};

type Work = Pick<Done, 'vacated' | 'facts'>;

const carryOut = (store: Store, wanted: Wanted, editor: Editor, now: number): Work => {
  switch (wanted.kind) {
    case 'move':
      return move(store, wanted, editor, now);
    case 'merge':
      return merge(store, wanted, editor);
    case 'split':
      return split(store, wanted, editor, now);
    case 'confirm':
      return confirm(store, wanted, editor);
    case 'reject':
      return reject(store, wanted, editor, now);
  }
};

const PINNED = { pinned: 1, barred: 0, holds: 1 };
const BARRED = { pinned: 0, barred: 1, holds: 1 };
const MOVED = { pinned: 1, barred: 1, holds: 1 };

const move = (store: Store, wanted: { article: string; cluster: string | null }, editor: Editor, now: number): Work => {
  const article = articleOf(store.sql, wanted.article, 'id');
  const home = homeOf(store.sql, article);
  const to = wanted.cluster === null ? null : clusterOf(store.sql, wanted.cluster, 'cluster_id');
  checkVersion(home, editor);
  if (to?.number === home.number) throw new Refused('pointless', 'cluster_id', 'is the cluster that the article is in');
  if (to === null) return leave(store, home, [article.key], now, MOVED, 'cluster_id');
  transfer(store, home, new Set([article.key]), { cluster: to }, now);
  const facts = [{ article: article.key, source: home.number, target: to.number, ...MOVED }];
  return { facts, vacated: home.size === 1 ? [vacancy(home)] : [] };
};

/** Members leave, together, to a new cluster. */
const leave = (
  store: Store,
  home: ClusterRecord,
  keys: number[],
  now: number,
  fact: Pick<FactRow, 'pinned' | 'barred' | 'holds'>,
  field: string,
): Work => {
  if (keys.length >= home.size) throw new Refused('pointless', field, 'would leave nobody in the cluster');
  const number = store.nextCluster(now);
  transfer(store, home, new Set(keys), { number, aliases: [] }, now);
  return { facts: keys.map((article) => ({ article, source: home.number, target: number, ...fact })), vacated: [] };
};

const merge = (store: Store, wanted: { cluster: string; with: string[] }, editor: Editor): Work => {
  const first = clusterOf(store.sql, wanted.cluster, 'id');
  checkVersion(first, editor);
  const named = wanted.with.map((id, i) => clusterOf(store.sql, id, `with[${i}]`));
  const others = [...new Map(named.map((record) => [record.number, record])).values()].filter(
    ({ number }) => number !== first.number,
  );
  if (others.length === 0) throw new Refused('pointless', 'with', 'names no other cluster');
  const all = [first, ...others].sort((a, b) => a.number - b.number);
  const [oldest, ...younger] = all as [ClusterRecord, ...ClusterRecord[]];
  const facts = younger.flatMap((record) =>
    membersOf(store, record).map(({ key }) => ({
      article: key,
      source: record.number,
      target: oldest.number,
      ...PINNED,
    })),
  );
  younger.reduce((merged, record) => mergeClusters(store, merged, record), oldest);
  return { facts, vacated: younger.map(vacancy) };
};

const split = (store: Store, wanted: { cluster: string; articles: string[] }, editor: Editor, now: number): Work => {
  const home = clusterOf(store.sql, wanted.cluster, 'id');
  checkVersion(home, editor);
  const keys = wanted.articles.map((id, i) => {
    const article = articleOf(store.sql, id, `articles[${i}]`);
    if (article.cluster === home.number) return article.key;
    throw new Refused('pointless', `articles[${i}]`, 'is not in this cluster');
  });
  return leave(store, home, [...new Set(keys)], now, MOVED, 'articles');
};

const confirm = (store: Store, wanted: { cluster: string }, editor: Editor): Work => {
  const home = clusterOf(store.sql, wanted.cluster, 'id');
  checkVersion(home, editor);
  const facts = membersOf(store, home).map(({ key }) => ({
    article: key,
    source: home.number,
    target: home.number,
    ...PINNED,
  }));
  return { facts, vacated: [] };
};

/** Where the article is not in the cluster nothing is moved: it, and the article whose text it has, keep out of it. */
const reject = (store: Store, wanted: { article: string; cluster: string }, editor: Editor, now: number): Work => {
  const article = articleOf(store.sql, wanted.article, 'id');
  const from = clusterOf(store.sql, wanted.cluster, 'cluster_id');
  checkVersion(from, editor);
  if (article.cluster === from.number) return leave(store, from, [article.key], now, BARRED, 'cluster_id');
  const bearer = article.copies === null ? null : readTextBearer(store.sql, article.copies);
  const keys = bearer === null ? [article.key] : [article.key, bearer];
  return {
    facts: keys.map((key) => ({ article: key, source: from.number, target: from.number, ...BARRED })),
    vacated: [],
  };
};

export const vacancy = (record: ClusterRecord): Vacated => ({
  number: record.number,
  aliases: numbersOf(record).slice(1),
});
