import { lookup } from 'node:dns';
import { request as send } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Request, Response } from 'miniflare';
import { isPublicAddress, refusalOf } from '../src/events/addresses.ts';

/** What the Worker reads of an answer; its body it does not. */
const HEADERS = ['retry-after', 'location'];
/** Milliseconds; the Worker itself waits less. */
const PATIENCE = 15_000;

/**
 * The Worker's way out of this machine. On the platform no request can reach a private network; here a public name may lead into one,
 * so the address that it was found to have is looked at, and that one is connected to.
 */
export const sendOutside = async (request: Request): Promise<Response> => {
  const refusal = refusalOf(request.url, false);
  if (refusal !== null) return new Response(null, { status: 502, statusText: 'refused' });
  const body = Buffer.from(await request.arrayBuffer());
  return new Promise((answer) => {
    const fail = (): void => answer(new Response(null, { status: 502, statusText: 'not reached' }));
    const options = { method: request.method, headers: Object.fromEntries(request.headers), lookup: lookupPublic };
    send(request.url, { ...options, agent: false, timeout: PATIENCE }, (message) => {
      const headers = HEADERS.flatMap((name) => (message.headers[name] ? [[name, String(message.headers[name])]] : []));
      answer(new Response(null, { status: message.statusCode ?? 502, headers: headers as [string, string][] }));
      message.destroy();
    })
      .on('error', fail)
      .on('timeout', fail)
      .end(body);
  });
};

/** Finds only public addresses. */
export const lookupPublic: LookupFunction = (name, options, callback) => {
  lookup(name, { ...options, all: true }, (error, found) => {
    const addresses = (found ?? []).filter(({ address }) => isPublicAddress(address));
    const [first] = addresses;
    if (error !== null || first === undefined) callback(error ?? new Error(`${name} has no public address`), '', 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
