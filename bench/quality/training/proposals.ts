import type { Document } from '../documents.ts';

const TERMS = 32;
const LEAST_SHARED = 2;
const NEWEST = 400;
const BEST = 60;

/** A small stand-in for the index: which earlier documents share rare terms with a new one. */
export class Proposals {
  private readonly postings = new Map<number, Document[]>();

  /** Documents that share at least two rare terms, most first. */
  for(document: Document): Document[] {
    const shared = new Map<Document, number>();
    for (const term of termsOf(document)) {
      for (const other of (this.postings.get(term) ?? []).slice(-NEWEST))
        shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const enough = [...shared].filter(([, count]) => count >= LEAST_SHARED).sort((a, b) => b[1] - a[1]);
    return enough.slice(0, BEST).map(([other]) => other);
  }

  add(document: Document): void {
    for (const term of termsOf(document)) {
      const posting = this.postings.get(term);
      if (posting === undefined) this.postings.set(term, [document]);
      else posting.push(document);
    }
  }
}

const termsOf = (document: Document): Uint32Array => document.report.fingerprint.anchors.subarray(0, TERMS);
