import type { Placement } from '../contract/placement.ts';
import type { Problem } from '../contract/problem.ts';

/** What a request did, for logs, metrics and `Server-Timing`. Holds no texts. */
export class Account {
  /** Articles that were dealt with, placed or not. */
  articles = 0;
  /** Of these the ones that were answered with a problem. */
  errors = 0;
  /** Id of the job that places the articles later; null where none does. */
  job: string | null = null;
  /** Articles that were placed and stored; not those whose answer was given before. */
  readonly placed: Placed[] = [];
  /** Milliseconds of each part of the work, in the order in which they began. */
  readonly durations = new Map<string, number>();

  /** @param stored False: the answers were given, and nothing was stored. */
  add(answers: readonly ({ placement: Placement; replayed: boolean } | { problem: Problem })[], stored: boolean): void {
    this.articles += answers.length;
    for (const answer of answers) {
      if ('problem' in answer) this.errors += 1;
      else if (stored && !answer.replayed) this.placed.push(withoutText(answer.placement));
    }
  }

  /** Adds the time of some work to its part. The platform's clock stands still while a Worker computes: only waiting takes time. */
  async time<T>(part: string, work: () => Promise<T>): Promise<T> {
    const spent = (): number => this.durations.get(part) ?? 0;
    this.durations.set(part, spent());
    const start = Date.now();
    try {
      return await work();
    } finally {
      this.durations.set(part, spent() + Date.now() - start);
    }
  }
}

export type Placed = Pick<Placement, 'article_id' | 'cluster_id' | 'decision' | 'relation' | 'score'>;

/** A placement without titles and whatever else of an article it tells. */
export const withoutText = ({ article_id, cluster_id, decision, relation, score }: Placed): Placed => ({
  article_id,
  cluster_id,
  decision,
  relation,
  score,
});
