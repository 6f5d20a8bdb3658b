import type { ArticleRow } from './article-table.ts';
import { unlink, walk } from './chain.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { deleteCluster, readCluster, recountCluster } from './cluster-table.ts';
import { dropText, inheritText } from './distinct-texts.ts';
import type { Store } from './store.ts';

/**
 * Takes an article out of every table. Answers what is left of its cluster; null where it was the only member: then the cluster's
 * own row is still there, for the caller to delete or to give to another member.
 */
export const detach = (store: Store, article: ArticleRow): ClusterRecord | null => {
  const { sql } = store;
  const record = readCluster(sql, article.cluster);
  if (record === null) throw new Error('the article’s cluster is gone');
  if (article.bears !== null) passOn(store, article.bears, record.last);
  const ends = unlink(sql, record, article.key);
  sql.exec('DELETE FROM article WHERE key = ?', article.key);
  store.adjustTally(-1, 0);
  return ends === null ? null : recountCluster(store, { ...record, ...ends });
};

/** The oldest copy of a text bears it from now on; without a copy it is dropped. */
const passOn = (store: Store, text: number, last: number): void => {
  const members = walk<{ key: number; copies: number | null }>(store.sql, 'a.key, a.copies', last);
  const heir = members.findLast((member) => member.copies === text);
  if (heir === undefined) dropText(store, text);
  else inheritText(store, text, heir.key);
};

/**
 * Removes an article and, with the last member, its cluster. Lines that it helped to be known as furniture stay known: of them
 * only hashes are kept, they say nothing of the article, and the source's other pages have them too.
 */
export const removeArticle = (store: Store, article: ArticleRow): void => {
  if (detach(store, article) === null) deleteCluster(store, article.cluster);
};
