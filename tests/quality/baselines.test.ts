import { describe, expect, it } from 'vitest';
import { runBaselines } from '../../bench/quality/evaluation/baselines.ts';
import { inventStory } from '../story-index/invented.ts';

const first = inventStory(1);
const articles = [
  { id: 'a', ...first },
  { id: 'other', ...inventStory(2) },
  { id: 'same', ...first },
];

describe('what others would do', () => {
  it('puts the same text into one cluster and another text apart, whatever the method', () => {
    for (const { name, clusters } of runBaselines(articles)) {
      expect([name, clusters.get('a') === clusters.get('same')]).toEqual([name, true]);
    }
    const strict = runBaselines(articles).find(({ name }) => name === 'word-5 Jaccard >= 0.3');
    expect(strict?.clusters.get('other')).not.toBe(strict?.clusters.get('a'));
  });

  it('links what is alike through others: a chain is one cluster', () => {
    const words = Array.from({ length: 30 }, (_, i) => `word${i}`);
    const chain = [0, 4, 8, 12].map((from, i) => ({
      id: `c${i}`,
      title: '',
      text: words.slice(from, from + 18).join(' '),
    }));
    const found = runBaselines(chain).find(({ name }) => name === 'word-5 Jaccard >= 0.5');
    expect(new Set(found?.clusters.values()).size).toBe(1);
  });
});
