import { expect, test } from 'vitest';
import type { Incoming } from '../../../src/story-index/incoming.ts';
import { incoming, inventStory } from '../invented.ts';
import { rows } from './agreement.ts';
import { NOW, openEngine } from './opening.ts';

const outside = (item: Incoming, textKey: string): Incoming => ({ ...item, textKey });
const story = inventStory(1);

test('a text that comes back while its removal is under way is kept in the row, and removed again with it', () => {
  const { engine, place, sql } = openEngine();
  place(outside(incoming('a', story), 'k1'));
  expect([engine.article('a')?.text, engine.textKey('a')]).toEqual([null, 'k1']);
  engine.removeArticle('a', NOW);
  const underWay = engine.discardedTexts(9);
  expect(underWay).toEqual(['k1']);
  place(outside(incoming('a', story), 'k1'));
  engine.forgetDiscarded(underWay);
  expect(engine.article('a')?.text).toBe(story.text);
  engine.removeArticle('a', NOW);
  expect(engine.discardedTexts(9)).toEqual(['k1']);
  engine.forgetDiscarded(['k1']);
  expect(rows(sql, 'discarded_text')).toEqual([]);
});

test('a revision discards the former text, unless it is the same', () => {
  const { engine, place } = openEngine();
  place(outside(incoming('a', story), 'k1'));
  place(outside(incoming('a', { ...story, title: 'Another headline' }), 'k1'));
  expect([engine.discardedTexts(9), engine.textKey('a')]).toEqual([[], 'k1']);
  place(outside(incoming('a', inventStory(2)), 'k2'));
  expect([engine.discardedTexts(9), engine.textKey('a')]).toEqual([['k1'], 'k2']);
});

test('what was written for nothing is discarded', () => {
  const { engine, place } = openEngine();
  place(incoming('a', story));
  place(outside(incoming('a', story), 'unchanged'));
  engine.changeSettings({ store_text: false });
  place(outside(incoming('b', story), 'not kept'));
  expect(engine.discardedTexts(9).sort()).toEqual(['not kept', 'unchanged']);
  expect([engine.textKey('a'), engine.article('a')?.text]).toEqual([null, story.text]);
});

test('a text outside costs no row more', () => {
  const { place, sql } = openEngine();
  place(outside(incoming('a', story), 'k1'));
  expect(rows(sql, 'discarded_text')).toEqual([]);
  expect(rows(sql, 'article')[0]).toMatchObject({ text: null, text_key: 'k1' });
});
