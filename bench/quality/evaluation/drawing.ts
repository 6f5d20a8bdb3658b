import type { Chart } from './table.ts';

const WIDTH = 330;
const HEIGHT = 220;
const MARGIN = { left: 42, right: 10, top: 10, bottom: 34 };
const LEGEND_LINE = 14;
const COLOURS = 5;
const TICKS = 4;

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A chart as inline SVG; colours come from the page's style. */
export const drawChart = ({ title, x, y, lines }: Chart): string => {
  const [xs, ys] = [lines.flatMap((l) => l.points.map((p) => p[0])), lines.flatMap((l) => l.points.map((p) => p[1]))];
  const [xSpan, ySpan] = [spanOf(xs), spanOf(ys)];
  const bottom = HEIGHT - MARGIN.bottom;
  const toX = (v: number): number =>
    MARGIN.left + ((v - xSpan[0]) / (xSpan[1] - xSpan[0])) * (WIDTH - MARGIN.left - MARGIN.right);
  const toY = (v: number): number => bottom - ((v - ySpan[0]) / (ySpan[1] - ySpan[0])) * (bottom - MARGIN.top);
  const ticksX = ticks(xSpan).map(
    (v) => `<text x="${fix(toX(v))}" y="${bottom + 14}" text-anchor="middle">${label(v)}</text>`,
  );
  const ticksY = ticks(ySpan).map(
    (v) =>
      `<text x="${MARGIN.left - 6}" y="${fix(toY(v) + 4)}" text-anchor="end">${label(v)}</text><path class="axis" d="M${MARGIN.left} ${fix(toY(v))}H${WIDTH - MARGIN.right}"/>`,
  );
  const curves = lines.map(({ points }, i) => {
    const path = points.map(([px, py], n) => `${n === 0 ? 'M' : 'L'}${fix(toX(px))} ${fix(toY(py))}`).join('');
    return `<path class="curve c${i % COLOURS}" d="${path}"/>`;
  });
  const legend = lines.map(
    ({ name }, i) =>
      `<text class="l${i % COLOURS}" x="${MARGIN.left}" y="${HEIGHT + LEGEND_LINE * (i + 1) - 4}">${escapeHtml(name)}</text>`,
  );
  const axes = `<text x="${WIDTH - MARGIN.right}" y="${bottom + 28}" text-anchor="end">${escapeHtml(x)} →</text>`;
  const height = HEIGHT + LEGEND_LINE * lines.length;
  return `<figure><figcaption>${escapeHtml(title)} <small>(${escapeHtml(y)})</small></figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeHtml(title)}">${[...ticksY, ...ticksX, axes, ...curves, ...legend].join('')}</svg></figure>`;
};

/** Least and most, never the same. */
const spanOf = (values: number[]): [number, number] => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return high > low ? [low, high] : [low - 0.5, low + 0.5];
};

const ticks = ([low, high]: [number, number]): number[] =>
  Array.from({ length: TICKS + 1 }, (_, i) => low + ((high - low) * i) / TICKS);

const label = (value: number): string => value.toFixed(Math.abs(value) >= 10 ? 0 : 2).replace(/^-0\.00$/, '0.00');
const fix = (value: number): string => value.toFixed(1);
