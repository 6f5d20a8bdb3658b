import { describe, expect, it } from 'vitest';
import { cleanText, lineHashes } from '../../src/text/clean.ts';
import { takeFingerprint } from '../../src/text/fingerprint.ts';
import { bodyOf } from './reading.ts';

const FIRST = 'The harbour board of Selby voted on Tuesday to close the old fish market before the winter.';
const SECOND = 'Traders who have worked there for three decades said that they had not been asked about it.';
const THIRD = 'A new hall beside the railway is to open in March, and rents will be twice as high as now.';
const ARTICLE = [FIRST, SECOND, THIRD];
const page = (...lines: string[]): string => lines.join('\n\n');

describe('furniture', () => {
  it('leaves an article alone', () => {
    expect(bodyOf(page(...ARTICLE))).toEqual(ARTICLE);
  });

  it.each([
    ['a menu', ['Home', 'News', 'Sport', 'Weather', 'Contact us']],
    ['share buttons', ['Share', 'Facebook', 'X', 'Copy link']],
    ['other headlines', ['Ferry late again', 'Five things to know', 'Council row deepens']],
    ['a copyright line', ['© 2026 Selby Courier. All rights reserved.']],
    ['a German copyright line', ['Alle Rechte vorbehalten, Nachdruck nur mit Erlaubnis der Redaktion.']],
    ['a French one', ['Tous droits réservés pour tous les pays et pour toutes les langues du monde.']],
    ['a Spanish one', ['Quedan reservados todos los derechos de este diario y de sus autores en todo el mundo.']],
    ['a Russian one', ['Все права защищены, перепечатка только с разрешения редакции этой газеты и авторов.']],
    ['a Japanese one', ['記事・写真の無断転載を禁じます。']],
    ['a Chinese one', ['本网站所有内容版权所有，未经授权不得转载、摘编或以其他方式使用。']],
    ['a Korean one', ['이 기사의 무단 전재와 재배포를 금지합니다.']],
    ['a newsletter prompt', ['Sign up for our morning briefing and get the news of the coast in your inbox.']],
    ['a cookie notice', ['We use cookies to give you the best experience and to count how many people read us.']],
    ['a search prompt', ["Can't find what you're looking for?", 'View all search results']],
    ['credits', ['Reporting by Ann Poole; editing by Tom Wray and the night desk of the paper.']],
  ])('takes %s out', (_name, lines) => {
    expect(bodyOf(page(...lines, ...ARTICLE))).toEqual(ARTICLE);
    expect(bodyOf(page(...ARTICLE, ...lines))).toEqual(ARTICLE);
  });

  it.each([
    'Read also',
    'Trending now',
    'Most read',
    'You may also like',
    'More from Selby Courier',
    'Lesen Sie auch',
    'Lire aussi',
    'Lea también',
    'Leggi anche',
    'Leia mais',
    'Читайте также',
    'اقرأ أيضا',
    '関連記事',
    '相关阅读',
    '관련 기사',
  ])('takes what stands after "%s" out', (marker) => {
    const teaser = 'A bakery in Thornwick was sold for less than the price of its oven, its owner said on Monday.';
    expect(bodyOf(page(...ARTICLE, marker, teaser))).toEqual(ARTICLE);
    expect(bodyOf(page(FIRST, marker, 'Bakery sold', SECOND, THIRD))).toEqual(ARTICLE);
  });

  it('takes a slogan at either end out of a long article, not a paragraph that has a word of it', () => {
    const slogan = 'The best coffee, faster deliveries and friendlier waiters, seven mornings of the week!';
    const traders = Array.from({ length: 9 }, (_, i) => `Trader number ${i} said that the market meant much to Selby.`);
    expect(bodyOf(page(slogan, ...traders))).toEqual(traders);
    expect(bodyOf(page(...traders, slogan))).toEqual(traders);
    const last = 'A lawyer for the traders wants to see the board once more on Friday.';
    expect(bodyOf(page(...traders, last))).toEqual([...traders, last]);
  });

  it('leaves a short article its last paragraph, though it has no word of the others', () => {
    expect(bodyOf(page(FIRST, SECOND, 'Ferries to Marle will sail every hour from the first of May on.'))).toHaveLength(
      3,
    );
  });

  it('reads a paragraph that stands twice once', () => {
    expect(bodyOf(page(FIRST, ...ARTICLE))).toEqual(ARTICLE);
  });

  it('takes the line above that tells of the article for its headline', () => {
    const headline = 'Selby harbour board shuts market';
    const slogan = 'The coffee of seven seas for early risers and late sleepers';
    expect(cleanText('News', page(slogan, headline, ...ARTICLE)).headline).toBe(headline);
    expect(cleanText('News', page(slogan, ...ARTICLE)).headline).toBe('News');
    expect(cleanText('Old market of Selby to close', page(headline, ...ARTICLE)).headline).toBe(
      'Old market of Selby to close',
    );
  });

  it('does not take a word of an article for a marker', () => {
    const sentence = 'Это решение было очень популярное среди жителей.';
    const russian =
      'Совет порта на заседании во вторник решил закрыть старый рыбный рынок до начала зимы и построить новый.';
    expect(bodyOf(page(russian, sentence, russian))).toContain(sentence);
  });

  it('keeps a short spoken sentence between paragraphs', () => {
    expect(bodyOf(page(FIRST, '“Nobody asked us.”', SECOND))).toEqual([FIRST, '“Nobody asked us.”', SECOND]);
  });

  it.each([
    ['a poem', ['The tide came in', 'and took the boats', 'and took the nets', 'and left the rope']],
    ['a table', ['Selby 3 1', 'Thornwick 0 2', 'Marle 1 1', 'Ostby 2 2']],
  ])('keeps %s as it is', (_name, lines) => {
    expect(bodyOf(lines.join('\n'))).toEqual(lines);
  });
});

