/** A correction as the model remembers it; groups by number, as they were called then. */
export interface Kept {
  undoes: Kept | null;
  undone: boolean;
  /** Counts for the first of a chain of undoings alone. */
  holds: boolean;
  moves: { article: string; from: number; to: number }[];
  emptied: Set<number>;
  pinned: string[];
  barred: { article: string; group: number }[];
}

/** What people and placing have made of articles, plainly: sets, and no index of anything. Numbers of groups rise as they are founded. */
export class Model {
  readonly groups = new Map<string, number>();
  private readonly successors = new Map<number, number>();
  private founded = 0;
  kept: Kept[] = [];

  found(): number {
    this.founded += 1;
    return this.founded;
  }

  /** What the group is called now. */
  now(group: number): number {
    const next = this.successors.get(group);
    return next === undefined ? group : this.now(next);
  }

  of(article: string): number {
    return this.groups.get(article) as number;
  }

  members(group: number): string[] {
    return [...this.groups].filter(([, g]) => g === group).map(([article]) => article);
  }

  /** Sets of articles, each in order. */
  partition(): string[][] {
    return [...Map.groupBy(this.groups.keys(), (article) => this.of(article)).values()].map((set) => set.sort()).sort();
  }

  /** Groups that the article keeps out of. */
  barsOf(article: string): number[] {
    return this.kept
      .filter(({ holds }) => holds)
      .flatMap(({ barred }) => barred.filter((bar) => bar.article === article).map(({ group }) => this.now(group)))
      .filter((group) => group !== this.of(article));
  }

  areApart(a: number, b: number): boolean {
    const keepsOut = (one: number, other: number): boolean =>
      this.members(one).some((article) => this.barsOf(article).includes(other));
    return keepsOut(a, b) || keepsOut(b, a);
  }

  isPinned(article: string): boolean {
    const last = this.kept.findLast(
      ({ holds, pinned, moves }) => holds && (pinned.includes(article) || moves.some((m) => m.article === article)),
    );
    return last?.pinned.includes(article) ?? false;
  }

  /** Moves articles; a group that nobody stays in leads to the other one. Answers whether it does. */
  move(articles: string[], to: number): boolean {
    const from = this.of(articles[0] as string);
    for (const article of articles) this.groups.set(article, to);
    if (this.members(from).length > 0) return false;
    this.successors.set(from, to);
    return true;
  }

  merge(a: number, b: number): void {
    const [older, younger] = a < b ? [a, b] : [b, a];
    for (const article of this.members(younger)) this.groups.set(article, older);
    this.successors.set(younger, older);
  }

  remove(article: string): void {
    this.groups.delete(article);
    for (const correction of this.kept) {
      correction.moves = correction.moves.filter((m) => m.article !== article);
      correction.pinned = correction.pinned.filter((one) => one !== article);
      correction.barred = correction.barred.filter((bar) => bar.article !== article);
    }
  }

  /** @param followers of articles that go back. */
  undo(correction: Kept, followers: (articles: string[]) => string[]): Kept {
    const own: Kept = { ...nothing(), undoes: correction, holds: false };
    const groups = Map.groupBy(
      correction.moves.filter(({ article, to }) => this.of(article) === this.now(to)),
      ({ from, article }) => `${from} ${this.of(article)}`,
    );
    for (const moves of groups.values()) {
      const from = moves[0]?.from as number;
      const articles = moves.map(({ article }) => article);
      const current = this.of(articles[0] as string);
      const going = [...new Set([...articles, ...followers(articles)])];
      const whole = going.length === this.members(current).length;
      if (correction.emptied.has(from) && this.now(from) === current && from !== current) this.successors.delete(from);
      const to = this.now(from);
      if (to === current) continue;
      const gone = this.members(to).length === 0 && !correction.emptied.has(from);
      if (gone && whole) continue;
      const target = gone ? this.found() : to;
      for (const article of going) own.moves.push({ article, from: current, to: target });
      if (this.move(going, target)) own.emptied.add(current);
    }
    correction.undone = true;
    let root = correction;
    while (root.undoes !== null) root = root.undoes;
    root.holds = !root.holds;
    return own;
  }
}

export const nothing = (): Kept => ({
  undoes: null,
  undone: false,
  holds: true,
  moves: [],
  emptied: new Set(),
  pinned: [],
  barred: [],
});
