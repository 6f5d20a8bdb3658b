import type { IndexPlacement, Intake, Placement } from '../contract/placement.ts';
import type { Problem } from '../contract/problem.ts';
import { readArticle, readDraft } from '../intake/article.ts';
import type { Item } from '../intake/payload.ts';
import { ProblemError, problem } from '../intake/problems.ts';
import { type Incoming, toIncoming } from '../story-index/incoming.ts';
import type { PlacedOnce, PlacementFailure, StoryIndex } from '../story-index/story-index.ts';
import type { Account } from './account.ts';
import { isPassing, overloaded } from './answers.ts';
import type { Repeatable } from './repeatable.ts';
import type { KeepText } from './texts.ts';

/** Articles in one call of the object. More spare calls; fewer let other crawlers' calls in between. */
export const BATCH = 50;
/** A request whose first batch has waited so long is refused, in milliseconds: the crawler's own patience ends soon after. */
const PATIENCE = 5_000;
/** Before a later batch is tried again, in milliseconds: what was begun should be finished. */
const PAUSES = [200, 1_000, 3_000];

/** `replayed`: the answer that the same request got before. */
export type Answer = { placement: Placement; replayed: boolean } | { problem: Problem };

export interface PlaceItems {
  /** Where the texts go; null leaves the collection as it is. */
  keepText: KeepText | null;
  /** Tells the request when it is sent again; null where nothing does. Not for what leaves the collection as it is. */
  repeatable: Repeatable | null;
  /** Whether the answers say under which names the fields were sent. */
  explain: boolean;
  /** Is told how long it took and what came out. */
  account: Account;
}

/**
 * Reads, fingerprints and places the items, a batch at a time, and answers in their order.
 * Batches follow one another, so that a later item of the same id is the revision of the earlier.
 * The first may be refused, so that a request is refused before anything of it is stored.
 * @param collection gives a new stub each time: one that has thrown is of no more use.
 * @throws {ProblemError} 503 when the collection is behind; 422 for another request under a key that is known.
 */
export const placeItems = async (collection: Collection, items: Item[], how: PlaceItems): Promise<Answer[]> => {
  const { keepText, account } = how;
  const answers: Answer[] = [];
  let calls = 0;
  for (let from = 0; from < items.length; from += BATCH) {
    const batch = items.slice(from, from + BATCH);
    const prepared = await account.time('prepare', () => prepareItems(batch, keepText));
    const incoming = prepared.flatMap((entry) => ('incoming' in entry ? [entry.incoming] : []));
    const place = (): Promise<Placed[]> => placeCall(collection, incoming, how, calls++);
    const placed = (incoming.length > 0 ? await account.time('place', place) : []).values();
    for (const entry of prepared) {
      if ('problem' in entry) answers.push(entry);
      else
        answers.push(
          toAnswer(placed.next().value as Placed, how.explain ? entry.intake : { shape: entry.intake.shape }),
        );
    }
    account.add(answers.slice(from), keepText !== null);
  }
  return answers;
};

type Collection = () => DurableObjectStub<StoryIndex>;
type Call = (stub: DurableObjectStub<StoryIndex>, options: { deadline?: number }) => Promise<PlacedOnce>;

/** What became of one article, and whether its call was made before. */
interface Placed {
  outcome: IndexPlacement | PlacementFailure | undefined;
  sent: PlacedOnce['sent'];
}

/** Places what goes into one call, the request's first or a later one. */
const placeCall = async (
  collection: Collection,
  incoming: Incoming[],
  { keepText, repeatable }: PlaceItems,
  number: number,
): Promise<Placed[]> => {
  const call = repeatable === null ? placing(incoming, keepText !== null) : placingOnce(incoming, repeatable, number);
  const { outcomes, sent } = await (number === 0 ? first : later)(collection, call);
  if (sent === 'otherwise' && repeatable?.strict) throw new ProblemError(REUSED);
  return incoming.map((_, i) => ({ outcome: outcomes[i], sent }));
};

const placing =
  (incoming: Incoming[], store: boolean): Call =>
  async (stub, options) => ({ outcomes: await stub.place(incoming, { store, ...options }), sent: 'first' });

/** Calls of one request are told apart by their number: the first is always known, if any is. */
const placingOnce =
  (incoming: Incoming[], { key, digest }: Repeatable, number: number): Call =>
  (stub, options) =>
    stub.placeOnce(incoming, { key: `${key}#${number}`, digest }, options);

const first = async (collection: Collection, call: Call): Promise<PlacedOnce> => {
  const placed = await call(collection(), { deadline: Date.now() + PATIENCE });
  if (placed.outcomes.some((outcome) => 'error' in outcome && outcome.error === 'behind')) throw overloaded();
  return placed;
};

/** Placing twice does no harm: what was stored answers `unchanged`. */
const later = async (collection: Collection, call: Call): Promise<PlacedOnce> => {
  for (const pause of PAUSES) {
    try {
      return await call(collection(), {});
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
  return call(collection(), {});
};

type Prepared = { incoming: Incoming; intake: Intake } | { problem: Problem };

/** Reads and fingerprints items, and puts their texts where they are to go; null where nothing is stored. */
export const prepareItems = (items: Item[], keepText: KeepText | null): Promise<Prepared[]> =>
  Promise.all(
    items.map(async (item) => {
      const prepared = await prepare(item);
      if (keepText === null || 'problem' in prepared) return prepared;
      return { ...prepared, incoming: await keepText(prepared.incoming) };
    }),
  );

const prepare = async (item: Item): Promise<Prepared> => {
  if ('problem' in item) return item;
  const reading = await ('draft' in item ? readDraft(item.draft) : readArticle(item.value));
  if ('problem' in reading) return reading;
  return { incoming: toIncoming(reading.article), intake: reading.intake };
};

const toAnswer = ({ outcome, sent }: Placed, intake: Intake): Answer => {
  if (outcome !== undefined && !('error' in outcome))
    return { placement: { ...outcome, intake }, replayed: sent !== 'first' };
  // There were fewer articles under the same key before.
  return { problem: outcome === undefined && sent === 'otherwise' ? REUSED : NOT_PLACED };
};

export const NOT_PLACED = problem('not-placed', 'Samewire failed at this article and stored nothing of it.');

const REUSED = problem(
  'idempotency-key-reused',
  'What was sent under this key before was not this. Send this under a key of its own.',
);
