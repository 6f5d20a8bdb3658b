import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DELAYS, delayAfter, isLastTry, readRetryAfter } from '../../src/events/backoff.ts';

const [HOUR, DAY] = [3600, 86_400];
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

test('tries go on for three days, and end before a queue drops the message, whatever the receiver wishes', () => {
  expect(sum(DELAYS)).toBeGreaterThan(3 * DAY);
  const longest = DELAYS.map((_, i) => delayAfter(i + 1, 1e9));
  expect(sum(longest)).toBeLessThan(4 * DAY);
  expect(Math.max(...longest)).toBeLessThanOrEqual(12 * HOUR);
  expect(DELAYS.every((delay, i) => delay >= (DELAYS[i - 1] ?? 0))).toBe(true);
});

test('the queue tries as often as there are delays', () => {
  const toml = readFileSync(new URL('../../wrangler.toml', import.meta.url), 'utf8');
  const [, retries] = /queue = "samewire-event-deliveries"\n(?:.+\n)*?max_retries = (\d+)/.exec(toml) ?? [];
  expect(Number(retries)).toBe(DELAYS.length);
  expect([isLastTry(DELAYS.length), isLastTry(DELAYS.length + 1)]).toEqual([false, true]);
});

test('what a receiver asks for is given within bounds, and never hurries', () => {
  expect(delayAfter(1, null)).toBe(DELAYS[0]);
  expect(delayAfter(1, 60)).toBe(60);
  expect(delayAfter(1, 1)).toBe(DELAYS[0]);
  expect(delayAfter(1, 1e9)).toBe(HOUR);
  expect(delayAfter(14, 60)).toBe(12 * HOUR);
  expect(delayAfter(99, null)).toBe(12 * HOUR);
});

test('Retry-After is read as seconds or as a date, and anything else is no wish', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');
  expect(readRetryAfter('120', now)).toBe(120);
  expect(readRetryAfter('Mon, 02 Mar 2026 12:00:30 GMT', now)).toBe(30);
  expect(readRetryAfter('Mon, 02 Mar 2026 11:00:00 GMT', now)).toBe(0);
  for (const value of [null, '', 'soon', '1'.repeat(40), 'NaN', '\u0000'])
    expect(readRetryAfter(value, now)).toBeNull();
});
