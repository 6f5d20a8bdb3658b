/** What is used of the npm package minhash 0.0.9, which has no types of its own. */
declare module 'minhash' {
  export class Minhash {
    constructor(config?: { numPerm?: number; seed?: number });
    update(item: string): void;
    hashvalues: number[];
    /** Kept by LshIndex. */
    hashbands?: string[] | undefined;
  }
  export class LshIndex {
    constructor(options?: { bandSize?: number });
    insert(key: string, signature: Minhash): void;
    /** Throws unless the signature was inserted. */
    query(signature: Minhash): string[];
  }
}
