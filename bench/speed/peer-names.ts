export const OWN = { signature: 'fingerprint', index: 'retrieval: query + insert' };

/** By words is how the package's own page shows it; shingles of five words are what copies are usually looked for by. */
export const PEERS = [
  { by: 'words', signature: 'MinHash 128 of words', index: 'LshIndex of words: insert + query' },
  { by: 'shingles', signature: 'MinHash 128 of 5-word shingles', index: 'LshIndex of shingles: insert + query' },
] as const;
