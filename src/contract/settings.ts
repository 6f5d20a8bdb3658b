import * as z from 'zod/mini';

/** The longest window and retention that can be set, in days. */
export const LONGEST_WINDOW = 90;
export const LONGEST_RETENTION = 3650;

/** How a collection is kept. Days are those of UTC. */
export const Settings = z.object({
  window_days: z
    .int()
    .check(z.gte(1), z.lte(LONGEST_WINDOW))
    .check(z.describe('An article is compared with what was received on its own day and so many days before.')),
  retention_days: z
    .int()
    .check(z.gte(1), z.lte(LONGEST_RETENTION))
    .check(
      z.describe('An article is kept so many days after the one on which it was last received; at least the window.'),
    ),
  store_text: z.boolean().check(z.describe('False: the texts of articles that come from now on are not kept.')),
});
export type Settings = z.infer<typeof Settings>;

/** What is left out stays as it is. */
export const SettingsChange = z.partial(Settings);
export type SettingsChange = z.infer<typeof SettingsChange>;
