import { expect, it } from 'vitest';
import { PARTS, readOptions } from '../../bench/speed/options.ts';

it('measures everything but the large window when nothing is asked for', () => {
  expect(readOptions([])).toEqual({ only: PARTS, articles: 600, rounds: 5, large: false, million: false, texts: null });
});

it('reads what is asked for; parts keep their order', () => {
  const options = readOptions([
    '--only',
    'peers, text',
    '--articles',
    '1000',
    '--rounds',
    '2',
    '--million',
    '--texts',
    '.',
  ]);
  expect(options).toEqual({
    only: ['text', 'peers'],
    articles: 1000,
    rounds: 2,
    large: true,
    million: true,
    texts: '.',
  });
});

it('asks for help', () => {
  expect(readOptions(['--help'])).toBeNull();
});

it.each([
  [['--only', 'all'], /--only: no part all; there are text, judging/],
  [['--articles', 'many'], /--articles: a whole number from 100 to/],
  [['--articles', '99'], /--articles: a whole number from 100 to/],
  [['--rounds', '1.5'], /--rounds: a whole number from 1 to/],
  [['--texts', '/nowhere/at/all'], /--texts: there is no folder/],
  [['--fast'], /--fast/],
  [['left over'], /left over/],
])('refuses %j and says why', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
