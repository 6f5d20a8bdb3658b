import { overloaded } from './answers.ts';

/** Articles of one collection that an isolate has with its object at one time: about four seconds of the object's work. */
const MOST_UNDER_WAY = 2_000;

/** By collection. */
const underWay = new Map<string, number>();

/**
 * Does work that keeps so many articles with the collection's object at a time, unless too many are there already: then none of it
 * is begun. The object cannot see how many wait for it, and what waits long is given up by its crawler and sent again.
 * @throws {ProblemError} 503 with Retry-After.
 */
export const admit = async <T>(collection: string, articles: number, work: () => Promise<T>): Promise<T> => {
  const before = underWay.get(collection) ?? 0;
  if (before + articles > MOST_UNDER_WAY) throw overloaded();
  underWay.set(collection, before + articles);
  try {
    return await work();
  } finally {
    const left = (underWay.get(collection) ?? 0) - articles;
    if (left > 0) underWay.set(collection, left);
    else underWay.delete(collection);
  }
};
