/** Where the hash is in an ascending set, or where it belongs. */
const place = (sources: Uint32Array, hash: number): number => {
  let low = 0;
  let high = sources.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sources[middle] as number) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const hasSource = (sources: Uint32Array, hash: number): boolean => sources[place(sources, hash)] === hash;

/** The set with one more source; the same array where it is known. */
export const addSource = (sources: Uint32Array, hash: number): Uint32Array => {
  const at = place(sources, hash);
  if (sources[at] === hash) return sources;
  const larger = new Uint32Array(sources.length + 1);
  larger.set(sources.subarray(0, at));
  larger[at] = hash;
  larger.set(sources.subarray(at), at + 1);
  return larger;
};
