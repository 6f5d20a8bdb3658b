import { drawChart, escapeHtml } from './drawing.ts';
import type { Section, Table } from './table.ts';

/** The evaluation as one page that needs nothing from elsewhere and holds no article's text. */
export const writePage = (sections: Section[], made: Date): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Samewire: how well it tells copies apart</title>
<style>${STYLE}</style>
</head>
<body>
<h1>How well Samewire tells copies apart</h1>
<p>Made ${escapeHtml(made.toISOString())} by <code>npm run eval</code>. Columns with “!” count what was joined wrongly.</p>
${sections.map(writeSection).join('\n')}
</body>
</html>
`;

const writeSection = ({ title, tables, charts }: Section): string =>
  `<section>
<h2>${escapeHtml(title)}</h2>
${tables.map(writeTable).join('\n')}
<div class="charts">${charts.map(drawChart).join('\n')}</div>
</section>`;

const writeTable = ({ title, columns, rows }: Table): string => {
  const cells = (row: string[], tag: string): string =>
    row.map((cell, i) => `<${i === 0 ? 'th' : tag}>${escapeHtml(cell)}</${i === 0 ? 'th' : tag}>`).join('');
  return `<div class="table"><table>
<caption>${escapeHtml(title)}</caption>
<thead><tr>${cells(columns, 'th')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}</tbody>
</table></div>`;
};

const STYLE = `
:root { color-scheme: light dark; --text: #1b1b1f; --page: #fdfdfc; --faint: #8a8a92; --line: #d9d9de;
  --c0: #0b62c4; --c1: #b4530a; --c2: #1d7d46; --c3: #8a3ab9; --c4: #777; }
@media (prefers-color-scheme: dark) { :root { --text: #e7e7ea; --page: #16161a; --faint: #9a9aa4; --line: #3a3a42;
  --c0: #6cb0ff; --c1: #ffab5e; --c2: #6fd394; --c3: #d19cf5; --c4: #aaa; } }
body { font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); margin: 2rem auto; max-width: 78rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .87rem; }
caption { text-align: left; color: var(--faint); padding-bottom: .3rem; }
th, td { padding: .15rem .55rem; text-align: right; white-space: nowrap; } th:first-child { text-align: left; font-weight: 500; }
thead th { border-bottom: 1px solid var(--line); font-weight: 600; } tbody tr:nth-child(even) { background: color-mix(in srgb, var(--line) 30%, transparent); }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: 0; } figcaption { font-size: .87rem; }
svg { font: 11px system-ui, sans-serif; } svg text { fill: var(--faint); }
.axis { stroke: var(--line); fill: none; } .curve { fill: none; stroke-width: 1.8; }
${[0, 1, 2, 3, 4].map((i) => `.c${i} { stroke: var(--c${i}); } svg text.l${i} { fill: var(--c${i}); }`).join('\n')}
`;
