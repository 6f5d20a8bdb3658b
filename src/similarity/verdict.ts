import type { Relation } from '../contract/placement.ts';
import { MIN_TOKENS } from '../text/fingerprint.ts';
import type { Judgement } from './judge.ts';
import { SIGNALS, type SignalKey } from './signals.ts';

/** A clause, as subject and predicate, so that two with one predicate can be told together. */
type Clause = readonly [subject: string, predicate: string];

/** What a signal's value means to a reader; `speaks` is whether it speaks for one cluster. */
type Telling = (value: number, speaks: boolean) => Clause;

interface Phrase {
  /** Signals of one family are told once. */
  family: string;
  tell: Telling;
}

const whether =
  (speaks: Clause, against: Clause): Telling =>
  (_, isFor) =>
    isFor ? speaks : against;

const AMOUNTS = [
  [0.85, 'nearly all'],
  [0.55, 'most'],
  [0.25, 'some'],
  [0.02, 'few'],
] as const;

/** "most names are shared", and as a reason against: "only some names are shared". */
const shares =
  (things: string): Telling =>
  (value, isFor) => {
    const amount = AMOUNTS.find(([least]) => value >= least)?.[1] ?? 'no';
    const stinted = isFor || amount === 'few' || amount === 'no' ? amount : `only ${amount}`;
    return [`${stinted} ${things}`, 'are shared'];
  };

/** "12 rare words are shared" of a value that is ln(1 + count). */
const counts =
  (things: string): Telling =>
  (value, isFor) => {
    const count = Math.round(Math.expm1(value));
    if (count === 0) return [`no ${things}s`, 'are shared'];
    const noun = count === 1 ? things : `${things}s`;
    return [`${isFor ? '' : 'only '}${count} ${noun}`, count === 1 ? 'is shared' : 'are shared'];
  };

/** "the later one brings 3 new names" of a value that is ln(1 + count). */
const newNames: Telling = (value) => {
  const count = Math.round(Math.expm1(value));
  return ['the later one', `brings ${count === 0 ? 'no' : count} new name${count === 1 ? '' : 's'}`];
};

const LEADS = whether(['the leads', 'agree'], ['the leads', 'differ']);
const LEAD_PLACE = whether(
  ['the earlier lead', 'is told at the top'],
  ['the earlier lead', 'is told further down, if at all'],
);
const BACKGROUND: Telling = (value) =>
  value > 0 ? ['background', 'is shared more than news'] : ['the news', 'is shared, not only background'];

/** How signals are told. Those that are left out say how far to trust the rest; by themselves they are no reason. */
const PHRASES: Partial<Record<SignalKey, Phrase>> = {
  cosine: { family: 'words', tell: whether(['the vocabulary', 'is alike'], ['the vocabulary', 'differs']) },
  rare: { family: 'words', tell: counts('rare word') },
  lead: { family: 'lead', tell: LEADS },
  headlineMost: {
    family: 'headline',
    tell: whether(['the headline', 'is borne out by the other text'], ['the headlines', 'differ']),
  },
  sentencesLow: {
    family: 'sentences',
    tell: whether(['nearly every sentence', 'has a counterpart'], ['some sentences', 'have no counterpart']),
  },
  sentencesMost: {
    family: 'sentences',
    tell: whether(['most sentences', 'have a counterpart'], ['most sentences', 'have no counterpart']),
  },
  sentencesLeast: {
    family: 'sentences',
    tell: whether(['most sentences', 'have a counterpart'], ['most sentences', 'have no counterpart']),
  },
  pairs: { family: 'wording', tell: whether(['the wording', 'is the same'], ['hardly any wording', 'is the same']) },
  verbatim: {
    family: 'wording',
    tell: (value) => ['what is shared', value >= 0.5 ? 'is word for word' : 'is put in other words'],
  },
  namesMost: { family: 'names', tell: shares('names') },
  leadNames: { family: 'names', tell: whether(['the leads', 'name the same'], ['the leads', 'name others']) },
  rareNames: { family: 'names', tell: counts('telling name') },
  numbersMost: { family: 'numbers', tell: shares('numbers') },
  clash: {
    family: 'numbers',
    tell: whether(['the numbers of the leads', 'agree'], ['the numbers of the leads', 'clash']),
  },
  quotesMost: { family: 'quotes', tell: shares('quotations') },
  quotesLeast: { family: 'quotes', tell: shares('quotations') },
  weekday: { family: 'weekday', tell: whether(['both', 'name the same day'], ['they', 'name different days']) },
  tailOverHead: { family: 'news', tell: BACKGROUND },
  newShare: {
    family: 'newness',
    tell: (value) => ['the later one', value >= 0.5 ? 'tells mostly what is new' : 'tells mostly what is known'],
  },
  newNames: { family: 'later', tell: newNames },
  newLeadNames: { family: 'later', tell: newNames },
  laterNames: {
    family: 'later',
    tell: whether(['the later one', 'brings no new names'], ['the later one', 'brings new names']),
  },
  laterQuotes: {
    family: 'speakers',
    tell: whether(['the later one', 'has the same people speak'], ['the later one', 'has others speak']),
  },
  earlierQuotes: {
    family: 'speakers',
    tell: whether(['the earlier quotations', 'are told again'], ['the earlier quotations', 'are left out']),
  },
  laterTail: { family: 'news', tell: BACKGROUND },
  leadPlace: { family: 'leadPlace', tell: LEAD_PLACE },
  leadInHead: { family: 'leadPlace', tell: LEAD_PLACE },
  laterNumbers: {
    family: 'later',
    tell: whether(['the later one', 'brings no new numbers'], ['the later one', 'brings new numbers']),
  },
  credit: {
    family: 'origin',
    tell: (value) => (value === 1 ? ['both', 'credit the same agency'] : ['they', 'credit different agencies']),
  },
  place: {
    family: 'origin',
    tell: (value) => (value === 1 ? ['both', 'have the same dateline'] : ['the datelines', 'differ']),
  },
  sameSource: {
    family: 'source',
    tell: (value) => (value === 1 ? ['one outlet', 'published both'] : ['two outlets', 'published them']),
  },
  hours: { family: 'hours', tell: (value) => ['they', `came ${timeApart(value)}`] },
};

