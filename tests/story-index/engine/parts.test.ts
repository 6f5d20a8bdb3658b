import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PARTS, partStart, takePart, withPart } from '../../../src/story-index/retrieval/parts.ts';

const part = fc
  .uint8Array({ minLength: 1, maxLength: 5 })
  .map((words) => new Uint8Array([...words].flatMap((w) => [w, 0, 0, 1])));

test('each part of a row can be put in, replaced and taken out without touching the others', () => {
  const step = fc.tuple(fc.nat({ max: PARTS - 1 }), fc.option(part));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const model = new Map<number, Uint8Array>();
      let row: ArrayBuffer | null = null;
      for (const [at, bytes] of steps) {
        const next: Uint8Array | null = withPart(row, at, bytes);
        row = next === null ? null : (next.slice().buffer as ArrayBuffer);
        if (bytes === null) model.delete(at);
        else model.set(at, bytes);
        expect(row === null).toBe(model.size === 0);
        for (let other = 0; row !== null && other < PARTS; other++) {
          const taken = takePart(row, other);
          expect(taken && new Uint8Array(taken)).toEqual(model.get(other) ?? null);
          expect(partStart(row, other) > 0).toBe(model.has(other));
        }
      }
    }),
  );
});
