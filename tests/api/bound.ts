import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import worker from '../../src/index.ts';
import { TOKENS } from './client.ts';

/** Sends a request to a Worker with more, or other, bindings than the usual. */
export const sendTo = async (
  bindings: Partial<Cloudflare.Env>,
  url: string,
  init: RequestInit = {},
): Promise<Response> => {
  const headers = new Headers(init.headers);
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${TOKENS.all}`);
  const request = new Request(new URL(url, 'https://samewire.example'), { ...init, headers });
  return worker.fetch(request, { ...env, ...bindings }, createExecutionContext());
};
