import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';
import type { Event } from '../../src/contract/event.ts';

/** A request that reached a receiver. */
export interface Received {
  path: string;
  id: string;
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  port: number;
  received: Received[];
  /** What came to this path. */
  at(path: string): Received[];
}

/** @param times How often this delivery has come, this time included. */
export type Behaviour = (answer: ServerResponse, times: number) => void;

/** An HTTP server that does as it is told for each path, and answers 200 to the others. */
export const runReceiver = async (behaviours: Record<string, Behaviour> = {}, port = 0): Promise<Receiver> => {
  const received: Received[] = [];
  const server = createServer(async (request, answer) => {
    const body = await readBody(request);
    const [path, id] = [request.url ?? '', String(request.headers['webhook-id'])];
    received.push({ path, id, headers: request.headers as Record<string, string>, body });
    const times = received.filter((one) => one.path === path && one.id === id).length;
    const behave = behaviours[path];
    if (behave) behave(answer, times);
    else answer.end('thank you');
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    received,
    at: (path) => received.filter((one) => one.path === path),
  };
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** The event, as the published library of Standard Webhooks lets it through. Throws where it does not. */
export const verified = (secret: string, { headers, body }: Received): Event =>
  new Webhook(secret).verify(body, headers) as Event;
