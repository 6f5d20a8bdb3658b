import { ARTICLE_OPERATIONS } from './articles.ts';
import { CLUSTER_OPERATIONS } from './clusters.ts';
import { COLLECTION_OPERATIONS, DEAD_LETTER_OPERATIONS } from './collection.ts';
import { CORRECTION_OPERATIONS } from './corrections.ts';
import { DESCRIPTION_OPERATIONS } from './description.ts';
import { EVENT_OPERATIONS } from './events.ts';
import type { Operation } from './operation.ts';
import { JOB_OPERATIONS, WEBHOOK_OPERATIONS } from './webhooks.ts';

/** Every route there is. The document describes them, and what is none of them is answered 405 or 404. */
export const OPERATIONS: readonly Operation[] = [
  ...ARTICLE_OPERATIONS,
  ...CLUSTER_OPERATIONS,
  ...CORRECTION_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...JOB_OPERATIONS,
  ...EVENT_OPERATIONS,
  ...COLLECTION_OPERATIONS,
  ...DEAD_LETTER_OPERATIONS,
  ...DESCRIPTION_OPERATIONS,
];

/** What each path takes, for the `Allow` of the answer to any other method. */
export const methodsByPath = (): Map<string, string> => {
  const paths = Map.groupBy(OPERATIONS, ({ path }) => path);
  return new Map(
    [...paths].map(([path, operations]) => [
      path,
      operations.map(({ method }) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase())).join(', '),
    ]),
  );
};
