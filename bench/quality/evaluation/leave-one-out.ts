import type { Corpus } from '../documents.ts';
import { train } from '../training/train.ts';
import { evaluateReal, runReal } from './real.ts';
import type { Section } from './table.ts';

/** Each real corpus by a model that was trained without it: how well the judgement travels. One section after the other. */
export function* leaveOneOut(corpora: Corpus[], say: (progress: string) => void): Generator<Section> {
  for (const left of corpora.filter((corpus) => !corpus.written)) {
    const { model } = train(
      corpora.filter((corpus) => corpus !== left),
      (progress) => say(`without ${left.name}: ${progress}`),
    );
    const modelFor = () => model;
    yield evaluateReal(left, [runReal(left, modelFor, say)], modelFor, 'by a model that never saw this corpus');
  }
}
