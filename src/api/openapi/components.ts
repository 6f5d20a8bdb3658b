import * as z from 'zod/mini';
import { StoredArticle } from '../../contract/article.ts';
import { Cluster, ClusterPage, ClusterSummary, Member } from '../../contract/cluster.ts';
import { Comparison, Passage, SignalValue } from '../../contract/comparison.ts';
import {
  ConfirmWanted,
  CorrectedArticle,
  Correction,
  CorrectionKind,
  CorrectionPage,
  MergeWanted,
  MoveWanted,
  RejectWanted,
  SplitWanted,
  UndoWanted,
} from '../../contract/correction.ts';
import { DeadLetter, DeadLetterPage } from '../../contract/dead-letter.ts';
import { Event, EventData, EventPage, EventType, PingEvent } from '../../contract/event.ts';
import { Health } from '../../contract/health.ts';
import { Job, JobAccepted, JobPlacement, JobState } from '../../contract/job.ts';
import { Match, Matches } from '../../contract/match.ts';
import {
  ClusterGlance,
  Decision,
  Intake,
  Nearest,
  Placement,
  RelatedCluster,
  Relation,
} from '../../contract/placement.ts';
import { FieldError, Problem } from '../../contract/problem.ts';
import { Results } from '../../contract/results.ts';
import { SentArticle, SentArticles, SentPair } from '../../contract/sent.ts';
import { Settings, SettingsChange } from '../../contract/settings.ts';
import { Stats } from '../../contract/stats.ts';
import {
  Ping,
  ReplayFrom,
  Subscription,
  SubscriptionList,
  SubscriptionWanted,
  SubscriptionWithSecret,
} from '../../contract/subscription.ts';
import type { JsonSchema } from './operation.ts';

/** The schemas that code validates by and derives its types from, under the names that the document gives them. */
const SCHEMAS = {
  SentArticle,
  SentArticles,
  SentPair,
  Placement,
  Results,
  Decision,
  Relation,
  Nearest,
  ClusterGlance,
  RelatedCluster,
  Intake,
  StoredArticle,
  Comparison,
  SignalValue,
  Passage,
  Match,
  Matches,
  Cluster,
  ClusterSummary,
  ClusterPage,
  Member,
  Correction,
  CorrectionKind,
  CorrectedArticle,
  CorrectionPage,
  MoveWanted,
  MergeWanted,
  SplitWanted,
  ConfirmWanted,
  RejectWanted,
  UndoWanted,
  Job,
  JobAccepted,
  JobPlacement,
  JobState,
  Event,
  EventData,
  EventPage,
  EventType,
  PingEvent,
  Subscription,
  SubscriptionList,
  SubscriptionWanted,
  SubscriptionWithSecret,
  Ping,
  ReplayFrom,
  Settings,
  SettingsChange,
  Stats,
  Health,
  DeadLetter,
  DeadLetterPage,
  Problem,
  FieldError,
};
export type SchemaName = keyof typeof SCHEMAS;

const PLACE = '#/components/schemas/';

export const refer = (name: SchemaName): JsonSchema => ({ $ref: `${PLACE}${name}` });

/**
 * All of them as JSON Schema 2020-12, which is OpenAPI's own. Objects are left open (`io: 'input'`): answers may get fields, and a client
 * that was generated today must not refuse them.
 */
export const componentSchemas = (): Record<SchemaName, JsonSchema> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `${PLACE}${id}`, io: 'input', override: dropSafeRange });
  const plain = Object.entries(schemas).map(([name, { $schema: _s, $id: _i, ...schema }]) => [name, schema]);
  return Object.fromEntries(plain) as Record<SchemaName, JsonSchema>;
};

/** zod bounds whole numbers by what JavaScript can count: that is no rule of this API. */
const dropSafeRange = ({ jsonSchema }: { jsonSchema: JsonSchema }): void => {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};
