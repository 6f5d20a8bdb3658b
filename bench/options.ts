/** The command line is wrong; the message says how. */
export class BadOption extends Error {}

/** What `--only` asks for, of the parts that there are and in their order; all of them where it is not given. Throws BadOption. */
export const partsIn = <Part extends string>(parts: readonly Part[], only: string | undefined): readonly Part[] => {
  if (only === undefined) return parts;
  const named = only.split(',').map((name) => name.trim());
  const unknown = named.find((name) => !(parts as readonly string[]).includes(name));
  if (unknown !== undefined) throw new BadOption(`--only: no part ${unknown}; there are ${parts.join(', ')}`);
  return parts.filter((part) => named.includes(part));
};
