import type { Model } from '../../../src/similarity/model.ts';
import { type Corpus, FOLDS, foldOf } from '../documents.ts';
import { type Trained, train } from '../training/train.ts';

export interface CrossValidated extends Trained {
  corpora: Corpus[];
  /** The model that did not see the article's story; of an article that nothing was learned from, the one of everything. */
  modelFor: (id: string) => Model;
}

/** Real articles that any label connects stay in one fold: the model that judges a pair must not have learned from it. */
export const keepPairsTogether = (corpus: Corpus): Corpus => {
  const parents = new Map<string, string>();
  const rootOf = (group: string): string => {
    let root = group;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  const groups = new Map(corpus.documents.map(({ id, group }) => [id, group]));
  for (const { a, b } of corpus.pairs) {
    const [x, y] = [rootOf(groups.get(a) ?? ''), rootOf(groups.get(b) ?? '')];
    if (x !== y) parents.set(x, y);
  }
  return { ...corpus, documents: corpus.documents.map((document) => ({ ...document, group: rootOf(document.group) })) };
};

export const crossValidate = (read: Corpus[], say: (progress: string) => void): CrossValidated => {
  const corpora = read.map((corpus) => (corpus.written ? corpus : keepPairsTogether(corpus)));
  const trained = train(corpora, say);
  const folds = new Map<string, number>();
  for (const { documents } of corpora) for (const { id, group } of documents) folds.set(id, foldOf(group));
  const modelFor = (id: string): Model => trained.folds[folds.get(id) ?? FOLDS] ?? trained.model;
  return { ...trained, corpora, modelFor };
};
