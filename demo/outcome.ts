import type { LabelledArticle } from './articles.ts';

/** Kinds that are their story's own copy, here and in bench/quality/corpus; every other kind is a story of its own. */
const COPIES = new Set(['original', 'reprint', 'rewrite', 'spin', 'brief', 'update', 'backtranslation']);

export interface Outcome {
  story: string;
  right: boolean;
  /** One sentence on what is where. */
  told: string;
}

/**
 * Compares clusters with labels, a story at a time: right when its copies, and nothing else, are one cluster and each of its
 * follow-ups and twins is alone in another.
 *
 * @param clusterOf cluster id by article name; an article that is not in it was refused.
 */
export const judgeStories = (articles: LabelledArticle[], clusterOf: ReadonlyMap<string, string>): Outcome[] => {
  const stories = new Map<string, LabelledArticle[]>();
  for (const article of articles) {
    if (article.label === null) continue;
    stories.set(article.label.story, [...(stories.get(article.label.story) ?? []), article]);
  }
  const members = (cluster: string) => [...clusterOf].filter(([, id]) => id === cluster).map(([name]) => name);
  return [...stories].map(([story, told]) => judgeStory(story, told, clusterOf, members));
};

const judgeStory = (
  story: string,
  articles: LabelledArticle[],
  clusterOf: ReadonlyMap<string, string>,
  members: (cluster: string) => string[],
): Outcome => {
  const isCopy = ({ label }: LabelledArticle) => label !== null && COPIES.has(label.kind);
  const copies = articles.filter(isCopy).map(({ name }) => name);
  const others = articles.filter((article) => !isCopy(article)).map(({ name }) => name);
  const clusters = new Set(copies.map((name) => clusterOf.get(name) ?? `${name} was refused`));
  const strangers = [...clusters].flatMap(members).filter((name) => !copies.includes(name));
  const mixed = others.filter((name) => members(clusterOf.get(name) ?? '').length !== 1);
  const wrong = [
    ...(clusters.size > 1 ? [`its ${copies.length} copies are in ${clusters.size} clusters`] : []),
    ...(strangers.length > 0 ? [`its copies share a cluster with ${strangers.join(', ')}`] : []),
    ...mixed.filter((name) => !strangers.includes(name)).map((name) => `${name} is not alone`),
  ];
  if (wrong.length > 0) return { story, right: false, told: wrong.join('; ') };
  const apart = others.length > 0 ? `, ${others.join(', ')} apart` : '';
  return { story, right: true, told: `${copies.length} copies in one cluster${apart}` };
};
