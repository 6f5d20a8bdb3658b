import { json } from './bodies.ts';
import { refer, type SchemaName } from './components.ts';
import type { Body, Operation } from './operation.ts';
import { header, idOf, PAGE } from './parameters.ts';

const IF_MATCH = header('If-Match', "The cluster's ETag as it was read: 412 where its members have changed since.");

const CLUSTER = 'c_01jq3v9k2m7';

/** All corrections are asked for and answered alike. */
const correction = (
  own: Pick<Operation, 'path' | 'id' | 'summary' | 'description'> & {
    what: string;
    body: Body;
    problems?: Operation['problems'];
  },
): Operation => {
  const { path, id, summary, description, what, body, problems = ['precondition-failed'] } = own;
  return {
    method: 'post',
    path,
    id,
    tag: 'Corrections',
    summary,
    ...(description !== undefined && { description }),
    access: 'correct',
    parameters: [idOf(what), ...(problems.includes('precondition-failed') ? [IF_MATCH] : [])],
    body,
    answers: { 200: { description: 'The correction that was made.', schema: refer('Correction') } },
    problems: ['not-found', 'bad-correction', ...problems],
  };
};

const body = (schema: SchemaName, example: object): Body =>
  json(schema, 'What is wanted. `why` and `who` are for the log.', example);

export const CORRECTION_OPERATIONS: Operation[] = [
  correction({
    path: '/v1/articles/:id/move',
    id: 'moveArticle',
    summary: 'Move an article',
    description:
      'To another cluster, or to one of its own. It stays there when it is revised, copies follow it, and it keeps out of the cluster that it was in. `If-Match` and `version` are of that cluster.',
    what: 'article',
    body: body('MoveWanted', { cluster_id: CLUSTER, why: 'tells of the other ship' }),
  }),
  correction({
    path: '/v1/articles/:id/reject',
    id: 'rejectArticle',
    summary: 'Keep an article out of a cluster',
    description:
      'It leaves the cluster, if it is in it, for one of its own, and does not come back; neither do copies of its text. `If-Match` and `version` are of the cluster that is named.',
    what: 'article',
    body: body('RejectWanted', { cluster_id: CLUSTER }),
  }),
  correction({
    path: '/v1/clusters/:id/merge',
    id: 'mergeClusters',
    summary: 'Merge clusters',
    description: 'The oldest id stands, the others answer with it.',
    what: 'cluster',
    body: body('MergeWanted', { with: [CLUSTER] }),
  }),
  correction({
    path: '/v1/clusters/:id/split',
    id: 'splitCluster',
    summary: 'Split a cluster',
    description: 'The articles that are named leave together, to a new cluster. No article makes the two one again.',
    what: 'cluster',
    body: body('SplitWanted', { articles: ['https://news.example/ship-aground'] }),
  }),
  correction({
    path: '/v1/clusters/:id/confirm',
    id: 'confirmCluster',
    summary: 'Confirm a cluster',
    description: 'Its members belong together: they stay when they are revised.',
    what: 'cluster',
    body: body('ConfirmWanted', {}),
  }),
  {
    method: 'get',
    path: '/v1/corrections',
    id: 'listCorrections',
    tag: 'Corrections',
    summary: 'List corrections',
    description: 'Newest first. A correction is kept as long as an article that it is about.',
    access: 'correct',
    parameters: PAGE,
    answers: { 200: { description: 'A page of corrections.', schema: refer('CorrectionPage') } },
  },
  {
    method: 'get',
    path: '/v1/corrections/labels',
    id: 'listLabels',
    tag: 'Corrections',
    summary: 'Export corrected clusters as labels',
    description:
      'A line of JSON for each article of a corrected cluster: `id`, `title`, `text`, `published_at`, `source` and, as its `story`, the cluster. That is what `npm run eval -- --data` reads.',
    access: 'correct',
    answers: {
      200: { description: 'Labelled articles.', schema: { type: 'string' }, media: 'application/x-ndjson' },
    },
  },
  correction({
    path: '/v1/corrections/:id/undo',
    id: 'undoCorrection',
    summary: 'Undo a correction',
    description:
      'What it moved goes back, as far as it is still there, and what it said holds no longer. An undo can be undone.',
    what: 'correction',
    body: body('UndoWanted', { why: 'it was the same ship after all' }),
    problems: ['already-undone'],
  }),
];
