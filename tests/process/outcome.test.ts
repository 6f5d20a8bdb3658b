import { expect, test } from 'vitest';
import type { LabelledArticle } from '../../demo/articles.ts';
import { judgeStories } from '../../demo/outcome.ts';

const article = (name: string, story: string, kind: string): LabelledArticle => ({
  name,
  posted: {},
  label: { story, kind },
});

const articles = [
  article('wire', 'storm', 'original'),
  article('spun', 'storm', 'spin'),
  article('later', 'storm', 'followup'),
  article('match', 'final', 'original'),
];

test.each([
  ['right', { wire: 'a', spun: 'a', later: 'b', match: 'c' }, [true, true], '2 copies in one cluster, later apart'],
  [
    'a copy stands apart',
    { wire: 'a', spun: 'd', later: 'b', match: 'c' },
    [false, true],
    '2 copies are in 2 clusters',
  ],
  ['the follow-up joined', { wire: 'a', spun: 'a', later: 'a', match: 'c' }, [false, true], 'cluster with later'],
  ['another story joined', { wire: 'a', spun: 'a', later: 'b', match: 'a' }, [false, false], 'cluster with match'],
  [
    'another story joined the follow-up',
    { wire: 'a', spun: 'a', later: 'c', match: 'c' },
    [false, false],
    'later is not alone',
  ],
  ['a copy was refused', { wire: 'a', later: 'b', match: 'c' }, [false, true], '2 copies are in 2 clusters'],
  ['the follow-up was refused', { wire: 'a', spun: 'a', match: 'c' }, [false, true], 'later is not alone'],
])('%s', (_, clusters, right, told) => {
  const outcomes = judgeStories(articles, new Map(Object.entries(clusters)));
  expect(outcomes.map((outcome) => outcome.right)).toEqual(right);
  expect(outcomes[0]?.told).toContain(told);
});
