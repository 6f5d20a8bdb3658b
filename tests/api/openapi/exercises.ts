import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import worker from '../../../src/index.ts';
import { SECRETS } from '../../webhooks/senders.ts';
import { signHex } from '../../webhooks/signing.ts';
import { TOKENS } from '../client.ts';
import { createQueue, withQueue } from '../queue.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from '../stories.ts';
import type { Given } from './conformity.ts';

export interface Exercised extends Given {
  method: string;
  url: string;
  /** As JSON; null where it was none. */
  sent: unknown;
}

type Headers = Record<string, string>;

/** Sends a request to a Worker with a queue of its own, which delivers nothing. */
const request = async (method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Exercised> => {
  const url = `https://samewire.example${path}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent = new Request(url, {
    method,
    headers: { authorization: `Bearer ${TOKENS.all}`, ...headers },
    ...(text === undefined ? {} : { body: text }),
  });
  const response = await worker.fetch(sent, withQueue(createQueue()), createExecutionContext());
  const { status, headers: received } = response;
  return { method, url, sent: body ?? null, status, headers: received, text: await response.text() };
};

interface Placed {
  article_id: string;
  cluster_id: string;
}

const place = async (article: object = SHIP): Promise<Placed> =>
  JSON.parse((await request('POST', '/v1/articles', article)).text);

const subscribe = async (): Promise<string> => {
  const { text } = await request('POST', '/v1/subscriptions', { url: 'https://receiver.example/hook' });
  return (JSON.parse(text) as { id: string }).id;
};

const bury = async (): Promise<string> => {
  const { status_url } = JSON.parse((await request('POST', '/v1/articles?mode=async', [SHIP])).text);
  const job = String(status_url).replace(/^.*\//, '');
  await env.STORY_INDEX.getByName('tests').bury('message-1', { kind: 'job', collection: 'tests', job });
  const { dead_letters } = JSON.parse((await request('GET', '/v1/dead-letters')).text);
  return dead_letters[0].id;
};

/** Two articles of one cluster, and one of another. */
const placeStories = async (): Promise<{ a: Placed; b: Placed; other: Placed }> => {
  const [a, b] = [await place(), await place(SHIP_REPRINT)];
  return { a, b, other: await place(ELECTION) };
};

const correct = async (): Promise<string> => {
  const { a } = await placeStories();
  const { text } = await request('POST', `/v1/clusters/${a.cluster_id}/confirm`, {});
  return (JSON.parse(text) as { id: string }).id;
};

const again = async (path: string): Promise<Exercised> => {
  const etag = (await request('GET', path)).headers.get('etag') ?? '';
  return request('GET', path, undefined, { 'if-none-match': etag });
};

const deliver = async (query: string): Promise<Exercised> => {
  const body = JSON.stringify([SHIP, { text: '' }]);
  const signature = `sha256=${await signHex(SECRETS.github, body)}`;
  return request('POST', `/v1/webhooks/crawler${query}`, body, { authorization: '', 'x-hub-signature-256': signature });
};

/** A request for each answer that is no problem, by operation and status. */
export const EXERCISES: Record<string, () => Promise<Exercised>> = {
  'placeArticles 200': () => request('POST', '/v1/articles?explain=intake', [SHIP, SHIP_REPRINT, { title: 'no text' }]),
  'placeArticles 201': () => request('POST', '/v1/articles', SHIP, { 'idempotency-key': 'key-1' }),
  'placeArticles 202': () => request('POST', '/v1/articles?mode=async', { articles: [SHIP] }),
  'checkArticles 200': () => request('POST', '/v1/check', SHIP),
  'compareArticles 200': () => request('POST', '/v1/compare', { a: SHIP, b: SHIP_REPRINT }),
  'getArticle 200': async () => request('GET', `/v1/articles/${(await place()).article_id}`),
  'getArticle 304': async () => again(`/v1/articles/${(await place()).article_id}`),
  'removeArticle 204': async () => request('DELETE', `/v1/articles/${(await place()).article_id}`),
  'listMatches 200': async () => {
    const { article_id } = await place();
    await place(SHIP_REPRINT);
    return request('GET', `/v1/articles/${article_id}/matches`);
  },
  'listClusters 200': async () => {
    await place();
    await place(ELECTION);
    return request('GET', '/v1/clusters?limit=1');
  },
  'getCluster 200': async () => {
    await place();
    return request('GET', `/v1/clusters/${(await place(SHIP_REPRINT)).cluster_id}`);
  },
  'getCluster 304': async () => again(`/v1/clusters/${(await place()).cluster_id}`),
  'moveArticle 200': async () => {
    const { b, other } = await placeStories();
    return request('POST', `/v1/articles/${b.article_id}/move`, { cluster_id: other.cluster_id, why: 'another ship' });
  },
  'rejectArticle 200': async () => {
    const { b } = await placeStories();
    return request('POST', `/v1/articles/${b.article_id}/reject`, { cluster_id: b.cluster_id, who: 'Ada' });
  },
  'mergeClusters 200': async () => {
    const { a, other } = await placeStories();
    return request('POST', `/v1/clusters/${a.cluster_id}/merge`, { with: [other.cluster_id] });
  },
  'splitCluster 200': async () => {
    const { a, b } = await placeStories();
    return request('POST', `/v1/clusters/${a.cluster_id}/split`, { articles: [b.article_id] });
  },
  'confirmCluster 200': async () => {
    const { a } = await placeStories();
    return request('POST', `/v1/clusters/${a.cluster_id}/confirm`, {});
  },
  'listCorrections 200': async () => {
    await correct();
    return request('GET', '/v1/corrections');
  },
  'listLabels 200': async () => {
    await correct();
    return request('GET', '/v1/corrections/labels');
  },
  'undoCorrection 200': async () => request('POST', `/v1/corrections/${await correct()}/undo`, { why: 'a slip' }),
  'receiveWebhook 200': () => deliver(''),
  'receiveWebhook 202': () => deliver('?mode=async'),
  'getJob 200': async () => {
    const { job_id } = JSON.parse((await request('POST', '/v1/articles?mode=async', [SHIP])).text);
    return request('GET', `/v1/jobs/${job_id}`);
  },
  'listEvents 200': async () => {
    await place();
    await place(SHIP_REPRINT);
    return request('GET', '/v1/events?after=0');
  },
  'listSubscriptions 200': async () => {
    await subscribe();
    return request('GET', '/v1/subscriptions');
  },
  'subscribe 201': () =>
    request('POST', '/v1/subscriptions', { url: 'https://receiver.example/hook', events: ['cluster.joined'] }),
  'unsubscribe 204': async () => request('DELETE', `/v1/subscriptions/${await subscribe()}`),
  'pingSubscription 202': async () => request('POST', `/v1/subscriptions/${await subscribe()}/ping`),
  'replayEvents 202': async () => {
    await place();
    return request('POST', `/v1/subscriptions/${await subscribe()}/replay`, { after: 0 });
  },
  'rotateSecret 200': async () => request('POST', `/v1/subscriptions/${await subscribe()}/secret`),
  'getSettings 200': () => request('GET', '/v1/settings'),
  'changeSettings 200': () => request('PUT', '/v1/settings', { window_days: 3 }),
  'getStats 200': async () => {
    await place();
    return request('GET', '/v1/stats');
  },
  'getHealth 200': () => request('GET', '/healthz'),
  'listDeadLetters 200': async () => {
    await bury();
    return request('GET', '/v1/dead-letters');
  },
  'replayDeadLetter 202': async () => request('POST', `/v1/dead-letters/${await bury()}/replay`),
  'removeDeadLetter 204': async () => request('DELETE', `/v1/dead-letters/${await bury()}`),
  'getDocument 200': () => request('GET', '/openapi.json', undefined, { authorization: '' }),
  'getDocument 304': () => again('/openapi.json'),
  'getDocs 304': () => again('/docs'),
  'getDocs 200': () => request('GET', '/docs', undefined, { authorization: '' }),
};
