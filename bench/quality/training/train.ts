import type { Model } from '../../../src/similarity/model.ts';
import { type Corpus, FOLDS, foldOf } from '../documents.ts';
import { measureLabels, trainPair } from './pairs.ts';
import { standingExamples, trainCluster } from './standings.ts';

export interface Trained {
  /** Learned from everything. */
  model: Model;
  /** One a fold, which did not see the fold's groups. */
  folds: Model[];
}

/** Trains on all corpora, and once a fold without it. Deterministic. */
export const train = (corpora: Corpus[], say: (progress: string) => void): Trained => {
  say('measuring labelled pairs');
  const labels = measureLabels(corpora);
  const pairs = Array.from({ length: FOLDS }, (_, fold) => {
    say(`pair model ${fold + 1} of ${FOLDS + 1}`);
    return trainPair(labels.filter((label) => foldOf(label.a.group) !== fold));
  });
  say(`pair model ${FOLDS + 1} of ${FOLDS + 1}`);
  const pair = trainPair(labels);
  const examples = standingExamples(corpora, pairs, say);
  say('cluster models');
  const folds = pairs.map((fold, i) => ({ pair: fold, cluster: trainCluster(examples.filter((e) => e.fold !== i)) }));
  return { model: { pair, cluster: trainCluster(examples) }, folds };
};
