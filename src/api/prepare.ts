import type { Placement } from '../contract/placement.ts';
import type { Problem } from '../contract/problem.ts';
import { readArticle } from '../intake/article.ts';
import type { Item } from '../intake/payload.ts';
import { problem } from '../intake/problems.ts';
import type { Incoming, PlacementFailure, StoryIndex } from '../story-index/story-index.ts';
import { encodeFingerprint } from '../text/codec.ts';
import { takeFingerprint } from '../text/fingerprint.ts';
import type { KeepText } from './texts.ts';

/** Articles in one call of the object. More spare calls; fewer let other crawlers' calls in between. */
const BATCH = 50;

export type Answer = { placement: Placement } | { problem: Problem };

/**
 * Reads, fingerprints and places the items, a batch at a time, and answers in their order.
 * Batches follow one another, so that a later item of the same id is the revision of the earlier.
 * @param keepText where the texts go; null leaves the collection as it is.
 */
export const placeItems = async (
  index: DurableObjectStub<StoryIndex>,
  items: Item[],
  keepText: KeepText | null,
): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let from = 0; from < items.length; from += BATCH) {
    const prepared = await Promise.all(items.slice(from, from + BATCH).map(prepare));
    const read = prepared.flatMap((entry) => ('incoming' in entry ? [entry.incoming] : []));
    const incoming = keepText === null ? read : await Promise.all(read.map(keepText));
    const outcomes = incoming.length > 0 ? await index.place(incoming, { store: keepText !== null }) : [];
    const placed = outcomes.values();
    for (const entry of prepared) answers.push('problem' in entry ? entry : toAnswer(placed.next().value));
  }
  return answers;
};

type Prepared = { incoming: Incoming } | { problem: Problem };

const prepare = async (item: Item): Promise<Prepared> => {
  if ('problem' in item) return item;
  const reading = await readArticle(item.value);
  if ('problem' in reading) return reading;
  const { article } = reading;
  return { incoming: { article, fingerprint: encodeFingerprint(takeFingerprint(article)) } };
};

const toAnswer = (outcome: Placement | PlacementFailure | undefined): Answer =>
  outcome === undefined || 'error' in outcome ? { problem: NOT_PLACED } : { placement: outcome };

const NOT_PLACED = problem(
  500,
  'not-placed',
  'Not placed',
  'Samewire failed at this article and stored nothing of it.',
);