/** "within the hour", "3 hours apart", "2 days apart". */
const timeApart = (hours: number): string => {
  if (hours < 1) return 'within the hour';
  const [count, unit] = hours < 36 ? [Math.round(hours), 'hour'] : [Math.round(hours / 24), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} apart`;
};

/** Under this, in logits, a family of signals is no reason. */
const LEAST_REASON = 0.15;

/** Clauses that speak for one cluster (sign 1) or against it (-1), strongest family first. */
const reasons = (values: Float64Array, parts: Float64Array, sign: 1 | -1): Clause[] => {
  const families = new Map<string, { sum: number; strongest: number; clause: Clause }>();
  SIGNALS.forEach(({ key }, i) => {
    const phrase = PHRASES[key];
    const [value, part] = [values[i] as number, sign * (parts[i] as number)];
    if (phrase === undefined || Number.isNaN(value)) return;
    const { family, tell } = phrase;
    const known = families.get(family) ?? { sum: 0, strongest: 0, clause: ['', ''] };
    known.sum += part;
    if (part > known.strongest) {
      known.strongest = part;
      known.clause = tell(value, sign === 1);
    }
    families.set(family, known);
  });
  const telling = [...families.values()].filter(({ sum, strongest }) => sum >= LEAST_REASON && strongest > 0);
  return telling.sort((x, y) => y.sum - x.sum).map(({ clause }) => clause);
};

const OPENINGS: Record<Relation, string> = {
  identical: 'The same text',
  reprint: 'One story, reprinted',
  rewrite: 'One story in other words',
  coverage: 'One event, told twice',
  related: 'Related, not one story',
  none: 'Two stories',
};

/** One sentence: what the two are to each other, and the strongest reasons on either side. `tokens` are those of the shorter text. */
export const tellVerdict = (judgement: Judgement, parts: Float64Array, tokens: number): string => {
  const { relation, values } = judgement;
  const opening = `${OPENINGS[relation]}${tokens < MIN_TOKENS ? ', as far as so short a text tells' : ''}`;
  if (relation === 'identical') return `${opening}: nothing differs but case, punctuation or what stands around it.`;
  const pro = reasons(values, parts, 1);
  const contra = reasons(values, parts, -1);
  const [main, other] =
    relation === 'none'
      ? [contra.slice(0, 2), []]
      : relation === 'related'
        ? [pro.slice(0, 1), contra.slice(0, 2)]
        : [pro.slice(0, 2), contra.slice(0, 1)];
  const clauses = [main, other].filter((side) => side.length > 0).map(join);
  return clauses.length === 0 ? `${opening}.` : `${opening}: ${clauses.join(', but ')}.`;
};

/** "names and numbers are shared", or "names are shared and the leads differ". */
const join = (clauses: Clause[]): string => {
  const [first, second] = clauses as [Clause, Clause | undefined];
  if (second === undefined) return first.join(' ');
  if (first[1] === second[1]) return `${first[0]} and ${second[0]} ${first[1]}`;
  return `${first.join(' ')} and ${second.join(' ')}`;
};
