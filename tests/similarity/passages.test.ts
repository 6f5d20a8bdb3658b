import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRuns, type Run } from '../../src/similarity/passages.ts';
import { findReworded } from '../../src/similarity/reworded.ts';
import { readWords, type Words } from '../../src/similarity/words.ts';
import { takeFingerprint } from '../../src/text/fingerprint.ts';

const readBoth = (a: string, b: string): [Words, Words] => {
  const vocabulary = new Map<string, number>();
  const read = (text: string): Words => readWords(text, takeFingerprint({ title: '', text }), vocabulary);
  return [read(a), read(b)];
};

const shared = (a: string, b: string): [string, string][] => {
  const [wordsA, wordsB] = readBoth(a, b);
  const slice = ({ text, starts, ends }: Words, from: number, length: number): string =>
    text.slice(starts[from], ends[from + length - 1]);
  return findRuns(wordsA, wordsB).map((run) => [slice(wordsA, run.a, run.length), slice(wordsB, run.b, run.length)]);
};

describe('shared passages', () => {
  it('are as long as they can be, longest first', () => {
    const a =
      'Yesterday the old hall on the quay was shut for good. Nobody knows who will rent the empty place next year.';
    const b =
      'They asked who will rent the empty place next year. The old hall on the quay was SHUT, for good, they said.';
    expect(shared(a, b)).toEqual([
      ['the old hall on the quay was shut for good', 'The old hall on the quay was SHUT, for good'],
      ['who will rent the empty place next year', 'who will rent the empty place next year'],
    ]);
  });

  it('have six words or more', () => {
    const five = 'the old hall is shut';
    expect(shared(`Now ${five} again.`, `But ${five} forever.`)).toEqual([]);
    expect(shared(`Now ${five} again today.`, `But ${five} again forever.`)).toEqual([
      [`${five} again`, `${five} again`],
    ]);
  });

  it('have twelve letters or so where words are not spaced', () => {
    const run = '港务局周二投票决定关闭老鱼市场';
    expect(shared(`昨天${run}了。`, `据报道${run}。`)).toEqual([[run, run]]);
    expect(shared('昨天港务局周二投票了。', '据报道港务局周二投票。')).toEqual([]);
  });

  it('do not run across furniture', () => {
    const [first, second] = [
      'The harbour board of the town voted on Tuesday to close it.',
      'Traders who have worked there for decades were not asked at all.',
    ];
    expect(shared(`${first}\n\n${second}`, `${first}\n\n${second}`)).toHaveLength(1);
    expect(shared(`${first}\n\nShare\n\n${second}`, `${first}\n\n${second}`).map(([a]) => a)).toEqual([
      first.slice(0, -1),
      second.slice(0, -1),
    ]);
  });

  it('pair repeated phrases one to one', () => {
    const phrase = 'we will never ever leave this old quay';
    const twice = `${phrase} one ${phrase} two.`;
    expect(shared(twice, twice.replace('one', 'three').replace('two', 'four'))).toHaveLength(2);
    expect(shared(twice, `${phrase} five.`)).toHaveLength(1);
  });

  it('never cut a letter in two', () => {
    const run = '𠮷野家の新しい店舗が駅前に開店しました𠮷';
    for (const [a, b] of shared(`${run}です。`, `昨日、${run}。`)) {
      expect(a.isWellFormed() && b.isWellFormed()).toBe(true);
    }
  });

  const overlaps = (runs: Run[], side: 'a' | 'b'): boolean => {
    const sorted = runs.toSorted((x, y) => x[side] - y[side]);
    return sorted.some((run, i) => i > 0 && run[side] < (sorted[i - 1] as Run)[side] + (sorted[i - 1] as Run).length);
  };

  it('are equal word for word, apart from each other, and leave no long run out', () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'Delta', 'epsilon', 'zeta.', 'eta', 'theta', '中国新闻');
    const text = fc.array(word, { minLength: 1, maxLength: 120 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, fc.boolean(), (one, other, same) => {
        const [a, b] = readBoth(one, same ? `${other} ${one}` : other);
        const runs = findRuns(a, b);
        for (const run of runs) {
          expect(a.ids.slice(run.a, run.a + run.length)).toEqual(b.ids.slice(run.b, run.b + run.length));
        }
        expect(runs.map((run) => run.length)).toEqual(runs.map((run) => run.length).toSorted((x, y) => y - x));
        expect(overlaps(runs, 'a') || overlaps(runs, 'b')).toBe(false);
        if (same && a.ids.length >= 12) expect(runs[0]?.length).toBeGreaterThanOrEqual(a.ids.length);
      }),
    );
  });

  it.each([
    ['one word for ever', 'word '.repeat(66_000), 'word '.repeat(40_000)],
    ['one letter for ever', '中'.repeat(200_000), '中'.repeat(150_000)],
    ['two words in turn', 'ab cd '.repeat(33_000), 'cd ab '.repeat(33_000)],
    ['lines of two letters', 'ab\n'.repeat(66_000), 'ab\n'.repeat(66_000)],
  ])('of %s are few', (_name, one, other) => {
    const [a, b] = readBoth(one, other);
    const runs = findRuns(a, b);
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.length).toBeLessThanOrEqual(2);
    expect(findReworded(a, b, runs)).toEqual([]);
  });
});

describe('reworded sentences', () => {
  const pairs = (a: string, b: string): [string, string][] => {
    const [wordsA, wordsB] = readBoth(a, b);
    const slice = ({ text, starts, ends }: Words, [from, to]: [number, number]): string =>
      text.slice(starts[from], ends[to - 1]);
    return findReworded(wordsA, wordsB, findRuns(wordsA, wordsB)).map((pair) => [
      slice(wordsA, pair.a),
      slice(wordsB, pair.b),
    ]);
  };
  const board = 'The harbour board of Selby voted to close the herring market on the quay';
  const council = 'Selby is to lose its herring market after a vote of the harbour board';

  it('are found beside each other', () => {
    expect(pairs(`${board}. Nobody objected to it.`, `It rained all day. ${council}.`)).toEqual([[board, council]]);
  });

  it('are not found where little is shared, or all of it to the letter', () => {
    expect(pairs(`${board}.`, 'Brunnby beat Tarn in five sets and stay at the top of the league.')).toEqual([]);
    expect(pairs(`${board}.`, `${board}.`)).toEqual([]);
  });
});
