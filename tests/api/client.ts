import { exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { Placement } from '../../src/contract/placement.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { faultsOf } from './openapi/conformity.ts';

/** As vitest.config.ts sets them up. */
export const TOKENS = {
  all: 'test-token-all',
  other: 'test-token-other',
  read: 'test-token-read',
  write: 'test-token-write',
};

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** The answer to several articles. */
export interface Results {
  results: (Placement & Problem)[];
  errors: boolean;
}

/** Sends a request to the whole Worker, as a crawler would. Every answer must be as the OpenAPI document describes it. */
export const send = async <Body = Problem>(path: string, init: RequestInit = {}): Promise<Answer<Body>> => {
  const headers = new Headers(init.headers);
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${TOKENS.all}`);
  const url = `https://samewire.example${path}`;
  const response = await exports.default.fetch(url, { ...init, headers });
  const text = await response.text();
  expect(faultsOf(init.method ?? 'GET', url, { status: response.status, headers: response.headers, text })).toEqual([]);
  const lines = response.headers.get('content-type') === 'application/x-ndjson';
  const body = (text === '' ? null : lines ? text : JSON.parse(text)) as Body;
  return { status: response.status, headers: response.headers, body };
};

/** @param body Sent as it is when it is a string, else as JSON. */
export const post = <Body = Problem>(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> =>
  send<Body>(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

export const get = <Body = Problem>(path: string, token = TOKENS.all): Promise<Answer<Body>> =>
  send<Body>(path, { headers: { authorization: `Bearer ${token}` } });

export const remove = <Body = Problem>(path: string, token = TOKENS.all): Promise<Answer<Body>> =>
  send<Body>(path, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
