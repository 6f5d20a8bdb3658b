import { describe, expect, it } from 'vitest';
import { type Corpus, toDocument } from '../../bench/quality/documents.ts';
import { keepPairsTogether } from '../../bench/quality/evaluation/folds.ts';
import { inventStory } from '../story-index/invented.ts';

const document = (id: string) =>
  toDocument('real', { id, published_at: null, source: null, lang: 'en', ...inventStory(7) });

describe('folds', () => {
  it('keep articles that a label connects in one group, through others too', () => {
    const corpus: Corpus = {
      name: 'real',
      written: false,
      documents: ['a', 'b', 'c', 'd', 'e'].map(document),
      pairs: [
        { a: 'a', b: 'b', label: 'near_dup' },
        { a: 'c', b: 'd', label: 'rewrite' },
        { a: 'd', b: 'b', label: 'gray' },
      ],
    };
    const groups = keepPairsTogether(corpus).documents.map(({ group }) => group);
    expect(new Set(groups.slice(0, 4)).size).toBe(1);
    expect(groups[4]).not.toBe(groups[0]);
  });
});
