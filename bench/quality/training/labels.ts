import { signalIndex } from '../../../src/similarity/signals.ts';
import type { Corpus, Document } from '../documents.ts';
import { Proposals } from './proposals.ts';

/** Two documents that are known to belong together or not. */
export interface Label {
  a: Document;
  b: Document;
  together: boolean;
  /** Why: the kind of article or of pair. */
  kind: string;
}

const APART = ['followup', 'twin', 'sidebar', 'analysis', 'roundup'];
/** Kinds that a rule labelled without knowing. */
const UNSURE = ['gray', 'update_weak'];
const KNOWN_APART = ['related_different', 'recurring_template'];

/** The labelled pairs of a corpus; of each kind of pair that the index alone proposes (`foreign`, `weeks_apart`) only so many. */
export const labelsOf = (corpus: Corpus): Label[] => {
  const labels = corpus.written ? [...withinStories(corpus), ...foreign(corpus)] : realLabels(corpus);
  return thin(thin(labels, 'foreign', 3000), 'weeks_apart', 2000);
};

const thin = (labels: Label[], kind: string, most: number): Label[] => {
  const step = Math.ceil(labels.filter((label) => label.kind === kind).length / most) || 1;
  let n = 0;
  return labels.filter((label) => label.kind !== kind || n++ % step === 0);
};

const withinStories = ({ documents }: Corpus): Label[] => {
  const labels: Label[] = [];
  for (const group of Map.groupBy(documents, (document) => document.group).values()) {
    group.forEach((a, i) => {
      for (const b of group.slice(0, i)) labels.push({ a, b, together: a.gold === b.gold, kind: kindOf(a, b) });
    });
  }
  return labels;
};

const kindOf = (a: Document, b: Document): string => {
  const kinds = [a.kind ?? '', b.kind ?? ''];
  if (a.gold !== b.gold) return kinds.find((kind) => APART.includes(kind)) ?? 'apart';
  return kinds.includes('independent') ? 'independent' : (kinds.find((kind) => kind !== 'original') ?? 'original');
};

/** From this likeness of vocabulary on, two pages of a corpus about a few hundred events may well be about one. */
const MAYBE_ONE_EVENT = 0.15;
const COSINE = signalIndex('cosine');

/** fnc-train labels few of the pairs that are about one event: of those without a label only the unlike ones are known to be apart. */
export const isDoubtful = ({ a, kind }: Label, values: Float64Array): boolean =>
  a.corpus === 'fnc-train' && kind === 'foreign' && (values[COSINE] as number) >= MAYBE_ONE_EVENT;

/** What the index proposes of other stories. */
const foreign = ({ documents }: Corpus, family = (d: Document): string => d.group): Label[] => {
  const proposals = new Proposals();
  return documents.flatMap((a) => {
    const others = proposals.for(a).filter((b) => family(b) !== family(a));
    proposals.add(a);
    return others.map((b) => ({ a, b, together: false, kind: 'foreign' }));
  });
};

const realLabels = (corpus: Corpus): Label[] => {
  const byId = new Map(corpus.documents.map((document) => [document.id, document]));
  const labels = corpus.pairs.flatMap((pair) => {
    const [a, b] = [byId.get(pair.a), byId.get(pair.b)];
    if (a === undefined || b === undefined || UNSURE.includes(pair.label)) return [];
    const kind = pair.degree === undefined ? pair.label : `${pair.label}:${pair.degree}`;
    return [{ a, b, together: !KNOWN_APART.includes(pair.label), kind }];
  });
  if (corpus.name.startsWith('reuters')) return [...labels, ...weeksApart(corpus)];
  const family = corpus.pairs.length > 0 && corpus.name.startsWith('fnc') ? connected(corpus) : undefined;
  return [...labels, ...foreign(corpus, family)];
};

/** Pairs that any label connects, sure or not, are one family. */
const connected = (corpus: Corpus): ((document: Document) => string) => {
  const parents = new Map<string, string>();
  const find = (id: string): string => {
    const parent = parents.get(id) ?? id;
    return parent === id ? id : find(parent);
  };
  for (const { a, b } of corpus.pairs) parents.set(find(a), find(b));
  return (document) => find(document.id);
};

const LEAST_WEEKS = 10 * 24 * 3_600_000;

/** Stories that the index proposes though they came over ten days apart: two stories, with or without their dates. */
const weeksApart = ({ documents }: Corpus): Label[] =>
  foreign({ name: '', written: false, pairs: [], documents }, (d) => d.id).flatMap((label) => {
    const apart = Math.abs((label.a.report.published ?? 0) - (label.b.report.published ?? 0));
    return apart >= LEAST_WEEKS ? [{ ...label, kind: 'weeks_apart' }] : [];
  });
