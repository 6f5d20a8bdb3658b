import type { Context, TypedResponse } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import type { Problem, ProblemStatus } from '../contract/problem.ts';
import { ProblemError, problem } from '../intake/problems.ts';
import { logFault } from './log.ts';
import { instanceOf } from './request-id.ts';

/** Seconds after which an overloaded collection is worth asking again. */
const RETRY = { 'retry-after': '5' };

/** An answer in JSON of which the typed client knows what it holds. */
export type JsonAnswer<Body, Status extends StatusCode> = Response & TypedResponse<Body, Status, 'json'>;

export const answerProblem = (
  c: Context,
  given: Problem,
  headers: Record<string, string> = {},
): JsonAnswer<Problem, ProblemStatus> => {
  c.set('problem', given.type);
  return c.newResponse(JSON.stringify({ ...given, instance: instanceOf(c) }), given.status as ProblemStatus, {
    'content-type': 'application/problem+json',
    ...headers,
  }) as JsonAnswer<Problem, ProblemStatus>;
};

/** Turns whatever was thrown into a problem. What it was stays in the log: messages can hold text of articles. */
export const answerError = (error: Error, c: Context): Response => {
  if (error instanceof ProblemError) return answerProblem(c, error.problem, error.headers);
  logFault(c.var.requestId, error);
  if (isPassing(error)) return answerProblem(c, OVERLOADED, RETRY);
  return answerProblem(c, problem('fault', 'This is a fault of Samewire, not of the request.'));
};

/** Cloudflare marks so the errors of a Durable Object that is overloaded or being moved. */
export const isPassing = (error: unknown): boolean => {
  const { overloaded, retryable } = (error ?? {}) as { overloaded?: unknown; retryable?: unknown };
  return overloaded === true || retryable === true;
};

/** 503, not 429: some crawlers never send again what got a 4xx. */
const OVERLOADED = problem('overloaded', 'Send the request again; what was stored stays as it is.');

export const overloaded = (): ProblemError => new ProblemError(OVERLOADED, RETRY);

export const notFound = (what: string): ProblemError =>
  new ProblemError(problem('not-found', `There is no ${what} here.`));
