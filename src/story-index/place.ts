import type { IndexPlacement } from '../contract/placement.ts';
import { type Contender, decide, type Verdict } from '../similarity/decide.ts';
import { MIN_TOKENS } from '../text/fingerprint.ts';
import { type Arrival, readArrival, stripLearned, tooShort } from './arrival.ts';
import { type ArticleRow, findArticle, insertArticle } from './article-table.ts';
import { clusterId } from './cluster-number.ts';
import { type ClusterRecord, MAX_TEXTS, recordOfOne, withMember } from './cluster-record.ts';
import { insertCluster, readCluster, supersede, updateCluster } from './cluster-table.ts';
import { addText, type DistinctText, readTexts } from './distinct-texts.ts';
import { tellPlacement } from './events/telling.ts';
import type { Incoming } from './incoming.ts';
import { acceptAgain, isOvertaken, OVERTAKEN } from './jobs/acceptance.ts';
import type { Page } from './learned-furniture.ts';
import { type Bridged, bridge } from './merging.ts';
import { createPanel } from './panel.ts';
import { glanceAt, showNearest, showRelated, unchangedPlacement } from './placement.ts';
import { membersOf, takeOut } from './removal.ts';
import { DAY, dayOf, oldestDay } from './settings.ts';
import type { Store } from './store.ts';
import { discardText, keepAfterAll, placeOfText, type TextPlace } from './text-place.ts';

/** What an article was before it was sent again. */
interface Former {
  row: ArticleRow;
  /** The cluster that it was the only member of, now without one. */
  vacant: ClusterRecord | null;
}

export interface Placed {
  placement: IndexPlacement;
  /** What the source's furniture can be learned from; null where there is nothing to learn. */
  page: Page | null;
}

/** Finds an article its cluster and writes it. Throws RangeError for a fingerprint of another version. */
export const placeArticle = (store: Store, incoming: Incoming, now: number): Placed => {
  const row = findArticle(store.sql, incoming.article.id);
  const arrival = readArrival(incoming, row?.received ?? now);
  const record = row === null ? null : readCluster(store.sql, row.cluster);
  const textKey = incoming.textKey ?? null;
  const overtaken = row !== null && !sameContent(row, arrival) && isOvertaken(store.sql, row, incoming.accepted);
  if (row !== null && record !== null && (overtaken || sameContent(row, arrival))) {
    if (row.text_key !== textKey) discardText(store.sql, textKey);
    acceptAgain(store.sql, row, incoming.accepted);
    return { placement: unchangedPlacement(store.sql, row, record, overtaken ? [OVERTAKEN] : []), page: null };
  }
  const kept = placeOfText(store, incoming.article.text, textKey);
  const stripped = stripLearned(arrival, store.furniture);
  if (row === null || record === null) return settle(store, stripped, { kept, former: null, now });
  const left = takeOut(store, record, membersOf(store, record), new Set([row.key]));
  if (row.text_key === textKey) keepAfterAll(store.sql, kept);
  return settle(store, stripped, { kept, former: { row, vacant: left === null ? record : null }, now });
};

const sameContent = (row: ArticleRow, { article, sent, published }: Arrival): boolean =>
  row.digest === sent.digest &&
  row.tokens === sent.tokens &&
  row.published === published &&
  row.title === article.title &&
  row.source === article.source &&
  row.url === article.url &&
  row.language === article.language &&
  row.author === article.author;

/** What is known when an article's cluster is looked for. */
interface Occasion {
  kept: TextPlace;
  former: Former | null;
  now: number;
}

const settle = (store: Store, arrival: Arrival, occasion: Occasion): Placed => {
  const { former, now } = occasion;
  const weighed = weigh(store, arrival, now);
  const { join, nearest, related, bridges } = weighed.verdict;
  const joined =
    join === null ? null : bridge(store, clusterOf(store, join), bridges, store.modelFor(arrival.article.id));
  const record = write(store, arrival, { joined, join, weighed, ...occasion });
  const bearer = weighed.texts.find((text) => text.article === nearest?.article);
  const placement: IndexPlacement = {
    article_id: arrival.article.id,
    cluster_id: clusterId(record.number),
    decision: former !== null ? 'revised' : joined === null ? 'founded' : 'joined',
    relation: join?.judgement.relation ?? null,
    score: join?.judgement.score ?? 0,
    nearest: nearest === null || bearer === undefined ? null : showNearest(store.sql, nearest, bearer.article),
    cluster: glanceAt(store.sql, record),
    related: showRelated([...related, ...keptApart(weighed, joined)]),
    notes: notesOn(arrival, record, joined, former),
  };
  tellPlacement(store, placement, record.number, former?.row.cluster ?? null);
  return { placement, page: pageOf(arrival, record.number) };
};

/** A text too short to judge stands alone whatever it tells: that its cluster is another than the last one's teaches nothing. */
const pageOf = (arrival: Arrival, cluster: number): Page | null =>
  arrival.source === 0 || tooShort(arrival)
    ? null
    : { source: arrival.source, cluster, digest: arrival.sent.digest, lines: arrival.lines };

const clusterOf = (store: Store, contender: Contender): ClusterRecord => {
  const record = readCluster(store.sql, contender.cluster);
  if (record === null) throw new Error('a distinct text names a cluster that is gone');
  return record;
};

interface Weighed {
  texts: DistinctText[];
  contenders: Contender[];
  verdict: Verdict;
}

