import { hostname } from 'node:os';
import { Request } from 'miniflare';
import { expect, test } from 'vitest';
import { lookupPublic, sendOutside } from '../../bin/outbound.ts';
import { runReceiver } from './receiver.ts';

test('nothing is sent to this machine, by address or by a name that is found to lead to it', async () => {
  const trap = await runReceiver();
  for (const place of [
    trap.url,
    `https://127.0.0.1:8443`,
    'https://[::1]/',
    'https://localhost/',
    'https://a.local/',
  ]) {
    const answer = await sendOutside(new Request(place, { method: 'POST', body: '{}' }));
    expect([answer.status, answer.statusText], place).toEqual([502, 'refused']);
  }
  expect(trap.received).toEqual([]);
});

test('of the addresses of a name only public ones are connected to', async () => {
  const find = (name: string, all: boolean): Promise<unknown> =>
    new Promise((resolve) => lookupPublic(name, { all }, (error, address) => resolve(error ?? address)));
  for (const name of ['localhost', hostname()]) {
    for (const all of [true, false]) expect(await find(name, all), name).toBeInstanceOf(Error);
  }
  expect(await find('198.41.0.4', true)).toEqual([{ address: '198.41.0.4', family: 4 }]);
  expect(await find('198.41.0.4', false)).toBe('198.41.0.4');
});
