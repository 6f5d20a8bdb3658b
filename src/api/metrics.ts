import type { Decision } from '../contract/placement.ts';
import type { Finished } from './observe.ts';

/**
 * Writes one data point, of a request or of a job that is done, where the binding METRICS is. The order of the columns never changes; append.
 * index1 collection; blob1 to blob4 method, route, problem, colo; double1 to double9 status, ms, articles, errors, bytes, then how many
 * were founded, joined, revised, unchanged.
 */
export const measure = (env: Cloudflare.Env, finished: Omit<Finished, 'request_id' | 'job_id'>): void => {
  const { collection, method, route, problem, colo, status, ms, articles, errors, bytes, placed } = finished;
  const count = (decision: Decision): number => placed.filter((one) => one.decision === decision).length;
  env.METRICS?.writeDataPoint({
    indexes: [collection ?? ''],
    blobs: [method, route ?? '', problem ?? '', colo ?? ''],
    doubles: [
      status,
      ms,
      articles,
      errors,
      bytes ?? 0,
      count('founded'),
      count('joined'),
      count('revised'),
      count('unchanged'),
    ],
  });
};
