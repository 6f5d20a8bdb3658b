import type { Correction, CorrectionKind } from '../../contract/correction.ts';
import { type ArticleRow, findArticle } from '../article-table.ts';
import { clusterId, clusterNumber } from '../cluster-number.ts';
import type { ClusterRecord } from '../cluster-record.ts';
import { currentNumber, readCluster } from '../cluster-table.ts';
import type { Sql } from '../sql.ts';
import type { Store } from '../store.ts';
import {
  type CorrectionRow,
  type FactRow,
  insertCorrection,
  readCorrection,
  showCorrection,
  type Vacated,
} from './correction-table.ts';
import { sizeAt, versionOf } from './version.ts';

/** Who corrects, why, and of which state of the cluster: one of these versions, any where it is null. */
export interface Editor {
  who: string;
  why: string | null;
  versions: string[] | null;
}

/** A correction that was not made; nothing was written. `field` names what is at fault. */
export interface Refusal {
  error: 'unknown_article' | 'unknown_cluster' | 'unknown_correction' | 'changed' | 'undone' | 'pointless';
  field: string;
  detail: string;
}

/** Thrown before anything is written. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(error: Refusal['error'], field: string, detail: string) {
    super(detail);
    this.refusal = { error, field, detail };
  }
}

/** @throws {Refused} */
export const articleOf = (sql: Sql, id: string, field: string): ArticleRow => {
  const row = findArticle(sql, id);
  if (row === null) throw new Refused('unknown_article', field, `there is no article ${id.slice(0, 100)}`);
  return row;
};

/** The cluster of an id, or the one that it was merged into. @throws {Refused} */
export const clusterOf = (sql: Sql, id: string, field: string): ClusterRecord => {
  const number = clusterNumber(id);
  const record = number === null ? null : readCluster(sql, currentNumber(sql, number));
  if (record === null) throw new Refused('unknown_cluster', field, `there is no cluster ${id.slice(0, 100)}`);
  return record;
};

/** The cluster of an article. */
export const homeOf = (sql: Sql, { cluster }: ArticleRow): ClusterRecord => {
  const record = readCluster(sql, cluster);
  if (record === null) throw new Error('the article’s cluster is gone');
  return record;
};

/** Lets nobody change a cluster that he has not seen as it is. @throws {Refused} */
export const checkVersion = (record: ClusterRecord, { versions }: Editor): void => {
  if (versions === null || versions.includes('*') || versions.includes(versionOf(record))) return;
  const [seen] = versions.map(sizeAt);
  const before =
    typeof seen === 'number' && seen !== record.size ? `, ${seen} when it was read` : ' that are not the same';
  throw new Refused(
    'changed',
    'version',
    `cluster ${clusterId(record.number)} has ${record.size} articles now${before}`,
  );
};

/** What a correction has done. */
export interface Done {
  kind: CorrectionKind;
  undoes: number | null;
  vacated: Vacated[];
  facts: FactRow[];
}

/** Writes what was done into the log, and lets placing know of it. */
export const log = (store: Store, done: Done, { who, why }: Editor, now: number): Correction => {
  const { kind, undoes, vacated, facts } = done;
  const number = insertCorrection(store.sql, { kind, who, why, time: now, undoes }, vacated, facts);
  store.facts.renew();
  return showCorrection(store.sql, readCorrection(store.sql, number) as CorrectionRow);
};
