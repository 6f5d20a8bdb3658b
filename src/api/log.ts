import type { Placed } from './account.ts';
import type { Finished } from './observe.ts';

/**
 * Lines of JSON, one for each request, each job that is done, and each placement. They hold ids, counts and durations; never titles, texts, tokens,
 * addresses or queries. `LOG` says which are written: `requests`, `all`, or, with anything else, none.
 */
export const logRequest = (env: Cloudflare.Env, finished: Finished): void => {
  const { placed: _, ...told } = finished;
  if (env.LOG === 'all' || env.LOG === 'requests') write('request', told);
};

/** Articles that were placed later. `ms` have passed since they were accepted. */
export const logJob = (
  env: Cloudflare.Env,
  told: { job_id: string; collection: string; ms: number } & Counts,
): void => {
  if (env.LOG === 'all' || env.LOG === 'requests') write('job', told);
};

/** @param by what brought the article. */
export const logPlacement = (
  env: Cloudflare.Env,
  by: { request_id: string } | { job_id: string },
  placed: Placed,
): void => {
  if (env.LOG === 'all') write('placement', { ...by, ...placed });
};

/** What was thrown inside. Always written: nobody is told otherwise. A message can hold what an article says. */
export const logFault = (requestId: string, error: Error): void =>
  console.error(JSON.stringify({ event: 'fault', ...now(), request_id: requestId, error: error.stack ?? `${error}` }));

interface Counts {
  articles: number;
  errors: number;
}

const write = (event: string, told: object): void => console.log(JSON.stringify({ event, ...now(), ...told }));

const now = (): { time: string } => ({ time: new Date().toISOString() });
