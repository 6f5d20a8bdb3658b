import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../src/intake/dates.ts';

describe('readDate', () => {
  it.each([
    ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['2026-03-04T05:06', '2026-03-04T05:06:00.000Z'],
    ['2026-03-04T05:06:07', '2026-03-04T05:06:07.000Z'],
    ['2026-03-04 05:06:07', '2026-03-04T05:06:07.000Z'],
    ['2026-03-04T05:06:07.123456Z', '2026-03-04T05:06:07.123Z'],
    ['2026-03-04T05:06:07,5z', '2026-03-04T05:06:07.500Z'],
    ['2026-03-04T05:06:07+02:00', '2026-03-04T03:06:07.000Z'],
    ['2026-03-04T05:06:07-0530', '2026-03-04T10:36:07.000Z'],
    ['2026-03-04 05:06:07 UTC', '2026-03-04T05:06:07.000Z'],
    ['2026-03-04T24:00:00Z', '2026-03-05T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['20260304', '2026-03-04T00:00:00.000Z'],
    ['20260304T050607Z', '2026-03-04T05:06:07.000Z'],
    ['Wed, 04 Mar 2026 05:06:07 GMT', '2026-03-04T05:06:07.000Z'],
    ['Wed, 4 Mar 26 05:06 EST', '2026-03-04T10:06:00.000Z'],
    ['4 March 2026 05:06:07 +0100', '2026-03-04T04:06:07.000Z'],
    ['Wednesday, 04-Mar-26 05:06:07 GMT', '2026-03-04T05:06:07.000Z'],
    ['04 Mar 2026', '2026-03-04T00:00:00.000Z'],
    ['1772600767', '2026-03-04T05:06:07.000Z'],
    [1772600767, '2026-03-04T05:06:07.000Z'],
    [1772600767.5, '2026-03-04T05:06:07.500Z'],
    [1772600767000, '2026-03-04T05:06:07.000Z'],
    [' 2026-03-04 ', '2026-03-04T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %j', (sent, expected) => {
    expect(readDate(sent)).toBe(expected);
  });

  it.each([
    '2026-02-29',
    '2026-02-30T00:00:00Z',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-01T25:00:00Z',
    '2026-01-01T24:00:01Z',
    '2026-01-01T10:60:00Z',
    '2026-01-01T10:00:61Z',
    '2026-01-01T10:00:00+25:00',
    '0000-00-00 00:00:00',
    '0001-01-01T00:00:00Z',
    '31 Feb 2026 10:00:00 GMT',
    '4 Mxr 2026',
    'yesterday',
    '3 hours ago',
    '03/04/2026',
    '2026',
    '12:30',
    '-1',
    'Infinity',
    '1'.repeat(100_000),
    2026,
    20260304,
    0,
    -1772600767,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e300,
    true,
    {},
    [],
    null,
  ])('refuses %j', (sent) => {
    expect(readDate(sent)).toBeNull();
  });

  it('reads back every moment it can write, in any of the forms', () => {
    const moments = fc.date({ min: new Date('1980-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        const seconds = Math.floor(moment.getTime() / 1000);
        const whole = new Date(seconds * 1000);
        expect(readDate(moment.toISOString())).toBe(moment.toISOString());
        expect(readDate(whole.toUTCString())).toBe(whole.toISOString());
        expect(readDate(seconds)).toBe(whole.toISOString());
        expect(readDate(seconds * 1000)).toBe(whole.toISOString());
      }),
    );
  });

  it('never throws, and answers a moment or null', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const date = readDate(value);
        if (date !== null) expect(new Date(date).toISOString()).toBe(date);
      }),
    );
  });
});
