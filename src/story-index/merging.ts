import type { Model } from '../similarity/model.ts';
import { concatenate } from './chain.ts';
import { clusterId } from './cluster-number.ts';
import { type ClusterRecord, combine } from './cluster-record.ts';
import { readCluster, supersede, updateCluster } from './cluster-table.ts';
import { representativesAgree } from './panel.ts';
import type { Store } from './store.ts';

/** Makes two clusters one under the older id. Costs the same however many members they have. */
export const mergeClusters = (store: Store, a: ClusterRecord, b: ClusterRecord): ClusterRecord => {
  const [older, younger] = a.number < b.number ? [a, b] : [b, a];
  const ends = concatenate(store.sql, older, younger);
  const aliases = [...older.aliases, ...supersede(store, younger, older.number)];
  const merged = { ...combine(older, younger), ...ends, aliases };
  updateCluster(store, older, merged);
  return merged;
};

export interface Bridged {
  cluster: ClusterRecord;
  /** Clusters that the article also belongs to and that keep apart. */
  apart: { cluster: number; reason: string }[];
  notes: string[];
}

const UNLIKE = 'near this article, but its other reports are not near those of the joined cluster';
const SPLIT = 'near this article, but somebody took the joined cluster apart from it';

/** Merges into the cluster those others that agree with it, and that nobody took apart from it. */
export const bridge = (store: Store, cluster: ClusterRecord, others: number[], model: Model): Bridged => {
  const result: Bridged = { cluster, apart: [], notes: [] };
  for (const number of others) {
    const other = readCluster(store.sql, number);
    if (other === null || other.number === result.cluster.number) continue;
    const split = store.facts.areApart(result.cluster, other);
    if (split || !representativesAgree(store, result.cluster, other, model)) {
      result.apart.push({ cluster: number, reason: split ? SPLIT : UNLIKE });
      continue;
    }
    const gone = Math.max(result.cluster.number, other.number);
    result.cluster = mergeClusters(store, result.cluster, other);
    result.notes.push(`merged cluster ${clusterId(gone)} into ${clusterId(result.cluster.number)}`);
  }
  return result;
};
