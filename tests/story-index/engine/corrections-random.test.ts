import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Wanted } from '../../../src/story-index/corrections/correct.ts';
import { EventLog } from '../../../src/story-index/events/event-log.ts';
import { incoming, inventStory, type Story } from '../invented.ts';
import { checkTables, rows } from './agreement.ts';
import { type Kept, Model, nothing } from './corrections-model.ts';
import { NOW, type Opened, openEngine } from './opening.ts';

const editor = { who: 'ada', why: null, versions: null };

/** Three stories in several wordings, and texts that are near two of them. */
const TEXTS: Story[] = [1, 2, 3].flatMap((seed) => {
  const { title, text } = inventStory(seed);
  const [parts, next] = [text.split('\n\n'), inventStory((seed % 3) + 1).text.split('\n\n')];
  const made = [parts, parts.slice(0, 4), parts.slice(2), [...parts.slice(0, 4), ...next.slice(0, 4)]];
  return [...made.map((lines) => ({ title, text: lines.join('\n\n') })), { title, text: 'A brief.' }];
});

type Step = { act: string; a: number; b: number };
const steps = fc.array(
  fc.record({
    act: fc.constantFrom(
      ...['place', 'place', 'place', 'place', 'revise', 'revise', 'remove', 'reopen', 'undo', 'undo'],
      ...['move', 'own', 'merge', 'split', 'reject', 'keep out', 'confirm'],
    ),
    a: fc.nat(1000),
    b: fc.nat(1000),
  }),
  { minLength: 5, maxLength: 40 },
);

class Run {
  readonly model = new Model();
  readonly log: { id: string; kept: Kept }[] = [];
  opened: Opened = openEngine();
  time = NOW;
  /** As the events tell it. */
  told = new Map<string, string>();
  private seen = 0;
  private count = 0;

  take({ act, a, b }: Step): void {
    this.time += 1000;
    const ids = [...this.model.groups.keys()].sort();
    const article = ids[a % Math.max(1, ids.length)];
    if (act === 'reopen') this.opened = openEngine(this.opened.sql);
    else if (act === 'place') this.place(`n${this.count++}`, a, b);
    else if (article === undefined) return;
    else if (act === 'revise') this.place(article, b, a);
    else if (act === 'remove') this.remove(article);
    else if (act === 'undo') this.undo(b);
    else this.correct(act, article, ids, b);
    this.check();
  }

  private place(id: string, text: number, source: number): void {
    const { model } = this;
    const pinned = model.groups.has(id) && model.isPinned(id);
    const home = model.groups.get(id) ?? null;
    const bars = home === null ? [] : model.barsOf(id);
    const article = incoming(id, TEXTS[text % TEXTS.length] as Story, { source: `${source % 4}.example` });
    const placed = this.opened.place(article, this.time);
    if (placed.decision === 'unchanged') return;
    const vacated = home !== null && model.members(home).length === 1;
    const avoided = new Set([...model.groups.values()].filter((g) => vacated && g !== home && model.areApart(g, home)));
    const others = [...model.groups.keys()].filter((other) => other !== id);
    const clusters = Map.groupBy(others, (other) => this.cluster(other));
    const target = clusters.get(placed.cluster_id)?.map((other) => model.of(other)) ?? [];
    expect(target.filter((group) => bars.includes(group) || avoided.has(group))).toEqual([]);
    // What the article brought together nobody had taken apart.
    for (const members of clusters.values()) {
      for (const group of new Set(members.map((member) => model.of(member)))) {
        const first = model.of(members[0] as string);
        if (group === first) continue;
        expect(model.areApart(first, group)).toBe(false);
        model.merge(first, group);
      }
    }
    const [joined] = (clusters.get(placed.cluster_id) ?? []).map((other) => model.of(other));
    if (pinned) expect(joined ?? home).toBe(home);
    if (home === null) model.groups.set(id, joined ?? model.found());
    else if (joined !== undefined && joined !== model.of(id)) model.move([id], joined);
    else if (joined === undefined && model.members(home).length > 1) model.groups.set(id, model.found());
  }

  private cluster(id: string): string {
    return this.opened.engine.article(id)?.cluster_id ?? '';
  }

  private remove(article: string): void {
    expect(this.opened.engine.removeArticle(article, this.time)).toBe(true);
    this.model.remove(article);
  }

