import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJudge, signalOf } from '../../src/similarity/judge.ts';
import { LOGIT_LIMIT } from '../../src/similarity/logit.ts';
import { SIGNALS, type SignalKey } from '../../src/similarity/signals.ts';
import { FOLLOW_UP, judge, ORIGINAL, REWRITE, reportOf, UNRELATED } from './stories.ts';

const rewrite = judge(REWRITE, ORIGINAL);
const followUp = judge(FOLLOW_UP, ORIGINAL);
const unrelated = judge(UNRELATED, ORIGINAL);

describe('signals', () => {
  it.each<SignalKey>([
    'cosine',
    'rare',
    'lead',
    'headlineMost',
    'sentencesLow',
    'sentencesMost',
    'sentencesLeast',
    'namesMost',
    'leadNames',
    'rareNames',
    'numbersMost',
    'quotesMost',
    'weekday',
    'laterNames',
    'laterNumbers',
    'laterQuotes',
    'earlierQuotes',
    'leadInHead',
  ])('%s is larger for a rewrite than for a follow-up or another story', (key) => {
    for (const other of [followUp, unrelated]) {
      const value = signalOf(other, key);
      if (!Number.isNaN(value)) expect(signalOf(rewrite, key)).toBeGreaterThan(value);
    }
    expect(signalOf(rewrite, key)).toBeGreaterThan(0);
  });

  it('verbatim and tailOverHead are larger for a follow-up, which copies its background', () => {
    for (const key of ['verbatim', 'tailOverHead'] as const) {
      expect(signalOf(followUp, key)).toBeGreaterThan(signalOf(rewrite, key));
    }
  });

  it.each<SignalKey>(['newShare', 'newNames', 'newLeadNames', 'laterTail', 'leadPlace'])(
    '%s is larger for a follow-up, which tells something new first',
    (key) => {
      expect(signalOf(followUp, key)).toBeGreaterThan(signalOf(rewrite, key));
    },
  );

  it('the later text is the one published later, whichever arrives first', () => {
    const arrivedLast = judge(ORIGINAL, FOLLOW_UP);
    for (const key of ['newNames', 'newShare', 'leadPlace'] as const) {
      expect(signalOf(arrivedLast, key)).toBeCloseTo(signalOf(followUp, key), 12);
    }
  });

  it('all of direct speech is found where both quote the same', () => {
    expect(signalOf(rewrite, 'quotesLeast')).toBe(1);
    expect(signalOf(followUp, 'quotesLeast')).toBe(0);
  });

  it('numbers of a lead that the other lacks clash', () => {
    const other = { ...REWRITE, text: REWRITE.text.replace('1887', '1893').replace('October 31', 'October 27') };
    expect(signalOf(judge(other, ORIGINAL), 'clash')).toBeGreaterThan(signalOf(rewrite, 'clash'));
  });

  it('measure what is known besides the texts', () => {
    expect(signalOf(rewrite, 'hours')).toBe(3);
    expect(signalOf(rewrite, 'sameSource')).toBe(0);
    expect(signalOf(judge(ORIGINAL, ORIGINAL), 'sameSource')).toBe(1);
    const bare = judge({ ...REWRITE, published_at: null, source: null }, ORIGINAL);
    for (const key of ['sameSource', 'hours', 'credit'] as const) {
      expect(signalOf(bare, key)).toBeNaN();
    }
  });

  it('leave what cannot be measured out', () => {
    const wordless = judge({ ...UNRELATED, title: '', text: '…' }, ORIGINAL);
    for (const key of ['namesMost', 'sentencesMost', 'quotesMost', 'leadPlace'] as const) {
      expect(signalOf(wordless, key) > 0, key).toBe(false);
    }
    expect(wordless.relation).toBe('none');
  });
});

describe('a judgement', () => {
  it('joins a rewrite, not a follow-up or another story', () => {
    expect(rewrite.relation).toBe('rewrite');
    expect(followUp.score).toBeLessThan(0.5);
    expect(unrelated.relation).toBe('none');
  });

  it('knows the same text', () => {
    const shouted = { ...ORIGINAL, title: 'Other title', text: ORIGINAL.text.replaceAll(' crab', ' CRAB') };
    expect(judge(shouted, ORIGINAL)).toMatchObject({ relation: 'identical', score: 1, copy: true, logit: LOGIT_LIMIT });
  });

  const word = fc.constantFrom(
    ...`${ORIGINAL.text} ${REWRITE.text} 中国 新闻 カメラ "quote" 7 1,400 Монтаж`.split(/\s+/),
  );
  const text = fc
    .array(fc.array(word, { maxLength: 40 }), { maxLength: 6 })
    .map((lines) => lines.map((l) => l.join(' ')).join('\n'));
  const report = fc.record({
    fingerprint: fc
      .record({ title: fc.constantFrom('', ORIGINAL.title), text: fc.oneof(text, fc.string()) })
      .map(({ title, text }) => reportOf({ ...ORIGINAL, title, text }).fingerprint),
    published: fc.option(fc.integer({ min: 0, max: 2e12 })),
    received: fc.integer({ min: 0, max: 2e12 }),
    source: fc.nat(3),
  });
  const COUNTS = new Set<SignalKey>(['rare', 'rareNames', 'newNames', 'newLeadNames', 'hours']);
  const DIFFERENCES = new Set<SignalKey>(['tailOverHead', 'laterTail']);

  it('is within its bounds for any two texts', () => {
    fc.assert(
      fc.property(report, report, (a, b) => {
        const { values, logit, score } = createJudge(a).judge(b);
        expect(values).toHaveLength(SIGNALS.length);
        SIGNALS.forEach(({ key }, i) => {
          const value = values[i] as number;
          if (Number.isNaN(value)) return;
          expect(value, key).toBeGreaterThanOrEqual(DIFFERENCES.has(key) ? -1 : 0);
          expect(value, key).toBeLessThanOrEqual(COUNTS.has(key) ? 1e6 : 1 + 1e-9);
        });
        expect(Math.abs(logit)).toBeLessThanOrEqual(LOGIT_LIMIT);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
