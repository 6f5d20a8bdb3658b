import { refer } from './components.ts';
import type { Operation, Parameter } from './operation.ts';
import { IF_NONE_MATCH, idOf, integer, PAGE, text, UNCHANGED } from './parameters.ts';

const moment = (name: string, description: string): Parameter =>
  text(name, `${description} ISO 8601, or any date that is read.`);

export const CLUSTER_OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/v1/clusters',
    id: 'listClusters',
    tag: 'Clusters',
    summary: 'List clusters',
    description: 'Newest first.',
    access: 'read',
    parameters: [
      moment('since', 'Only clusters that received articles then or later.'),
      moment('until', 'Only clusters that received articles before.'),
      integer('min_size', 'Only clusters of so many articles or more.', { minimum: 1, maximum: 1_000_000, default: 1 }),
      text('source', 'Only clusters with an article of this outlet.'),
      text('q', 'Words of the title.'),
      ...PAGE,
    ],
    answers: { 200: { description: 'A page of clusters.', schema: refer('ClusterPage') } },
  },
  {
    method: 'get',
    path: '/v1/clusters/:id',
    id: 'getCluster',
    tag: 'Clusters',
    summary: 'Read a cluster',
    description: 'An id that was merged away answers with its successor, whose id the answer carries.',
    access: 'read',
    parameters: [idOf('cluster'), ...PAGE, IF_NONE_MATCH],
    answers: {
      200: { description: 'The cluster with a page of its members.', schema: refer('Cluster'), headers: ['ETag'] },
      304: UNCHANGED,
    },
    problems: ['not-found'],
  },
];
