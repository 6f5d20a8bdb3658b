import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownToText } from '../../src/intake/markdown.ts';

describe('markdownToText', () => {
  it.each([
    ['headings', '# Ship aground #\n\n## C# and F#\n\nPort Ellery\n===', 'Ship aground\n\nC# and F#\n\nPort Ellery'],
    ['lists', '* one\n  - two\n\n1. three\n2) four\n- [x] done', 'one\ntwo\n\nthree\nfour\ndone'],
    [
      'links',
      'See [the *port*](https://a.example/x_(y) "Title") and [here][1].\n\n[1]: https://a.example',
      'See the port and here.',
    ],
    ['images', 'A![ship](a.png)B [![alt](a.png)](https://a.example) ![gone][2]', 'AB'],
    ['a linked card', '[![alt](a.png)\\\n\\\n**Other story**](https://a.example/2)', 'Other story'],
    [
      'emphasis',
      '**Lima** – _the_ ***port*** ~~shut~~ 2 * 3, snake_case_name, a~b',
      'Lima – the port shut 2 * 3, snake_case_name, a~b',
    ],
    ['code', 'Use `a < b & *c*` or ``x ` y``.', 'Use a < b & *c* or x ` y.'],
    ['fences', '```html\n<p>*raw*</p>\n```\nafter\n~~~\nopen', '<p>*raw*</p>\nafter\nopen'],
    ['tables', '| Ship | Tons |\n|:--|--:|\n| Ana \\| Maria | 4,000 |', 'Ship Tons\n\nAna | Maria 4,000'],
    ['quotations', '> We heard\n> > a noise', 'We heard\na noise'],
    ['footnotes', 'Aground[^1] again.\n\n[^1]: As in 2019.', 'Aground again.\n\nAs in 2019.'],
    ['escapes', '\\*not\\* \\[sic\\] 1\\. C:\\dir \\<b\\>', '*not* [sic] 1. C:\\dir <b>'],
    ['brackets', 'He [the master] said "yes [no".', 'He [the master] said "yes [no".'],
    ['rules and breaks', 'one  \ntwo\\\nthree\n\n* * *\n\nfour', 'one\ntwo\nthree\n\nfour'],
    ['HTML', 'a <b>bold</b> &amp; <br>b<script>x()</script><!-- c\nd --> <p>e</p>', 'a bold &\nb\n\ne'],
    ['what is no HTML', 'if a <b and c < d, <3 <script> &', 'if a <b and c < d, <3 <script> &'],
    ['addresses', '<https://a.example/?x&y>', 'https://a.example/?x&y'],
    ['front matter', '---\ntitle: x\n---\nText', 'Text'],
    ['a rule at the top', '---\nText', 'Text'],
  ])('reads %s', (_, markdown, text) => {
    expect(markdownToText(markdown)).toBe(text);
  });

  it.each([
    '[',
    '![](',
    '[a](',
    '](',
    '*',
    '_a',
    '\\',
    '<a ',
    '<!--',
    '<script>',
    '> ',
    '- ',
    '# ',
    '| ',
    '`',
    '[^1]',
    '\n',
    '~~~\n',
    '[![a](b)](c)',
    '> > ',
  ])('reads %j over and over', (piece) => {
    expect(markdownToText(piece.repeat(100_000)).length).toBeLessThanOrEqual(piece.length * 100_000);
  });

  it('reads runs of backquotes of every length', () => {
    const runs = Array.from({ length: 1_000 }, (_, i) => '`'.repeat(i)).join(' ');
    expect(markdownToText(runs)).toContain('``` ````');
  });

  it('reads whatever it holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '!',
        '\\',
        '`',
        '```',
        '\n',
        '\n\n',
        '*',
        '_',
        '<',
        '>',
        '<p>',
        '&amp;',
        '|',
        '#',
        '- ',
        '\0',
        '\ud800',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = markdownToText(pieces.join(''));
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain('\0');
      }),
    );
  });

  it('leaves plain paragraphs as they are', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '船', '7'), minLength: 2, maxLength: 9 });
    const line = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => `${words.join(' ')}.`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const text = lines.join('\n\n');
        expect(markdownToText(text)).toBe(text);
      }),
    );
  });
});
