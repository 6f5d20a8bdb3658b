import type { ApplyGlobalResponse } from 'hono/client';
import { type ClientRequestOptions, hc } from 'hono/client';
import type { Routes } from './api/app.ts';
import type { Problem, ProblemStatus } from './contract/problem.ts';

/** The routes, each of which may answer with a problem, too. */
type Api = ApplyGlobalResponse<Routes, Record<ProblemStatus, { json: Problem }>>;

/**
 * A client whose paths, queries, bodies and answers the compiler knows.
 * @param url Where Samewire is, without a path.
 * @param token Not needed for `npm start`.
 * @example const answer = await connect('http://localhost:8787').v1.articles.$post({ json: { title, text } });
 */
export const connect = (url: string, token?: string, options: ClientRequestOptions = {}) =>
  hc<Api>(url, { ...options, headers: { ...(token && { authorization: `Bearer ${token}` }) } });

export type Client = ReturnType<typeof connect>;
