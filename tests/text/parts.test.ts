import { describe, expect, it } from 'vitest';
import { readDateline } from '../../src/text/dateline.ts';
import { quotedSpans } from '../../src/text/quotes.ts';
import { sentenceStarts } from '../../src/text/sentences.ts';

const afterDateline = (text: string): string => text.slice(readDateline(text).length);
const sentences = (text: string): string[] => {
  const starts = sentenceStarts(text, 0, text.length);
  return starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length).trim());
};
const quotes = (text: string): string[] => {
  const spans = quotedSpans(text, 0, text.length);
  return spans.flatMap((start, i) => (i % 2 === 0 ? [text.slice(start, spans[i + 1])] : []));
};

describe('a dateline', () => {
  it.each([
    ['SELBY, April 16 (Reuters) - The market', 'The market', 16],
    ['SELBY (AP) — The market', 'The market', 0],
    ['Selby (dpa) - Der Markt', 'Der Markt', 0],
    ['SELBY - The market', 'The market', 0],
    ['新华社北京4月16日电 鱼市', ' 鱼市', 16],
    ['(세종=한빛통신) 정유림 기자 = 시장', ' 시장', 0],
    ['【上海】鱼市', '鱼市', 0],
  ])('is read from "%s"', (text, rest, day) => {
    expect(afterDateline(text)).toBe(rest);
    expect(readDateline(text).day).toBe(day);
  });

  it.each(['The market - once the pride of Selby - is closed.', 'Nobody knows.', '', 'He said it twice - and left.'])(
    'is not seen in "%s"',
    (text) => {
      expect(readDateline(text).length).toBe(0);
    },
  );

  it('tells places and agencies apart, not their spelling', () => {
    const [one, same, other] = ['SELBY (AP) - X', 'Selby (ap) - X', 'SELBY (AFP) - X'].map(readDateline);
    expect(same).toMatchObject({ place: one?.place, credit: one?.credit });
    expect(other?.place).toBe(one?.place);
    expect(other?.credit).not.toBe(one?.credit);
  });
});

describe('sentences', () => {
  it.each([
    ['One came. Two went! Three?', ['One came.', 'Two went!', 'Three?']],
    ['Mr. Poole of St. Ives met Gen. Wray. They spoke.', ['Mr. Poole of St. Ives met Gen. Wray.', 'They spoke.']],
    ['The U.S. Senate voted. It passed.', ['The U.S. Senate voted.', 'It passed.']],
    ['It fell by 1.5 percent. Nobody knew.', ['It fell by 1.5 percent.', 'Nobody knew.']],
    ['“We stay.” She left.', ['“We stay.”', 'She left.']],
    ['鱼市关闭。商人不满！', ['鱼市关闭。', '商人不满！']],
    ['बाज़ार बंद है। व्यापारी', ['बाज़ार बंद है।', 'व्यापारी']],
    ['no end', ['no end']],
    ['', ['']],
  ])('are told apart in "%s"', (text, parts) => {
    expect(sentences(text)).toEqual(parts);
  });
});

describe('direct speech', () => {
  it.each([
    ['He said: "We were never asked," and left.', ['We were never asked,']],
    ['“We were never asked,” he said. “Nobody told us”', ['We were never asked,', 'Nobody told us']],
    ['„Niemand hat uns gefragt“, sagte er.', ['Niemand hat uns gefragt']],
    ['«Personne ne nous a rien dit», dit-il.', ['Personne ne nous a rien dit']],
    ['「私たちには何の説明もなかったのです」と話した。', ['私たちには何の説明もなかったのです']],
    ['the so-called "fish hall" is shut', []],
    ['"We were never asked, and it goes on', ['We were never asked, and it goes on']],
    ['', []],
  ])('is found in %s', (text, speech) => {
    expect(quotes(text)).toEqual(speech);
  });

  it('is not looked for outside the paragraph', () => {
    expect(quotedSpans('one "two three four five" six', 0, 4)).toEqual([]);
  });
});
