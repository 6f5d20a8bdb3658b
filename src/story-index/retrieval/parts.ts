/** Runs that share their rows, so that a query reads fewer: each run has its part in the row of a bucket. */
export const PARTS = 8;
const HEADER = 4 * PARTS;

/** Where the part of a run begins in a row, or 0 where the run has none there. A row begins with the parts' lengths in bytes. */
export const partStart = (row: ArrayBuffer, part: number): number => {
  const lengths = new Uint32Array(row, 0, PARTS);
  if (lengths[part] === 0) return 0;
  let start = HEADER;
  for (let before = 0; before < part; before++) start += lengths[before] as number;
  return start;
};

/** A copy of a part; null where the run has none. */
export const takePart = (row: ArrayBuffer, part: number): ArrayBuffer | null => {
  const start = partStart(row, part);
  return start === 0 ? null : row.slice(start, start + (new Uint32Array(row, 0, PARTS)[part] as number));
};

/** The row with another part, or without one; null where nothing is left. Parts are multiples of 4 bytes. */
export const withPart = (row: ArrayBuffer | null, part: number, bytes: Uint8Array | null): Uint8Array | null => {
  const parts = Array.from({ length: PARTS }, (_, other) => {
    if (other === part) return bytes;
    const kept = row === null ? null : takePart(row, other);
    return kept === null ? null : new Uint8Array(kept);
  });
  const size = parts.reduce((sum, each) => sum + (each?.length ?? 0), 0);
  if (size === 0) return null;
  const all = new Uint8Array(HEADER + size);
  all.set(new Uint8Array(Uint32Array.from(parts, (each) => each?.length ?? 0).buffer));
  let at = HEADER;
  for (const each of parts) {
    if (each === null) continue;
    all.set(each, at);
    at += each.length;
  }
  return all;
};
