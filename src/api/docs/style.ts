/** The page's only style. Its hash stands in the page's policy, so nothing else can style it. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1b1d21, #e4e6ea); --quiet: light-dark(#5c6470, #9aa3b0);
  --paper: light-dark(#fdfdfc, #16181c); --panel: light-dark(#f1f2f0, #20242a); --line: light-dark(#dcdedb, #343a43);
  --link: light-dark(#0b57a4, #7db7f5); --get: light-dark(#1d6b3f, #6fce97); --post: light-dark(#0b57a4, #7db7f5);
  --put: light-dark(#8a5a00, #e5b454); --delete: light-dark(#a32222, #f08a8a); }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 6rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; margin: 0 0 .5rem; }
h2 { margin: 3rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { margin: 2.5rem 0 .25rem; font-size: 1.1rem; }
h4 { margin: 1rem 0 .25rem; font-size: .9rem; color: var(--quiet); }
a { color: var(--link); }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover, nav a:hover { text-decoration: underline; }
code, pre { font: .875em/1.5 ui-monospace, monospace; background: var(--panel); border-radius: .25rem; }
code { padding: .1em .3em; }
pre { padding: .75rem; overflow-x: auto; overflow-wrap: normal; }
pre code { padding: 0; font-size: 1em; }
nav ul { columns: 18rem; list-style: none; margin: .25rem 0 0; padding: 0; font-size: .9rem; }
nav li { break-inside: avoid; }
nav a { text-decoration: none; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { white-space: nowrap; font-weight: 600; }
.method { font: 600 .8rem ui-monospace, monospace; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); } .delete { color: var(--delete); }
.quiet { color: var(--quiet); }
summary { cursor: pointer; }
:target { scroll-margin-top: 1rem; background: var(--panel); }
@media (max-width: 34rem) { th, td { display: block; border: 0; padding: .1rem 0; } tr { display: block; padding: .3rem 0; border-bottom: 1px solid var(--line); } }
`;
