/** How a collection is kept. Constants until collections have settings of their own. */
export const DAY = 86_400_000;

/** An article is compared with what was received on this many days before it, and on its own day. */
export const WINDOW_DAYS = 7;
