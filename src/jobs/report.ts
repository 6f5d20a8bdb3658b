import { type Placed, withoutText } from '../api/account.ts';
import { logJob, logPlacement } from '../api/log.ts';
import { measure } from '../api/metrics.ts';
import type { JobRow } from '../story-index/story-index.ts';

/** Tells of a job when it is done, in logs and metrics. Where two consumers end the same job, it may be told twice. */
export const reportJob = async (env: Cloudflare.Env, { id, collection, received, items }: JobRow): Promise<void> => {
  if (env.LOG !== 'all' && env.LOG !== 'requests' && env.METRICS === undefined) return;
  const found = await env.STORY_INDEX.getByName(collection).job(id);
  if (found === null) return;
  const placed = found.outcomes.flatMap((outcome): Placed[] => ('decision' in outcome ? [withoutText(outcome)] : []));
  const told = { collection, articles: items, errors: items - placed.length, ms: Date.now() - received };
  logJob(env, { job_id: id, ...told });
  for (const one of placed) logPlacement(env, { job_id: id }, one);
  measure(env, {
    ...told,
    method: 'QUEUE',
    route: '/v1/jobs/:id',
    status: 200,
    problem: null,
    colo: null,
    bytes: null,
    placed,
  });
};
