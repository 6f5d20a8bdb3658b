/** The style of all pages. Contrast of text is AA in both themes. */
export const STYLE = `
:root { color-scheme: light dark;
  --ink: light-dark(#1c1b19, #e7e5e0); --quiet: light-dark(#5d5a53, #a8a49b); --paper: light-dark(#fbfaf7, #17181a);
  --panel: light-dark(#f1efe9, #212326); --line: light-dark(#d9d5cb, #383b40); --field: light-dark(#8b867b, #74787f);
  --link: light-dark(#0a4f8f, #86bdf2); --accent: light-dark(#9c2b1f, #f0907f); --on-accent: light-dark(#ffffff, #1c1210);
  --shared: light-dark(#ffe79a, #5a4a10); --reworded: light-dark(#d5e9f7, #173a52); --for: light-dark(#2b6e4f, #6cc59b); }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: .5rem; top: .5rem; z-index: 1; padding: .5rem 1rem; background: var(--paper); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
header.site { border-bottom: 3px double var(--line); }
.bar, main, footer { max-width: 70rem; margin: 0 auto; padding: .75rem 1rem; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; }
.brand { font: 700 1.5rem/1.2 Georgia, 'Times New Roman', serif; letter-spacing: -.01em; color: inherit; text-decoration: none; }
.bar nav { display: flex; flex-wrap: wrap; gap: 0 .25rem; flex: 1; }
.bar nav a { padding: .4rem .6rem; color: inherit; text-decoration: none; border-bottom: 3px solid transparent; }
.bar nav a:hover { border-color: var(--line); }
.bar nav a[aria-current] { border-color: var(--accent); font-weight: 600; }
main { padding-bottom: 4rem; }
footer { color: var(--quiet); font-size: .875rem; border-top: 1px solid var(--line); }
h1, h2, h3 { font-family: Georgia, 'Times New Roman', serif; line-height: 1.25; text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 4vw, 2.1rem); margin: 1rem 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; padding-top: .5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
a { color: var(--link); }
p { margin: .5rem 0; }
.quiet { color: var(--quiet); }
.meta { color: var(--quiet); font-size: .9rem; margin: .2rem 0; }
.meta > * + *::before { content: ' · '; display: inline-block; white-space: pre; color: var(--quiet); font-weight: 400; }
code, pre { font: .875em/1.5 ui-monospace, monospace; }
pre { background: var(--panel); padding: .75rem; border: 1px solid var(--line); white-space: pre-wrap; }
ul.plain, ol.plain { list-style: none; margin: 0; padding: 0; }
input, select, textarea, button { font: inherit; color: inherit; }
input, select, textarea { width: 100%; font-weight: 400; padding: .4rem .5rem; background: var(--paper); border: 1px solid var(--field); border-radius: .2rem; }
input, select { height: 2.4rem; }
textarea { min-height: 12rem; resize: vertical; }
input[type=hidden] { display: none; }
label { display: block; font-size: .9rem; font-weight: 600; }
button, .button { display: inline-block; padding: .45rem 1rem; border: 1px solid var(--accent); border-radius: .2rem;
  background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; text-decoration: none; }
button.plain { border-color: transparent; background: none; color: var(--link); font-weight: 400; text-decoration: underline; padding: .4rem .6rem; }
.filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .6rem; align-items: end;
  background: var(--panel); border: 1px solid var(--line); padding: .75rem; margin: .75rem 0; }
.fields { display: grid; gap: .75rem; margin: .75rem 0; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem 2rem; }
.two > * { min-width: 0; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .75rem 0; }
.stories > li { display: grid; grid-template-columns: minmax(0, 1fr) 9rem; gap: .25rem 1.5rem; align-items: center;
  padding: .9rem 0; border-bottom: 1px solid var(--line); }
.stories h2, .stories h3 { margin: 0; padding: 0; border: 0; font-size: 1.15rem; }
.stories h2 a { color: inherit; text-decoration: none; }
.stories h2 a:hover { text-decoration: underline; }
.counts { font-variant-numeric: tabular-nums; }
svg.spread { display: block; width: 100%; height: 2.5rem; color: var(--accent); }
svg.spread path { fill: none; stroke: currentColor; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .5rem 1rem; margin: 1rem 0; }
.facts div { border-left: 3px solid var(--line); padding-left: .75rem; }
.facts dt { color: var(--quiet); font-size: .85rem; }
.facts dd { margin: 0; font: 600 1.2rem Georgia, serif; font-variant-numeric: tabular-nums; }
.timeline { border-left: 2px solid var(--line); margin-left: .4rem !important; }
.timeline > li { position: relative; padding: .35rem 0 .35rem 1.25rem; }
.timeline > li::before { content: ''; position: absolute; left: -.42rem; top: .85rem; width: .7rem; height: .7rem;
  border-radius: 50%; background: var(--paper); border: 2px solid var(--field); }
.timeline > li.first::before { background: var(--accent); border-color: var(--accent); }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.members > li, .near > li { padding: .6rem 0; border-bottom: 1px solid var(--line); }
.tag { display: inline-block; padding: 0 .45rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .8rem; background: var(--panel); }
.verdict { font: 1.2rem/1.4 Georgia, serif; border-left: 4px solid var(--accent); padding: .25rem 0 .25rem 1rem; margin: 1rem 0; }
.text { white-space: pre-wrap; font-family: Georgia, serif; line-height: 1.65; }
.text .furniture { color: var(--quiet); font: .85em/1.5 system-ui, sans-serif; }
mark { color: inherit; background: var(--shared); padding: .1em 0; }
.reworded { background: var(--reworded); padding: .1em 0; }
.reworded b { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.ref { font: 600 .75rem/1 system-ui, sans-serif; padding: .25rem .4rem; margin: 0 .2rem; border-radius: .7rem; background: var(--paper);
  border: 1px solid var(--field); text-decoration: none; white-space: nowrap; }
:target { outline: 3px solid var(--accent); outline-offset: 3px; scroll-margin-top: 3rem; }
.signals { width: 100%; border-collapse: collapse; font-size: .9rem; }
.signals th { text-align: left; font-weight: 400; }
.signals thead th { color: var(--quiet); border-bottom: 1px solid var(--line); }
.signals th, .signals td { padding: .25rem .5rem .25rem 0; vertical-align: middle; }
.signals td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.signals svg { display: block; width: 100%; min-width: 5rem; height: .9rem; }
.signals .for { fill: var(--for); } .signals .against { fill: var(--accent); } .signals .axis { fill: var(--field); }
.swatches { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9rem; }
.notice { border: 1px solid var(--line); border-left: 4px solid var(--accent); background: var(--panel); padding: .5rem 1rem; margin: 1rem 0; }
@media (max-width: 40rem) { .stories > li { grid-template-columns: minmax(0, 1fr); } svg.spread { height: 1.5rem; }
  .bar nav { order: 3; flex-basis: 100%; margin-left: -.6rem; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