  private correct(act: string, article: string, ids: string[], b: number): void {
    const { model } = this;
    const home = model.of(article);
    const other = ids[b % ids.length] as string;
    const to = model.of(other);
    const members = model.members(home);
    const wanted = ((): Wanted | null => {
      const [own, cluster] = [this.cluster(article), this.cluster(other)];
      if (act === 'move') return home === to ? null : { kind: 'move', article, cluster };
      if (act === 'merge') return home === to ? null : { kind: 'merge', cluster: own, with: [cluster] };
      if (act === 'keep out') return home === to ? null : { kind: 'reject', article, cluster };
      if (act === 'confirm') return { kind: 'confirm', cluster: own };
      if (members.length < 2) return null;
      if (act === 'own') return { kind: 'move', article, cluster: null };
      if (act === 'reject') return { kind: 'reject', article, cluster: own };
      return {
        kind: 'split',
        cluster: own,
        articles: members.filter((_, i) => i === 0 || (i < members.length - 1 && (b >> i) % 2 === 0)),
      };
    })();
    if (wanted === null) return;
    const bearer = wanted.kind === 'reject' ? this.bearerOf(article) : null;
    const made = this.opened.engine.correct(wanted, editor, this.time);
    if ('error' in made) throw new Error(made.detail);
    const kept = nothing();
    const move = (articles: string[], target: number): void => {
      for (const one of articles) kept.moves.push({ article: one, from: home, to: target });
      kept.barred = articles.map((one) => ({ article: one, group: home }));
      if (act !== 'reject') kept.pinned = articles;
      if (model.move(articles, target)) kept.emptied.add(home);
    };
    if (act === 'move') move([article], to);
    else if (act === 'own' || act === 'reject') move([article], model.found());
    else if (wanted.kind === 'split') move(wanted.articles, model.found());
    else if (act === 'confirm') kept.pinned = members;
    else if (act === 'keep out') {
      kept.barred = [...new Set([article, bearer ?? article])].map((one) => ({ article: one, group: to }));
    } else {
      const younger = Math.max(home, to);
      kept.pinned = model.members(younger);
      kept.moves = kept.pinned.map((one) => ({ article: one, from: younger, to: Math.min(home, to) }));
      kept.emptied.add(younger);
      model.merge(home, to);
    }
    model.kept.push(kept);
    this.log.push({ id: made.id, kept });
  }

  private undo(b: number): void {
    const { model } = this;
    const { corrections } = this.opened.engine.corrections({ cursor: null, limit: 200 }) as {
      corrections: { id: string }[];
    };
    const open = this.log.filter(({ id, kept }) => !kept.undone && corrections.some((one) => one.id === id));
    const chosen = open[b % Math.max(1, open.length)];
    if (chosen === undefined) return;
    const followers = this.copiesByBearer();
    const made = this.opened.engine.undoCorrection(chosen.id, editor, this.time);
    if ('error' in made) throw new Error(made.detail);
    const kept = model.undo(chosen.kept, (articles) => articles.flatMap((one) => followers.get(one) ?? []));
    model.kept.push(kept);
    this.log.push({ id: made.id, kept });
  }

  private bearerOf(article: string): string | null {
    for (const [bearer, copies] of this.copiesByBearer()) if (copies.includes(article)) return bearer;
    return null;
  }

  private copiesByBearer(): Map<string, string[]> {
    const articles = rows(this.opened.sql, 'article');
    const bearers = new Map(articles.filter(({ bears }) => bears !== null).map(({ bears, id }) => [bears, String(id)]));
    const copies = articles.filter(({ copies }) => copies !== null);
    return Map.groupBy(
      copies.map(({ id }) => String(id)),
      (id) => {
        const row = copies.find((copy) => copy.id === id);
        return bearers.get(row?.copies ?? null) ?? '';
      },
    );
  }

  private check(): void {
    const { sql, engine } = this.opened;
    const ids = [...this.model.groups.keys()];
    const clusters = Map.groupBy(ids, (id) => this.cluster(id));
    expect([...clusters.values()].map((set) => set.sort()).sort()).toEqual(this.model.partition());
    checkTables(sql);
    const { articles, clusters: count } = engine.health();
    expect([articles, count]).toEqual([ids.length, clusters.size]);
    this.follow();
    for (const id of ids) expect(this.told.get(id)).toBe(this.cluster(id));
    expect(this.told.size).toBe(ids.length);
    const keys = new Set(rows(sql, 'article').map(({ key }) => key));
    for (const { article } of rows(sql, 'correction_article')) expect(keys.has(article as number)).toBe(true);
  }

  private follow(): void {
    for (const { sequence, type, data } of new EventLog(this.opened.sql).read(this.seen, 1e6)) {
      expect(sequence).toBe(this.seen + 1);
      this.seen = sequence;
      const { article_id: article, cluster_id: cluster, from } = data;
      if (type === 'article.removed') this.told.delete(article as string);
      else if (type === 'cluster.merged') {
        for (const [id, where] of this.told) if (where === from) this.told.set(id, cluster);
      } else if (type !== 'cluster.origin_changed') {
        this.told.set(article as string, cluster);
      }
    }
  }
}

test('whatever is placed, revised, removed and corrected, in any order: everybody is where people and the model say', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const run = new Run();
      for (const step of taken) run.take(step);
    }),
    { numRuns: 120 },
  );
}, 60_000);
