import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ITEMS } from '../../src/intake/limits.ts';
import { readPayload } from '../../src/intake/payload.ts';
import { ProblemError } from '../../src/intake/problems.ts';

const status = (text: string, type = 'application/json'): number => {
  try {
    readPayload(text, type);
    return 200;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.status : 0;
  }
};

describe('readPayload', () => {
  it('takes one article, a list, a wrapped list and lines', () => {
    expect(readPayload('{"text":"a"}', '')).toEqual({ single: true, items: [{ value: { text: 'a' } }] });
    const two = { single: false, items: [{ value: { text: 'a' } }, { value: 5 }] };
    expect(readPayload('[{"text":"a"},5]', 'text/plain')).toEqual(two);
    expect(readPayload('{"articles":[{"text":"a"},5]}', '')).toEqual(two);
    expect(readPayload('{"text":"a"}\r\n\n5\n', 'application/x-ndjson; charset=utf-8')).toEqual(two);
  });

  it('knows lines that are labelled as JSON', () => {
    expect(readPayload('{"text":"a"}\n{"text":"b"}', 'application/json').items).toHaveLength(2);
  });

  it('turns a broken line into its problem and goes on', () => {
    const { items } = readPayload('{"text":"a"}\n{"text":\n{"text":"c"}', 'application/x-ndjson');
    expect(items).toMatchObject([
      { value: {} },
      { problem: { status: 400, errors: [{ field: 'line 2' }] } },
      { value: {} },
    ]);
  });

  it('refuses what is no list of articles', () => {
    for (const text of ['{', 'null', '5', '"text"', '{"articles":{}}', '{\n"text":']) expect(status(text)).toBe(400);
  });

  it('limits the items', () => {
    const items = Array<string>(MAX_ITEMS).fill('{}');
    expect(status(`[${items}]`)).toBe(200);
    expect(status(`[${items},{}]`)).toBe(413);
    expect(status(`${items.join('\n')}\n{}`, 'application/x-ndjson')).toBe(413);
  });

  it('reads back any list, in either form', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (list) => {
        const items = list.map((value) => ({ value: JSON.parse(JSON.stringify(value)) }));
        expect(readPayload(JSON.stringify(list), '').items).toEqual(items);
        const lines = list.map((value) => JSON.stringify(value)).join('\n');
        expect(readPayload(lines, 'application/x-ndjson').items).toEqual(items);
      }),
    );
  });
});
