const [MINUTE, HOUR] = [60, 3600];
/** Longest delay that a Cloudflare Queue takes, in seconds. */
const LONGEST_DELAY = 12 * HOUR;

/**
 * Seconds before each further try: 76 hours in all, within the four days that a queue keeps a message unless it is told otherwise
 * (one day on the free plan). Their number is `max_retries` in wrangler.toml.
 */
export const DELAYS: readonly number[] = [
  5,
  30,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  ...Array<number>(5).fill(LONGEST_DELAY),
];

/** What a receiver may ask for at most: were each try put off by a day, the queue would drop the message before the last. */
const LONGEST_WISH = HOUR;

/** Whether this try, counted from 1, is the last. */
export const isLastTry = (attempts: number): boolean => attempts > DELAYS.length;

/** Seconds to wait after this try: what the receiver asked for within bounds, but never less than is due. */
export const delayAfter = (attempts: number, wish: number | null): number =>
  Math.max(DELAYS[Math.min(attempts, DELAYS.length) - 1] as number, Math.min(wish ?? 0, LONGEST_WISH));

/** Seconds of a Retry-After header, which holds seconds or a date; null where it holds neither. */
export const readRetryAfter = (value: string | null, now: number): number | null => {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const date = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
};
