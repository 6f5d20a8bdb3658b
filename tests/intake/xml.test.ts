import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainlyHtml, rootName } from '../../src/intake/markup.ts';
import { attributeOf, decodeEntities, parseXml } from '../../src/intake/xml.ts';

const child = (xml: string) => parseXml(xml)?.children[0];

describe('parseXml', () => {
  it('reads elements, attributes, text and sections', () => {
    const root = parseXml(
      `<?xml version="1.0"?><!-- a > b --><r a="1 &amp; 2" b:c='>"<'>one <![CDATA[<b>&amp;]]> &lt;<x/> three</r>`,
    );
    expect(root).toMatchObject({ name: 'r', text: 'one <b>&amp; < three', children: [{ name: 'x', text: '' }] });
    expect(root && attributeOf(root, 'a')).toBe('1 & 2');
    expect(root && attributeOf(root, 'b:c')).toBe('>"<');
    expect(root && attributeOf(root, 'c')).toBeUndefined();
  });

  it('gives the markup inside an element as it was written', () => {
    expect(child('<r><d><p>One &amp; <b>two</b></p> three</d></r>')?.markup).toBe('<p>One &amp; <b>two</b></p> three');
  });

  it('closes what was left open, and passes over an end without a start', () => {
    const root = parseXml('<r></x><d>one<br>two</d><e>three</e></r>');
    expect(root?.children.map(({ name }) => name)).toEqual(['d', 'e']);
    expect(root?.children[0]?.markup).toBe('one<br>two');
  });

  it('defines and fetches nothing', () => {
    const bomb =
      '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><r>&b;&c;</r>';
    expect(parseXml(bomb)).toMatchObject({ name: 'r', text: '&b;&c;' });
  });

  it('passes over a document type', () => {
    expect(parseXml('<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "https://post.example/rss.dtd"><rss/>')?.name).toBe(
      'rss',
    );
  });

  it.each([
    ['nothing', ''],
    ['text', 'Tugs freed the ship.'],
    ['an element that is open', '<r><d>one</d>'],
    ['a section that is open', '<r><![CDATA[one</r>'],
    ['a comment that is open', '<r><!-- one</r>'],
    ['a tag that is open', '<r><d a="1></d></r>'],
    ['a bare angle bracket', '<r>1 < 2</r>'],
    ['a document type that is open', '<!DOCTYPE r [<!ENTITY a "b"><r/>'],
    ['a tag without a name', '<r>< a></r>'],
    ['depth', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
    ['elements without end', `<r>${'<a/>'.repeat(200_001)}</r>`],
    ['a tag without measure', `<r a="${'x'.repeat(70_000)}"/>`],
  ])('refuses %s', (_name, xml) => {
    expect(parseXml(xml)).toBeNull();
  });

  // Each would take hours if it were read in quadratic time.
  it.each([
    '<',
    '&',
    '<a>',
    '<a ',
    '<a b="',
    '</a>',
    '<!--',
    '<!---->',
    '<![CDATA[',
    '<![CDATA[]]>',
    '<!DOCTYPE a [',
    '<!DOCTYPE a []>',
    '<?',
    '<!ENTITY a "&a;&a;">',
  ])('answers to megabytes of %s', (piece) => {
    const text = piece.repeat(Math.ceil((1 << 22) / piece.length));
    for (const xml of [text, `<r>${text}`, `<r>${text}</r>`]) {
      parseXml(xml);
      rootName(xml);
      isPlainlyHtml(xml);
    }
    expect(parseXml(text)).toBeNull();
  });

  it('never throws, and reads back what was written', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b c="d"/>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&amp;',
      '&#0;',
      '"',
      '<!',
      '>',
      ' ',
    );
    fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string())), (parts) => void parseXml(parts.join(''))));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        expect(parseXml(`<r>${escaped}</r>`)?.text).toBe(text);
      }),
    );
  });
});

describe('decodeEntities', () => {
  it.each([
    ['&lt;b&gt; &amp;amp; &quot;&apos;', '<b> &amp; "\''],
    ['&#8217;&#x2019;&#X2019;', '’’’'],
    ['&#0; &#x110000; &#9999999; &eacute; &; &amp', '&#0; &#x110000; &#9999999; &eacute; &; &amp'],
  ])('reads %j', (text, expected) => {
    expect(decodeEntities(text)).toBe(expected);
  });
});

describe('rootName', () => {
  it.each([
    ['<rss version="2.0">', 'rss'],
    ['\n <?xml version="1.0"?>\n<!-- made by hand --><!DOCTYPE html><HTML>', 'html'],
    ['<!DOCTYPE r [<!ENTITY a "b">]><rdf:RDF>', 'rdf:rdf'],
    ['<3 from Port Ellery', ''],
    ['<!--', ''],
    ['{"text": "<p>"}', null],
    ['', null],
  ])('of %j', (text, expected) => {
    expect(rootName(text)).toBe(expected);
  });
});
