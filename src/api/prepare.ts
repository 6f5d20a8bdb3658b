import type { Placement } from '../contract/placement.ts';
import type { Problem } from '../contract/problem.ts';
import { readArticle } from '../intake/article.ts';
import type { Item } from '../intake/payload.ts';
import { problem } from '../intake/problems.ts';
import { type Incoming, toIncoming } from '../story-index/incoming.ts';
import type { PlacementFailure, StoryIndex } from '../story-index/story-index.ts';
import type { Account } from './account.ts';
import { isPassing, overloaded } from './answers.ts';
import type { KeepText } from './texts.ts';

/** Articles in one call of the object. More spare calls; fewer let other crawlers' calls in between. */
export const BATCH = 50;
/** A request whose first batch has waited so long is refused, in milliseconds: the crawler's own patience ends soon after. */
const PATIENCE = 5_000;
/** Before a later batch is tried again, in milliseconds: what was begun should be finished. */
const PAUSES = [200, 1_000, 3_000];

export type Answer = { placement: Placement } | { problem: Problem };

/**
 * Reads, fingerprints and places the items, a batch at a time, and answers in their order.
 * Batches follow one another, so that a later item of the same id is the revision of the earlier.
 * The first may be refused, so that a request is refused before anything of it is stored.
 * @param collection gives a new stub each time: one that has thrown is of no more use.
 * @param keepText where the texts go; null leaves the collection as it is.
 * @param account is told how long it took and what came out.
 * @throws {ProblemError} 503 when the collection is behind.
 */
export const placeItems = async (
  collection: Collection,
  items: Item[],
  keepText: KeepText | null,
  account: Account,
): Promise<Answer[]> => {
  const answers: Answer[] = [];
  let begun = false;
  for (let from = 0; from < items.length; from += BATCH) {
    const batch = items.slice(from, from + BATCH);
    const prepared = await account.time('prepare', () => prepareItems(batch, keepText));
    const incoming = prepared.flatMap((entry) => ('incoming' in entry ? [entry.incoming] : []));
    const place = begun ? placeLater : placeFirst;
    const outcomes = () => place(collection, incoming, keepText !== null);
    const placed = (incoming.length > 0 ? await account.time('place', outcomes) : []).values();
    begun ||= incoming.length > 0;
    for (const entry of prepared) answers.push('problem' in entry ? entry : toAnswer(placed.next().value));
    account.add(answers.slice(from), keepText !== null);
  }
  return answers;
};

type Collection = () => DurableObjectStub<StoryIndex>;
type Place = (
  collection: Collection,
  incoming: Incoming[],
  store: boolean,
) => Promise<(Placement | PlacementFailure)[]>;

const placeFirst: Place = async (collection, incoming, store) => {
  const outcomes = await collection().place(incoming, { store, deadline: Date.now() + PATIENCE });
  if (outcomes.some((outcome) => 'error' in outcome && outcome.error === 'behind')) throw overloaded();
  return outcomes;
};

/** Placing twice does no harm: what was stored answers `unchanged`. */
const placeLater: Place = async (collection, incoming, store) => {
  for (const pause of PAUSES) {
    try {
      return await collection().place(incoming, { store });
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
  return collection().place(incoming, { store });
};

type Prepared = { incoming: Incoming } | { problem: Problem };

/** Reads and fingerprints items, and puts their texts where they are to go; null where nothing is stored. */
const prepareItems = (items: Item[], keepText: KeepText | null): Promise<Prepared[]> =>
  Promise.all(
    items.map(async (item) => {
      const prepared = await prepare(item);
      if (keepText === null || 'problem' in prepared) return prepared;
      return { incoming: await keepText(prepared.incoming) };
    }),
  );

const prepare = async (item: Item): Promise<Prepared> => {
  if ('problem' in item) return item;
  const reading = await readArticle(item.value);
  if ('problem' in reading) return reading;
  return { incoming: toIncoming(reading.article) };
};

const toAnswer = (outcome: Placement | PlacementFailure | undefined): Answer =>
  outcome === undefined || 'error' in outcome ? { problem: NOT_PLACED } : { placement: outcome };

const NOT_PLACED = problem(
  500,
  'not-placed',
  'Not placed',
  'Samewire failed at this article and stored nothing of it.',
);
