import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../../demo/client.ts';
import { SECRETS, SENDERS } from '../webhooks/senders.ts';
import { runServer, temporaryFolder } from './running.ts';

test('npm start takes the senders of its environment, and knows a delivery after a restart', async () => {
  vi.stubEnv('WEBHOOK_SENDERS', JSON.stringify({ crawler: { ...SENDERS.standard, collection: 'local' } }));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const body = JSON.stringify({
    id: 'signed',
    title: 'Quarry reopens',
    text: 'The quarry of Brannock was opened again.',
  });
  const at = new Date();
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(SECRETS.standard).sign('msg_1', at, body),
  };
  const deliver = (url: string, more = {}): Promise<Response> =>
    fetch(`${url}/v1/webhooks/crawler`, { method: 'POST', headers: { ...headers, ...more }, body });

  const folder = await temporaryFolder();
  const server = await runServer(folder);
  expect((await deliver(server.url, { 'webhook-id': 'msg_2' })).status).toBe(401);
  const first = await deliver(server.url);
  expect(first.status).toBe(200);
  const placed = await first.json();
  expect(placed).toMatchObject({ errors: false, results: [{ article_id: 'signed', decision: 'founded' }] });
  expect(await createClient(server.url).article('signed')).toMatchObject({ title: 'Quarry reopens' });
  await server.stop();

  const next = await runServer(folder);
  const again = await deliver(next.url);
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  expect(await again.json()).toEqual(placed);
});
