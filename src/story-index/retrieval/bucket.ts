/** Terms with the same highest bits are a bucket: so many of them, from measurement (ARCHITECTURE.md, Storage). */
const BUCKET_BITS = 14;
export const BUCKETS = 1 << BUCKET_BITS;
/** Numbers of texts of a run: their place in it takes 16 bits. */
export const RUN_TEXTS = 65_536;

/** 16-bit words of a bitmap of a run's texts. */
const BITMAP = RUN_TEXTS / 16;
/** From here on a term's texts are a bitmap: no list is longer than that, however many texts have the term. */
const LONG = BITMAP;
const COUNT = (1 << BUCKET_BITS) - 1;
const LOW = (1 << (32 - BUCKET_BITS)) - 1;

/** A term and the places in the run of the texts that have it, newest first. */
export interface Posted {
  term: number;
  places: ArrayLike<number>;
}

export const bucketOf = (term: number): number => term >>> (32 - BUCKET_BITS);

/**
 * Packs the terms of a bucket, in ascending order. Layout: the number of terms; of each term its lower bits and its number of texts, in
 * one word; then 16-bit lists of places.
 */
export const packBucket = (posted: Posted[]): Uint8Array => {
  const size = posted.reduce((sum, { places }) => sum + lengthOf(Math.min(places.length, LONG)), 0);
  // A multiple of four bytes, so that what follows it is aligned, too.
  const buffer = new ArrayBuffer(4 * (1 + posted.length + Math.ceil(size / 2)));
  const words = new Uint32Array(buffer, 0, 1 + posted.length);
  const lists = new Uint16Array(buffer, 4 * words.length);
  words[0] = posted.length;
  let at = 0;
  posted.forEach(({ term, places }, i) => {
    const count = Math.min(places.length, LONG);
    words[i + 1] = ((term & LOW) << BUCKET_BITS) | count;
    if (count < LONG) lists.set(places, at);
    else setBits(lists.subarray(at, at + BITMAP), places);
    at += lengthOf(count);
  });
  return new Uint8Array(buffer);
};

/** All that packBucket packed. */
export const unpackBucket = (bucket: number, packed: ArrayBuffer): Posted[] => {
  const words = new Uint32Array(packed, 0, 1 + wordsOf(packed, 0));
  const lists = new Uint16Array(packed, 4 * words.length);
  let at = 0;
  return Array.from(words.subarray(1), (word) => {
    const list = listAt(lists, at, word & COUNT);
    at += lengthOf(word & COUNT);
    const places: number[] = [];
    list.each((place) => places.push(place) > 0);
    return { term: ((bucket << (32 - BUCKET_BITS)) | (word >>> BUCKET_BITS)) >>> 0, places };
  });
};

/** The texts of one term in one run. */
export interface PlaceList {
  /** At least so many; exact under 4,096. */
  length: number;
  /** Visits the places, newest first, as long as `visit` answers true; answers whether all were visited. */
  each(visit: (place: number) => boolean): boolean;
  has(place: number): boolean;
}

/** Searches the packed bucket that begins at `start` for a term of it. */
export const findTerm = (packed: ArrayBuffer, start: number, term: number): PlaceList | null => {
  const length = 1 + wordsOf(packed, start);
  const words = new Uint32Array(packed, start, length);
  const least = ((term & LOW) << BUCKET_BITS) >>> 0;
  let at = 0;
  for (let i = 1; i < length; i++) {
    const word = words[i] as number;
    if (word >= least) {
      const found = word >>> BUCKET_BITS === least >>> BUCKET_BITS;
      return found ? listAt(new Uint16Array(packed, start + 4 * length), at, word & COUNT) : null;
    }
    at += lengthOf(word & COUNT);
  }
  return null;
};

const wordsOf = (packed: ArrayBuffer, start: number): number => new Uint32Array(packed, start, 1)[0] as number;

const lengthOf = (count: number): number => (count < LONG ? count : BITMAP);

const listAt = (lists: Uint16Array, at: number, count: number): PlaceList =>
  count < LONG ? shortList(lists.subarray(at, at + count)) : bitmapList(lists.subarray(at, at + BITMAP));

const shortList = (places: Uint16Array): PlaceList => ({
  length: places.length,
  each: (visit) => {
    for (let i = 0; i < places.length; i++) if (!visit(places[i] as number)) return false;
    return true;
  },
  has: (place) => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((places[middle] as number) > place) low = middle + 1;
      else high = middle;
    }
    return low < places.length && places[low] === place;
  },
});

const bitmapList = (bits: Uint16Array): PlaceList => ({
  length: LONG,
  each: (visit) => {
    for (let i = bits.length - 1; i >= 0; i--) {
      const word = bits[i] as number;
      for (let bit = 15; word >>> 0 !== 0 && bit >= 0; bit--) {
        if ((word >>> bit) & 1 && !visit(i * 16 + bit)) return false;
      }
    }
    return true;
  },
  has: (place) => (((bits[place >>> 4] as number) >>> (place & 15)) & 1) === 1,
});

const setBits = (bits: Uint16Array, places: ArrayLike<number>): void => {
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    bits[place >>> 4] = (bits[place >>> 4] as number) | (1 << (place & 15));
  }
};
