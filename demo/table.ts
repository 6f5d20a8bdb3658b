import type { Placement } from '../src/contract/placement.ts';
import type { Problem } from '../src/contract/problem.ts';
import { isPlacement } from './client.ts';

/** Cluster ids begin with their time of birth; it is the end that tells them apart. */
const SHORT_ID = 8;
const LONGEST_NAME = 40;

export interface Table {
  header: string;
  row(name: string, answer: Placement | Problem): string;
}

export const shortId = (id: string): string => id.slice(-SHORT_ID);

/** A table whose columns are known before its rows are, so that each row can be printed when its answer comes. */
export const createTable = (names: string[]): Table => {
  const widest = Math.min(LONGEST_NAME, Math.max(7, ...names.map((name) => name.length)));
  const line = (article: string, cluster: string, decision: string, relation: string, score: string, nearest: string) =>
    [
      cut(article).padEnd(widest),
      cluster.padEnd(SHORT_ID),
      decision.padEnd(9),
      relation.padEnd(9),
      score.padStart(5),
      nearest,
    ]
      .join('  ')
      .trimEnd();
  return {
    header: line('article', 'cluster', 'decision', 'relation', 'score', 'nearest'),
    row: (name, answer) => {
      if (!isPlacement(answer)) return line(name, '-', 'refused', '', '', `${answer.status} ${tell(answer)}`);
      const { cluster_id, decision, relation, score, nearest } = answer;
      const apart =
        nearest !== null && nearest.cluster_id !== cluster_id ? ` (apart, ${nearest.score.toFixed(2)})` : '';
      const near = nearest === null ? '' : cut(nearest.article_id) + apart;
      return line(
        name,
        shortId(cluster_id),
        decision,
        relation ?? '-',
        relation === null ? '-' : score.toFixed(2),
        near,
      );
    },
  };
};

const tell = ({ errors, detail }: Problem): string =>
  errors.length > 0 ? errors.map((error) => `${error.field}: ${error.detail}`).join('; ') : detail;

const cut = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);
