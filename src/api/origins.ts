/**
 * Reads CORS_ORIGINS: origins with commas between, or `*` for every one. What is no origin is left out; so is `null`, which is what
 * any page can pretend to be.
 */
export const readOrigins = (setting: string | undefined): string[] =>
  (setting ?? '').split(',').flatMap((entry) => {
    const given = entry.trim();
    if (given === ANY) return [ANY];
    const origin = URL.parse(given)?.origin;
    return origin === undefined || origin === 'null' ? [] : [origin];
  });

export const ANY = '*';

/** Whether an origin is named itself: `*` names none. */
export const isNamed = (setting: string | undefined, origin: string): boolean =>
  origin !== ANY && readOrigins(setting).includes(origin);
