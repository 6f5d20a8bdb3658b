import { describe, expect, it } from 'vitest';
import { type Contender, decide } from '../../src/similarity/decide.ts';
import { createJudge, type Judgement } from '../../src/similarity/judge.ts';
import { signalIndex } from '../../src/similarity/signals.ts';
import { measureStanding, STANDING } from '../../src/similarity/standing.ts';
import { FOLLOW_UP, judgeOf, ORIGINAL, REWRITE, reportOf, UNRELATED } from './stories.ts';

const judge = judgeOf(REWRITE);
const near = judge.judge(reportOf(ORIGINAL));
const middling = judge.judge(reportOf(FOLLOW_UP));
const far = judge.judge(reportOf(UNRELATED));
const same = judge.judge(reportOf(REWRITE));
const contender = (cluster: number, judgement: Judgement, article = 10 * cluster): Contender => ({
  article,
  cluster,
  judgement,
});

describe('a decision', () => {
  it('joins the cluster of the nearest', () => {
    const verdict = decide(judge, [contender(1, far), contender(2, near)], (cluster) => [cluster === 2 ? near : far]);
    expect(verdict.join).toEqual(contender(2, near));
    expect(verdict.nearest).toEqual(contender(2, near));
    expect(verdict.bridges).toEqual([]);
  });

  it('founds a cluster where nothing is near', () => {
    expect(decide(judge, [], () => [])).toEqual({ join: null, nearest: null, related: [], bridges: [] });
    const verdict = decide(judge, [contender(1, far)], () => [far]);
    expect(verdict).toMatchObject({ join: null, nearest: { cluster: 1 }, related: [] });
  });

  it('does not join for one member that is just near where all others are far', () => {
    const values = middling.values.with(signalIndex('hours'), 3);
    const just = { ...middling, values, logit: 0.3, score: 0.57 };
    const verdict = decide(judge, [contender(1, just), contender(1, far, 11), contender(1, far, 12)], () => [far, far]);
    expect(verdict.join).toBeNull();
    expect(verdict.related).toMatchObject([{ cluster: 1, reason: 'near one member, far from the founder' }]);
  });

  it('joins a copy always, even one whose founder is far', () => {
    expect(decide(judge, [contender(1, same)], () => [far, far]).join).toEqual(contender(1, same));
  });

  it('reports a second cluster that fits as a bridge', () => {
    const nearest = { ...near, logit: near.logit + 1 };
    const verdict = decide(judge, [contender(1, near), contender(2, nearest)], (c) => [c === 1 ? near : nearest]);
    expect([verdict.join?.cluster, ...verdict.bridges].toSorted()).toEqual([1, 2]);
  });

  it('says why a follow-up is kept apart', () => {
    const verdict = decide(judgeOf(FOLLOW_UP), [contender(1, middling)], () => [middling]);
    expect(verdict.join).toBeNull();
    for (const { score, reason } of verdict.related) {
      expect(score).toBeLessThan(0.5);
      expect(reason).toBe('shares background, 2 days apart');
    }
  });
});

describe('the standing in a cluster', () => {
  const standing = (fixed: Judgement[], others: Judgement[]): Record<string, number> => {
    const values = measureStanding(judge, fixed, others);
    expect(values).toHaveLength(STANDING.length);
    return Object.fromEntries(STANDING.map(({ key }, i) => [key, values[i] as number]));
  };

  it('keeps shares within 0 and 1', () => {
    for (const [fixed, others] of [
      [[near], [far]],
      [[far], []],
      [[near, middling, far, same], [near]],
    ] as const) {
      const values = standing([...fixed], [...others]);
      for (const key of ['shareTogether', 'names', 'lead', 'numbers', 'sentencesLow', 'sentencesMedian', 'head']) {
        expect(values[key], key).toBeGreaterThanOrEqual(0);
        expect(values[key], key).toBeLessThanOrEqual(1);
      }
      expect(values.nearest).toBeGreaterThanOrEqual(values.upperQuarter as number);
      expect(values.upperQuarter).toBeGreaterThanOrEqual(values.lowerQuarter as number);
    }
  });

  it('counts what the members know together', () => {
    const alone = standing([far], []);
    const together = standing([far], [near]);
    for (const key of ['names', 'lead', 'numbers', 'head', 'nearest']) {
      expect(together[key]).toBeGreaterThan(alone[key] as number);
    }
    expect(together.founder).toBe(alone.founder);
  });

  it('measures a report without words', () => {
    const empty = createJudge(reportOf({ ...ORIGINAL, title: '', text: '' }));
    const values = measureStanding(empty, [empty.judge(reportOf(ORIGINAL))], []);
    expect(values).toHaveLength(STANDING.length);
    expect(values[0]).toBeLessThan(0);
  });
});
