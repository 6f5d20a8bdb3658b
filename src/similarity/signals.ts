import type { Report } from './judge.ts';

export const measureSignals = (a: Report, b: Report): { overlap: number } => {
  const [f, g] = [a.fingerprint, b.fingerprint];
  let i = 0, j = 0, shared = 0, fa = 0, fb = 0;
  for (const w of f.weights) fa += w;
  for (const w of g.weights) fb += w;
  while (i < f.hashes.length && j < g.hashes.length) {
    const x = f.hashes[i] as number, y = g.hashes[j] as number;
    if (x === y) { shared += f.weights[i] as number; i++; j++; } else if (x < y) i++; else j++;
  }
  return { overlap: shared / (fa + fb - shared || 1) };
};
