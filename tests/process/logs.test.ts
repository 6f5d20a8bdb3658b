import { afterEach, expect, test, vi } from 'vitest';
import { runServer, temporaryFolder } from './running.ts';

afterEach(() => vi.unstubAllEnvs());

test('npm start logs nothing, and with LOG in its environment a line a request', async () => {
  vi.stubEnv('LOG', undefined);
  const quiet = await runServer(await temporaryFolder());
  await fetch(`${quiet.url}/v1/clusters`);
  await quiet.stop();
  expect(quiet.output()).not.toContain('"event"');

  vi.stubEnv('LOG', 'requests');
  const telling = await runServer(await temporaryFolder());
  const answer = await fetch(`${telling.url}/v1/clusters`);
  const id = answer.headers.get('x-request-id');
  await vi.waitFor(() => expect(telling.output()).toContain(`"request_id":"${id}"`), 10_000);
  const line =
    telling
      .output()
      .split('\n')
      .find((printed) => printed.includes(`"${id}"`)) ?? '';
  expect(JSON.parse(line)).toMatchObject({ event: 'request', route: '/v1/clusters', status: 200 });
});

test('npm start lets in the pages that CORS_ORIGINS names', async () => {
  vi.stubEnv('CORS_ORIGINS', 'https://desk.example');
  const { url } = await runServer(await temporaryFolder());
  const ask = (origin: string): Promise<Response> => fetch(`${url}/v1/clusters`, { headers: { origin } });
  const own = await ask('https://desk.example');
  expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'https://desk.example']);
  const other = await ask('https://evil.example');
  expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});