const NOTHING_NEAR: Weighed = {
  texts: [],
  contenders: [],
  verdict: { join: null, nearest: null, related: [], bridges: [] },
};

/** Judges the article against what is near. Reads only. */
const weigh = (store: Store, arrival: Arrival, now: number): Weighed => {
  if (tooShort(arrival)) return NOTHING_NEAR;
  const model = store.modelFor(arrival.article.id);
  const panel = createPanel(store, arrival, model);
  const texts = nearTexts(store, arrival, now);
  const contenders = texts.map((text) => ({
    article: text.article,
    cluster: text.cluster,
    judgement: panel.judgeText(text),
  }));
  return { texts, contenders, verdict: decide(panel.judge, contenders, panel.representatives) };
};

/** What the article is judged against. Beside its twin nothing else matters: a story that thousands of papers run costs little. */
const nearTexts = (store: Store, { fingerprint }: Arrival, now: number): DistinctText[] => {
  const same = readTexts(store, store.anchors.twins(fingerprint, now));
  const twins = same.filter((text) => text.fingerprint.digest === fingerprint.digest);
  return twins.length > 0 ? twins : readTexts(store, store.anchors.candidates(fingerprint, now));
};

interface Outcome extends Occasion {
  joined: Bridged | null;
  join: Contender | null;
  weighed: Weighed;
}

/** Writes the article and its cluster: four rows for a new text, two for a copy. */
const write = (store: Store, arrival: Arrival, outcome: Outcome): ClusterRecord => {
  const { joined, join, former, now } = outcome;
  const cluster = joined?.cluster ?? null;
  const vacant = former?.vacant ?? null;
  const number = cluster?.number ?? vacant?.number ?? store.nextCluster(now);
  const copies = join === null ? null : copiedText(store, arrival, outcome, join.cluster);
  const enough = tooShort(arrival) || (cluster !== null && cluster.texts.length >= MAX_TEXTS);
  const bears = copies !== null || enough ? null : store.nextText();
  const key = insertArticle(store.sql, arrival, {
    cluster: number,
    previous: cluster?.last ?? null,
    bears,
    copies,
    relation: join?.judgement.relation ?? null,
    score: join?.judgement.score ?? 0,
    revised: former === null ? null : now,
    revisions: (former?.row.revisions ?? -1) + 1,
    kept: outcome.kept,
  });
  store.adjustTally(1, 0, copies === null ? 1 : 0);
  if (bears !== null) {
    addText(store, bears, key, number, arrival);
    store.anchors.add(bears, arrival.fingerprint, now);
  }
  const member = {
    key,
    bears,
    copies,
    published: arrival.published,
    received: arrival.received,
    tokens: arrival.sent.tokens,
    source: arrival.article.source,
  };
  const record = cluster === null ? recordOfOne(number, member) : withMember(cluster, member);
  if (vacant !== null) record.aliases.push(...(cluster === null ? vacant.aliases : supersede(store, vacant, number)));
  const before = cluster ?? vacant;
  if (before !== null) updateCluster(store, before, record);
  else insertCluster(store, record);
  return record;
};

/**
 * A copy that was published with its text, but is received so many days after it, half the window at most, is a text of its own: a
 * backlog that comes in bit by bit would else leave the window with its first text. A text that is published again rides on: what
 * runs every few days is a template, and must not become one endless story.
 */
const LATE_DAYS = 2;

const comesLate = (store: Store, arrival: Arrival, text: DistinctText, now: number): boolean => {
  if (arrival.published === null || text.published === null) return false;
  const days = Math.min(LATE_DAYS, Math.ceil(store.settings.window_days / 2));
  const together = Math.abs(arrival.published - text.published) < days * DAY;
  return together && dayOf(text.received) <= oldestDay(now, days);
};

/** Number of the text of this cluster that the article repeats, or null. */
const copiedText = (store: Store, arrival: Arrival, { weighed, now }: Outcome, cluster: number): number | null => {
  const { texts, contenders } = weighed;
  const carrying = texts.filter((text) => !comesLate(store, arrival, text, now));
  const numbers = new Map(carrying.map((text) => [text.article, text.number]));
  const copied = contenders
    .filter((c) => c.cluster === cluster && c.judgement.copy && numbers.has(c.article))
    .reduce<Contender | null>(
      (best, c) => (best === null || c.judgement.score > best.judgement.score ? c : best),
      null,
    );
  return copied === null ? null : (numbers.get(copied.article) ?? null);
};

const keptApart = ({ contenders }: Weighed, joined: Bridged | null): Verdict['related'] =>
  (joined?.apart ?? []).map((cluster) => ({
    cluster,
    score: Math.max(...contenders.filter((c) => c.cluster === cluster).map((c) => c.judgement.score)),
    reason: 'near this article, but its other reports are not near those of the joined cluster',
  }));

const notesOn = (arrival: Arrival, record: ClusterRecord, joined: Bridged | null, former: Former | null): string[] => {
  const notes = [...(joined?.notes ?? [])];
  const { tokens } = arrival.fingerprint;
  if (tooShort(arrival)) notes.unshift(`too short to judge: ${tokens} words, ${MIN_TOKENS} are needed`);
  if (former !== null && former.row.cluster !== record.number) {
    notes.push(`moved from cluster ${clusterId(former.row.cluster)}`);
  }
  return notes;
};
