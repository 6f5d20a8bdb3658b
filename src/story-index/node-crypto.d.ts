/** The one thing used of node:crypto, which workerd has and the Workers' types leave out. */
declare module 'node:crypto' {
  interface Hash {
    update(text: string): Hash;
    digest(): Uint8Array;
    digest(encoding: 'hex'): string;
  }
  export const createHash: (algorithm: 'sha256') => Hash;
}
