import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/intake/html/page.ts';

const LEAD = 'A cargo ship ran aground off Port Ellery on Monday and blocked the main channel for most of the day.';
const SECOND = 'The coast guard said that no one was hurt and that tugs would try to free the vessel at high tide.';
const THIRD =
  'Ferries to the islands were cancelled until further notice, and the harbour master closed the southern quay.';
const STORY = `<p>${LEAD}</p><p>${SECOND}</p><p>${THIRD}</p>`;
const TEXT = `${LEAD}\n\n${SECOND}\n\n${THIRD}`;

describe('the text of a page', () => {
  it('is the article without what stands around it', () => {
    const page = readPage(`<!doctype html><html><head><title>Courier</title><style>p { color: red }</style></head><body>
      <header><a href="/">Courier</a></header>
      <nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
      <main><article><h1>Ship aground</h1>
        <p class="byline">By Ana Moreau</p><time datetime="2026-03-02">2 March 2026</time>
        ${STORY}
        <figure><img src="a.jpg"><figcaption>The ship as it lay off the harbour on Monday, seen from the pier.</figcaption></figure>
        <div class="share-buttons"><a href="#">Tweet this</a></div>
        <script>track('A sentence in a script that nobody should ever come to read.')</script>
        <div hidden>This sentence is hidden from every reader and is not a part of the article.</div>
        <div style="color: red; display: none">This one is hidden in another way and is not a part either.</div>
        <form><p>Give us your address and we shall send you what we wrote every morning.</p></form>
        <section class="relatedPosts"><p>Last year another ship ran aground here, and it took three weeks to free it.</p></section>
      </article></main>
      <section id="comments"><p>I saw it from my window and I must say that it was a very sad sight to behold.</p></section>
      <aside><p>Most of our readers also read what we had to say about the weather in the islands.</p></aside>
      <footer><p>The Courier is published every day by the Courier company of Port Ellery.</p></footer>
    </body></html>`);
    expect(page.text).toBe(`Ship aground\n\n${TEXT}`);
    expect(page.origins.text).toBe('body');
  });

  it('has headings, items, quotations and cells in lines of their own', () => {
    const page = readPage(
      `${STORY}<h2>What is known</h2><ul><li>First item<li>Second <b>item</b></ul><blockquote>We heard a <i>loud</i> noise.</blockquote>` +
        `<table><tr><td>Ships<td>three</table>one<br>two<p>Last paragraph.`,
    );
    expect(page.text).toBe(
      `${TEXT}\n\nWhat is known\n\nFirst item\n\nSecond item\n\nWe heard a loud noise.\n\nShips\n\nthree\n\none\ntwo\n\nLast paragraph.`,
    );
  });

  it('decodes references, joins hyphenated words and keeps what is written in one line together', () => {
    const page = readPage('<p>Fish &amp; chips&nbsp;cost\n  &euro;12, the Ver&shy;trag says &#x201C;so&#8221;.</p>');
    expect(page.text).toBe('Fish & chips cost €12, the Vertrag says “so”.');
  });

  it('keeps the standfirst that stands beside the box of the text', () => {
    const body = `<div class="content">${STORY}</div>`;
    const page = readPage(
      `<article><div class="head"><p>${LEAD.replace('Monday', 'Tuesday')}</p></div>${body}</article>`,
    );
    expect(page.text).toContain('Tuesday');
  });

  it('reads an article whatever its box is called', () => {
    for (const box of ['class="sidebar widget"', 'id="comments"', 'style="display:none"', 'aria-hidden="true"']) {
      expect(readPage(`<div ${box}>${STORY}</div><p>A short line.</p>`).text).toContain(TEXT);
    }
    expect(readPage(`<noscript><div>${STORY}</div></noscript>`).text).toBe(TEXT);
  });

  it('drops a heading with nothing under it and lines that are links', () => {
    const links = '<ul><li><a href="/a">Another ship ran aground in the north of the country last week</a></li></ul>';
    expect(readPage(`<article>${STORY}<h3>More of this</h3>${links}</article>`).text).toBe(TEXT);
  });

  it('keeps what stands within a sentence, however it is called, and drops lines of nothing else', () => {
    const sentence =
      '<p>The <span class="search-hit">ship</span> ran aground on <time>Monday</time>, said the <a href="/">port</a>.</p>';
    const page = readPage(
      `${STORY}${sentence}<p><span class="author">Ana Moreau</span></p><p><time>2 March</time></p>${STORY}`,
    );
    expect(page.text).toBe(`${TEXT}\n\nThe ship ran aground on Monday, said the port.\n\n${TEXT}`);
    expect(readPage(`<p>Seen <span hidden>and hidden</span>.</p>`).text).toBe('Seen .');
  });

  it('reads fragments and plain text', () => {
    expect(readPage('Two words').text).toBe('Two words');
    expect(readPage('One line.\nAnother &amp; more.').text).toBe('One line.\nAnother & more.');
    expect(readPage('<a href="/x">Only a link</a>').text).toBe('Only a link');
    expect(readPage(`<![CDATA[<p>${LEAD}</p>]]>`).text).toBe(LEAD);
    expect(readPage('').text).toBe('');
    expect(readPage('').origins).toEqual({});
  });

  it('is taken from JSON-LD where scripts draw the page', () => {
    const data = { '@type': 'NewsArticle', articleBody: `${LEAD}\n\n${SECOND} Fish &amp; chips.` };
    const script = `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
    const drawn = readPage(`${script}<div id="root">Loading</div>`);
    expect(drawn.text).toBe(`${LEAD}\n${SECOND} Fish & chips.`);
    expect(drawn.origins.text).toBe('json-ld');
    expect(readPage(`${script}${STORY}`).origins.text).toBe('body');
  });

  it('counts letters of scripts without spaces for more', () => {
    const lines =
      '<p>货轮周一在埃勒里港外搁浅，主航道被堵塞了一整天。</p><p>海岸警卫队表示没有人员受伤，涨潮时将尝试脱困。</p>';
    const menu = '<div><p>首页</p><p>新闻</p><p>体育</p></div>';
    expect(readPage(`<div>${menu}<div>${lines}</div></div>`).text).not.toContain('体育');
  });
});
