import { randomFrom } from '../../demo/order.ts';
import { ANCHORS, type Fingerprint, takeFingerprint } from '../../src/text/fingerprint.ts';
import { mix32 } from '../../src/text/hash.ts';

/** Words of the news, names among them; the n-th most frequent is n times rarer than the first (Zipf). */
const VOCABULARY = 2_000_000;
/** An article's rarest terms are about the rarest sixth of its words: of Zipf's curve what lies beyond this share of its logarithm. */
const RAREST_FROM = 0.82;
/** Share of the texts that tell a story which one of the last texts told, and how many rare terms they share then. */
const RETOLD = 0.3;
const RETOLD_TERMS = 12;
const RECENT = 10_000;
/** Names that are rare in general and everywhere this week: three in ten texts have one. */
const HOT_NAMES = 50;
const HOT_SHARE = 0.3;

const BLANK = takeFingerprint({ title: '', text: '' });
const NO_WEIGHTS = new Uint8Array(ANCHORS);

/** Fingerprints of endless different texts, of which only digest and anchors are filled, the same for the same seed. */
export function* inventFingerprints(seed: number): Generator<Fingerprint> {
  const random = randomFrom(seed);
  const recent: Uint32Array[] = [];
  const rank = (): number => Math.floor(VOCABULARY ** (RAREST_FROM + (1 - RAREST_FROM) * random()));
  for (let n = 0; ; n++) {
    const anchors = new Set<number>();
    const told = recent[Math.floor(random() * RECENT)];
    if (told !== undefined && random() < RETOLD) for (const term of told.subarray(0, RETOLD_TERMS)) anchors.add(term);
    if (random() < HOT_SHARE) anchors.add(mix32(1 + Math.floor(random() * HOT_NAMES)));
    while (anchors.size < ANCHORS) anchors.add(mix32(HOT_NAMES + rank()) || 1);
    const all = Uint32Array.from(anchors);
    recent[n % RECENT] = all;
    yield {
      ...BLANK,
      digest: seed * 2 ** 32 + n,
      hashes: all.toSorted(),
      weights: NO_WEIGHTS,
      flags: NO_WEIGHTS,
      anchors: all,
    };
  }
}
