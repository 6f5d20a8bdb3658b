const [WIDTH, HEIGHT, MARGIN] = [100, 24, 2];

/** How a story spread: a line that rises by a step an article. `times` ascend; there are `size` articles, of which these are the last. */
export const Spread = ({ times, size }: { times: number[]; size: number }) => {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || times.length < 2) return null;
  const x = (time: number): string => (((time - first) / Math.max(1, last - first)) * WIDTH).toFixed(1);
  const y = (count: number): string => (HEIGHT - MARGIN - (count / size) * (HEIGHT - 2 * MARGIN)).toFixed(1);
  const before = size - times.length;
  const steps = times.map((time, i) => `H${x(time)}V${y(before + i + 1)}`);
  return (
    <svg
      class="spread"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={tell(last - first, times.length)}
    >
      <path d={`M0 ${y(before)}${steps.join('')}`} />
    </svg>
  );
};

const HOUR = 3_600_000;

const tell = (span: number, articles: number): string => {
  if (span <= HOUR) return `${articles} articles within the hour`;
  const hours = Math.max(2, Math.round(span / HOUR));
  return hours < 48
    ? `${articles} articles in ${hours} hours`
    : `${articles} articles in ${Math.round(hours / 24)} days`;
};
