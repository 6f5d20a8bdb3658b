/** 32-bit FNV-1a over UTF-16 units with a final mix (murmur3's), so that all bits are usable. Unsigned. */
export const hash32 = (text: string, seed = 0): number => {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix32(h);
};

/** Murmur3's finalizer: every input bit moves every output bit. Unsigned. */
export const mix32 = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** A source's name as it is counted and compared: without regard to case. */
export const sourceHash = (source: string): number => hash32(source.toLowerCase());
