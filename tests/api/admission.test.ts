import { expect, it } from 'vitest';
import { admit } from '../../src/api/admission.ts';
import { ProblemError } from '../../src/intake/problems.ts';

it('collections do not stand in each other’s way, and what failed is under way no more', async () => {
  const { promise: open, resolve } = Promise.withResolvers<string>();
  const waiting = admit('a', 2_000, () => open);
  await expect(admit('a', 1, () => Promise.resolve('in'))).rejects.toThrow(ProblemError);
  expect(await admit('b', 1, () => Promise.resolve('in'))).toBe('in');
  resolve('done');
  expect(await waiting).toBe('done');
  await expect(admit('a', 2_000, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(await admit('a', 2_000, () => Promise.resolve('in'))).toBe('in');
});
