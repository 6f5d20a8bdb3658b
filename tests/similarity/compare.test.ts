import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Comparison } from '../../src/contract/comparison.ts';
import { type Comparable, compare } from '../../src/similarity/compare.ts';
import { FOLLOW_UP, ORIGINAL, REWRITE, UNRELATED } from './stories.ts';

describe('a comparison', () => {
  const rewrite = compare(ORIGINAL, REWRITE);

  it('shows what is shared to the letter, then what is reworded', () => {
    const { passages } = rewrite;
    expect(passages.map(({ kind }) => kind)).toEqual(
      passages
        .map(({ kind }) => kind)
        .toSorted()
        .toReversed(),
    );
    const [first] = passages;
    expect(ORIGINAL.text.slice(...(first?.a ?? []))).toBe(
      'We looked at every beam of that roof, and there is nothing left to nail a new one to',
    );
    expect(REWRITE.text.slice(...(first?.b ?? []))).toBe(ORIGINAL.text.slice(...(first?.a ?? [])));
    expect(first?.words).toContain('beam');
    const stalls = passages.find(
      ({ a, kind }) => kind === 'reworded' && ORIGINAL.text.slice(...a).includes('46 traders'),
    );
    expect(REWRITE.text.slice(...(stalls?.b ?? []))).toContain('46 herring and crab sellers');
    expect(stalls?.words).toEqual(expect.arrayContaining(['crab', 'Marle']));
  });

  it('tells its signals by name, strongest first, with the weight they had', () => {
    const weights = rewrite.signals.map(({ weight }) => Math.abs(weight));
    expect(weights).toEqual(weights.toSorted((x, y) => y - x));
    expect(rewrite.signals.every(({ value, weight }) => Number.isFinite(value) && weight !== 0)).toBe(true);
    expect(rewrite.signals.find(({ name }) => name === 'hours apart')?.value).toBe(3);
  });

  it.each<[string, Comparable, RegExp]>([
    ['a rewrite', REWRITE, /^One story.*: .+ and .+\.$/],
    ['a follow-up', FOLLOW_UP, /^(Related, not one story|Two stories): .+\.$/],
    ['another story', UNRELATED, /^Two stories: .+ and .+\.$/],
    ['the same text', { ...ORIGINAL, text: ORIGINAL.text.toUpperCase() }, /^The same text: .+\.$/],
    ['a scrap', { ...ORIGINAL, text: 'The market is shut.' }, /so short a text/],
  ])('says in a sentence what %s is', (_name, other, sentence) => {
    const { verdict } = compare(ORIGINAL, other);
    expect(verdict).toMatch(sentence);
    expect(verdict).not.toMatch(/undefined|NaN|\s\s|\s[,.:]/);
  });

  it('does not take a missing date for a distant one', () => {
    const undated = compare(ORIGINAL, { ...REWRITE, published_at: null });
    expect(undated.signals.map(({ name }) => name)).not.toContain('hours apart');
    expect(undated.score).toBeGreaterThan(0.5);
    expect(compare(ORIGINAL, { ...REWRITE, published_at: 'soon' })).toEqual(undated);
  });

  it('takes receipt for the time where dates are missing, but not that of one side', () => {
    const [undated, late] = [
      { ...ORIGINAL, published_at: null },
      { ...REWRITE, received_at: '2026-10-08T09:00:00Z' },
    ];
    const hours = (a: Comparable, b: Comparable): number | undefined =>
      compare(a, b).signals.find(({ name }) => name === 'hours apart')?.value;
    expect(hours({ ...undated, received_at: '2026-10-06T09:00:00Z' }, late)).toBe(48);
    expect(hours(undated, late)).toBeUndefined();
    expect(hours({ ...ORIGINAL, received_at: '2026-10-06T09:00:00Z' }, late)).toBe(3);
  });

  it('holds for any two texts', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(ORIGINAL.text, REWRITE.text));
    const article = fc.record({
      title: fc.string(),
      text,
      published_at: fc.constantFrom(null, '2026-10-06T09:00:00Z', 'x'),
      source: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(article, article, (a, b) => {
        const comparison = Comparison.parse(compare(a, b));
        for (const {
          a: [from, to],
          b: [start, end],
        } of comparison.passages) {
          expect(0 <= from && from < to && to <= a.text.length).toBe(true);
          expect(0 <= start && start < end && end <= b.text.length).toBe(true);
        }
        if (a.text === b.text) expect(comparison).toMatchObject({ relation: 'identical', score: 1 });
      }),
    );
  });
});
