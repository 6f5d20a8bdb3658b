import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import worker from '../../src/index.ts';
import { TOKENS } from './client.ts';

/** Bindings besides the usual, or in their place; undefined takes one away. */
export type Bindings = { [Name in keyof Cloudflare.Env]?: Cloudflare.Env[Name] | undefined };

/** Sends a request to a Worker with these bindings. */
export const sendTo = async (bindings: Bindings, url: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${TOKENS.all}`);
  const request = new Request(new URL(url, 'https://samewire.example'), { ...init, headers });
  return worker.fetch(request, { ...env, ...bindings } as Cloudflare.Env, createExecutionContext());
};
