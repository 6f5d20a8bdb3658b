import { expect, test } from 'vitest';
import { incoming, inventStory } from '../invented.ts';
import { dump, NOW, openEngine } from './opening.ts';

const DAYS = 86_400_000;

test('the matching window is as long as it was set, from the next article on', () => {
  const { place, check, engine } = openEngine();
  place(incoming('a', inventStory(1)));
  engine.changeSettings({ window_days: 2 });
  expect(check(incoming('b', inventStory(1)), NOW + 2 * DAYS).decision).toBe('joined');
  expect(place(incoming('c', inventStory(1)), NOW + 3 * DAYS).decision).toBe('founded');
  engine.changeSettings({ window_days: 9 });
  expect(place(incoming('d', inventStory(1)), NOW + 9 * DAYS).decision).toBe('joined');
});

test('no text lies anywhere when texts are not kept', () => {
  const { place, engine, sql } = openEngine();
  engine.changeSettings({ store_text: false });
  place(incoming('a', inventStory(1)));
  const { text } = (dump(sql).article as { text: string | null }[])[0] as { text: string | null };
  expect(text).toBeNull();
  expect(engine.article('a')?.text).toBeNull();
});
