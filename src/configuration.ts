import * as z from 'zod/mini';

/** What configuration names: a collection, a sender. */
export const Name = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/));

/** Reads a secret that holds JSON; null when it is not what the schema says: then what it would open stays closed. */
export const readSecret = <Schema extends z.ZodMiniType>(schema: Schema, secret: string): z.output<Schema> | null => {
  const parsed = z.safeParse(schema, parse(secret));
  return parsed.success ? parsed.data : null;
};

const parse = (secret: string): unknown => {
  try {
    return JSON.parse(secret);
  } catch {
    return undefined;
  }
};