describe('a notice inside the article', () => {
  it('takes its sentence along, not the paragraph', () => {
    const credit = '(Reporting by Ann Poole; editing by Tom Wray)';
    expect(bodyOf(page(FIRST, `${SECOND} ${THIRD} ${credit}`))).toEqual([FIRST, `${SECOND} ${THIRD}`]);
    expect(bodyOf(`${FIRST} ${SECOND} Our privacy policy has changed. ${THIRD}`)).toEqual([
      `${FIRST} ${SECOND}`,
      THIRD,
    ]);
  });

  it('does not take the only prose there is', () => {
    const about =
      'The privacy policy of the harbour board was published on Tuesday after traders had asked for it three times.';
    expect(bodyOf(about)).toEqual([about]);
    expect(bodyOf(page('Home', 'News', about))).toContain(about);
    expect(bodyOf(`${about} © 2014 Selby Courier`)).toEqual([`${about} © 2014 Selby Courier`]);
  });

  it('takes a whole paragraph that opens as one', () => {
    const notice = `Copyright © Selby Courier. ${THIRD}`;
    expect(bodyOf(page(FIRST, SECOND, notice))).toEqual([FIRST, SECOND]);
  });

  it('tells a credit from a sentence about reporting', () => {
    const sentence = 'It was confirmed in original reporting by such large papers as the ones of the capital.';
    expect(bodyOf(page(FIRST, sentence, SECOND))).toContain(sentence);
  });
});

describe('a line that was learned', () => {
  const about = 'The Selby Courier has told the people of the coast what happens there since the first ferry ran.';
  const learned = new Set(lineHashes(cleanText('', about)));
  const bodyWithout = (text: string): string[] =>
    cleanText('', text, learned).body.map(({ start, end }) => text.slice(start, end));

  it('is furniture wherever it stands, in capitals and with other white space too', () => {
    const shouted = about.toUpperCase().replaceAll(' ', '  ');
    expect(bodyOf(page(...ARTICLE, about))).toContain(about);
    expect(bodyWithout(page(about, FIRST, shouted, SECOND, THIRD, about))).toEqual(ARTICLE);
  });

  it('is never the headline', () => {
    const text = page(about, ...ARTICLE);
    expect(cleanText('News', text, learned).headline).toBe('News');
  });

  it('leaves the fingerprint as if it had not been there', () => {
    const title = 'Selby closes its fish market';
    const cut = takeFingerprint({ title, text: page(...ARTICLE, about) }, learned);
    expect(cut).toEqual(takeFingerprint({ title, text: page(...ARTICLE) }));
  });

  it('can be all there is', () => {
    expect(takeFingerprint({ title: 'About us', text: about }, learned)).toMatchObject({ tokens: 0 });
  });

  it('is no single word, and no line longer than 90', () => {
    const words = (count: number): string => `${'harbour '.repeat(count - 1)}closed.`;
    const hashes = (count: number): number[] => lineHashes(cleanText('', words(count)));
    expect([1, 2, 90, 91].map((count) => hashes(count).length)).toEqual([0, 1, 1, 0]);
  });
});
