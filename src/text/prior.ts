import { PRIOR_CLASSES, PRIOR_HASHES } from './prior.generated.ts';

/**
 * Inverse document frequency of common words, built in, so that the first articles in an empty store already cluster.
 * Weights come in classes of WEIGHT_STEP nats; class 0 is a word of nearly every article, TOP_CLASS one the prior never saw.
 */
export const WEIGHT_STEP = 0.6;
export const TOP_CLASS = 15;
/** Words of more than three articles in ten say nothing and are not kept at all: class 2 is a frequency of e^-1.2. */
export const FUNCTION_CLASS = 2;

const SLOTS = 1 << 17;
const hashes = new Uint32Array(SLOTS);
const classes = new Uint8Array(SLOTS);

const load = (): void => {
  const packed = Uint8Array.from(atob(PRIOR_HASHES), (c) => c.charCodeAt(0));
  const levels = atob(PRIOR_CLASSES);
  for (let i = 0; i < levels.length; i++) {
    const at = 4 * i;
    const hash =
      ((packed[at] as number) |
        ((packed[at + 1] as number) << 8) |
        ((packed[at + 2] as number) << 16) |
        ((packed[at + 3] as number) << 24)) >>>
      0;
    let slot = hash & (SLOTS - 1);
    while (hashes[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    hashes[slot] = hash;
    classes[slot] = levels.charCodeAt(i) - 65;
  }
};
load();

/** Weight class 0..TOP_CLASS of a term by its hash. */
export const priorClass = (hash: number): number => {
  let slot = hash & (SLOTS - 1);
  while (hashes[slot] !== 0) {
    if (hashes[slot] === hash) return classes[slot] as number;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return TOP_CLASS;
};
