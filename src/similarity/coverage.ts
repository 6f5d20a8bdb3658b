import type { Fingerprint } from '../text/fingerprint.ts';
import { WEIGHT_STEP } from '../text/prior.ts';
import { type Probe, type Profile, sentenceEnd } from './probe.ts';

/** How well each sentence is covered by its best counterpart in the other text: weight of the words that both have, in nats. */
export interface Coverage {
  a: Float64Array;
  b: Float64Array;
}

/** A rewrite is covered evenly, a follow-up copies two paragraphs and shares nothing else: so sentence by sentence. */
export const coverSentences = (probe: Probe, b: Fingerprint, aligned: Int32Array): Coverage => {
  const sentences = probe.fingerprint.sentences.length;
  const coverage = { a: new Float64Array(sentences), b: new Float64Array(b.sentences.length) };
  const shared = new Float64Array(sentences);
  // A word that a sentence of b repeats counts once.
  const counted = new Int32Array(probe.fingerprint.hashes.length).fill(-1);
  for (let s = 0; s < b.sentences.length; s++) {
    let any = false;
    const end = sentenceEnd(b, s);
    for (let k = b.sentences[s] as number; k < end; k++) {
      const term = aligned[b.sequence[k] as number] as number;
      if (term < 0 || counted[term] === s) continue;
      counted[term] = s;
      any = true;
      spread(probe, term, shared);
    }
    // Most sentences of most candidates have nothing in common.
    if (!any) continue;
    for (let i = 0; i < sentences; i++) {
      const weight = shared[i] as number;
      if (weight > (coverage.a[i] as number)) coverage.a[i] = weight;
      if (weight > (coverage.b[s] as number)) coverage.b[s] = weight;
    }
    shared.fill(0);
  }
  return coverage;
};

/** Adds the term's weight to every sentence of the probe that has it, once each. */
const spread = (probe: Probe, term: number, shared: Float64Array): void => {
  const weight = (probe.fingerprint.weights[term] as number) * WEIGHT_STEP;
  let last = -1;
  for (let k = probe.heads[term] as number; k >= 0; k = probe.next[k] as number) {
    const sentence = probe.sentenceOf[k] as number;
    if (sentence !== last) shared[sentence] = (shared[sentence] as number) + weight;
    last = sentence;
  }
};

/** A sentence of less weight in nats says too little to be looked for. */
const LEAST_WEIGHT = 8;

/** Lower quartile and median, over the body's sentences, of the share that is covered, 0..1; NaN where there are none. */
export const quartiles = (covered: Float64Array, { sentenceWeights }: Profile): [number, number] => {
  const room = new Float64Array(covered.length);
  let count = 0;
  for (let s = 1; s < covered.length; s++) {
    const weight = sentenceWeights[s] as number;
    if (weight >= LEAST_WEIGHT) room[count++] = Math.min(1, (covered[s] as number) / weight);
  }
  if (count === 0) return [Number.NaN, Number.NaN];
  const shares = room.subarray(0, count).sort();
  const at = (q: number): number => shares[Math.min(count - 1, Math.floor(q * count))] as number;
  return [at(0.25), at(0.5)];
};

/** Sentences of the body that make up its head. */
const HEAD_SENTENCES = 4;

/** Share of the weight of the first sentences, and of all that follows, that the other text has anywhere, 0..1. */
export const headAndTail = (f: Fingerprint, covered: Uint8Array): [number, number] => {
  const whole = [0, 0] as [number, number];
  const found = [0, 0] as [number, number];
  const headEnd = f.sentences[Math.min(f.lead, HEAD_SENTENCES)] ?? f.sequence.length;
  for (let k = f.sentences[1] ?? 0; k < f.sequence.length; k++) {
    const term = f.sequence[k] as number;
    const side = k < headEnd ? 0 : 1;
    const weight = f.weights[term] as number;
    whole[side] += weight;
    if (covered[term] === 1) found[side] += weight;
  }
  return [whole[0] > 0 ? found[0] / whole[0] : Number.NaN, whole[1] > 0 ? found[1] / whole[1] : Number.NaN];
};
