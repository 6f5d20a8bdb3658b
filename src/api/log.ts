import type { Placed } from './account.ts';
import type { Finished } from './observe.ts';

/**
 * Lines of JSON, one for each request and one for each placement. They hold ids, counts and durations; never titles, texts, tokens,
 * addresses or queries. `LOG` says which are written: `requests`, `all`, or, with anything else, none.
 */
export const logRequest = (env: Cloudflare.Env, finished: Finished): void => {
  if (env.LOG !== 'all' && env.LOG !== 'requests') return;
  const { placed: _, ...told } = finished;
  write({ event: 'request', ...told });
};

/** @param requestId of the request that brought the article. */
export const logPlacement = (env: Cloudflare.Env, requestId: string, placed: Placed): void => {
  if (env.LOG === 'all') write({ event: 'placement', request_id: requestId, ...placed });
};

/** What was thrown inside. Always written: nobody is told otherwise. A message can hold what an article says. */
export const logFault = (requestId: string, error: Error): void =>
  console.error(JSON.stringify({ event: 'fault', ...now(), request_id: requestId, error: error.stack ?? `${error}` }));

const write = ({ event, ...told }: { event: string; request_id: string }): void =>
  console.log(JSON.stringify({ event, ...now(), ...told }));

const now = (): { time: string } => ({ time: new Date().toISOString() });
