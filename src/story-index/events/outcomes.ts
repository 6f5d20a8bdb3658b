import type { Outcome } from './delivery.ts';
import type { SubscriptionRecord } from './subscription-table.ts';

/** A failure that follows another is noted at most so often: each note is a written row, and a receiver may be down for days. */
const NOTE_FAILURES_EVERY = 60_000;

/** The record after these tries, all of this subscription; null where there is nothing to note. */
export const withOutcomes = (
  record: SubscriptionRecord,
  outcomes: Outcome[],
  now: number,
): SubscriptionRecord | null => {
  const [failed, ended] = [outcomes.filter(isFailed), outcomes.filter((outcome) => !isFailed(outcome))];
  const recent = record.failing && now - (record.last_failure ?? 0) < NOTE_FAILURES_EVERY;
  if (ended.length === 0 && (failed.length === 0 || recent)) return null;
  const made = [...ended, ...failed].reduce((sum, outcome) => withOutcome(sum, outcome, now), record);
  const over = new Set(ended.flatMap(({ delivery: { event } }) => (event.type === 'ping' ? [] : [event.sequence])));
  return made.gone ? { ...made, unsent: [], open: [] } : withoutSequences(made, over);
};

const isFailed = ({ result }: Outcome): boolean => result === 'failed';

const withOutcome = (record: SubscriptionRecord, outcome: Outcome, now: number): SubscriptionRecord => {
  const { delivery, result, reason } = outcome;
  const ping = record.ping?.id === delivery.id ? { ...record.ping, outcome: reason || 'delivered' } : record.ping;
  const told = delivery.event.type !== 'ping';
  if (result === 'delivered') {
    return { ...record, ping, last_success: now, failing: false, delivered: record.delivered + Number(told) };
  }
  return {
    ...record,
    ping,
    last_failure: now,
    failure: reason,
    failing: true,
    gone: record.gone || result === 'gone',
    given_up: record.given_up + Number(told && result === 'given_up'),
  };
};

const withoutSequences = (record: SubscriptionRecord, over: ReadonlySet<number>): SubscriptionRecord => {
  const left = (sequences: number[]): number[] => sequences.filter((sequence) => !over.has(sequence));
  const open = record.open.map(({ at, sequences }) => ({ at, sequences: left(sequences) }));
  return { ...record, unsent: left(record.unsent), open: open.filter(({ sequences }) => sequences.length > 0) };
};
