import { Decision, type Placement, Relation } from '../contract/placement.ts';
import type { Stats } from '../contract/stats.ts';

/** Counts what is placed, in memory: it begins at nothing whenever the object wakes up. */
export class Counters {
  readonly decisions: Stats['awake']['decisions'] = zeros(Decision.options);
  readonly relations: Stats['awake']['relations'] = zeros(Relation.options);
  failures = 0;

  /** Counts an article that was stored, and gives its placement back. */
  count<T extends Pick<Placement, 'decision' | 'relation'>>(placement: T): T {
    this.decisions[placement.decision] += 1;
    this.relations[placement.relation ?? 'none'] += 1;
    return placement;
  }
}

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
