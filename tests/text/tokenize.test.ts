import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekday } from '../../src/text/weekdays.ts';
import { numberTerm, pairTerm, tokensOf, wordsOf, wordTerm } from './reading.ts';

describe('tokenize', () => {
  it.each([
    ['Latin', 'The señor’s café, on-line', ['The', 'señor', 'café', 'on', 'line']],
    ['Cyrillic', 'Рынок закрыт.', ['Рынок', 'закрыт']],
    ['Greek', 'η αγορά έκλεισε', ['αγορά', 'έκλεισε']],
    ['Arabic', 'أغلق السوق', ['أغلق', 'السوق']],
    ['Hebrew', 'השוק נסגר', ['השוק', 'נסגר']],
    ['Devanagari, vowel signs and all', 'बाज़ार बंद', ['बाज़ार', 'बंद']],
    ['Han, in pairs', '鱼市关闭', ['鱼市', '市关', '关闭']],
    ['one letter of Han', '鱼', ['鱼']],
    ['kana', 'マーケットが閉まる', ['マーケット', 'が閉', '閉ま', 'まる']],
    ['Hangul', '시장이 닫혔다', ['시장', '장이', '닫혔', '혔다']],
    ['Thai', 'ตลาด', ['ตล', 'ลา', 'าด']],
    ['emoji', '🎉🎉 sold 🎉 out', ['sold', 'out']],
    ['lone letters and bullets', 'a • b c dd', ['dd']],
    ['nothing', ' \n\t… — ', []],
  ])('splits %s', (_name, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('stands lone surrogates', () => {
    expect(wordsOf('one \ud83d two \udc00 three')).toEqual(['one', 'two', 'three']);
  });

  it('gives ascending offsets inside the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { starts, ends } = tokensOf(text);
        starts.forEach((start, i) => {
          expect(start).toBeLessThan(ends[i] as number);
          if (i > 0) expect(start).toBeGreaterThan(starts[i - 1] as number);
        });
        expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('knows a capital', () => {
    expect(tokensOf('Selby market Élan Москва рынок').capitals).toEqual([1, 0, 1, 1, 0]);
  });
});

describe('terms', () => {
  it.each([
    ['1,400', '1.400'],
    ['1,400', '1400'],
    ['1,400', '1\u00a0400'],
    ['1.4', '1,400'],
    ['١٤٠٠', '1,400'],
    ['１４', '14'],
    ['0.50', '5'],
  ])('reads %s as %s', (one, other) => {
    expect(numberTerm(one)).toBe(numberTerm(other));
  });

  it('reads written numbers', () => {
    for (const seven of ['seven', 'Seven', 'sieben', 'sept', 'siete', 'sette', 'семь']) {
      expect(wordTerm(seven)).toBe(numberTerm('7'));
    }
    expect(numberTerm('17')).not.toBe(numberTerm('7'));
  });

  it.each([
    ['markets', 'market'],
    ['Closed', 'closing'],
    ['CAFÉ', 'cafe'],
    ['stories', 'story'],
    ['рынками', 'рынках'],
    ['Straße', 'STRASSE'],
    ['السوق', 'سوق'],
  ])('takes %s and %s for one word', (one, other) => {
    expect(wordTerm(one)).toBe(wordTerm(other));
  });

  it.each([
    ['market', 'harbour'],
    ['bus', 'but'],
    ['hall', 'hell'],
  ])('tells %s from %s', (one, other) => {
    expect(wordTerm(one)).not.toBe(wordTerm(other));
  });

  it('knows a day of the week in every language', () => {
    const tuesdays = ['Tuesday', 'Dienstag', 'mardi', 'martes', 'martedì', 'вторник', 'الثلاثاء'];
    for (const day of tuesdays) expect(wordTerm(day)).toBe(wordTerm('tuesday'));
    for (const day of ['周二', '火曜']) expect(pairTerm(day)).toBe(wordTerm('tuesday'));
    expect(wordTerm('Wednesday')).not.toBe(wordTerm('tuesday'));
    expect(weekday('someday')).toBe(0);
  });

  it('has nothing to do with what objects inherit', () => {
    for (const word of ['constructor', 'prototype', 'hasOwnProperty', 'toString', '__proto__']) {
      expect(weekday(word.toLowerCase())).toBe(0);
      expect(wordsOf(word)).toHaveLength(1);
    }
    expect(wordTerm('constructor')).not.toBe(wordTerm('toString'));
  });
});
