import { expect, test } from 'vitest';
import type { Correction } from '../../../src/contract/correction.ts';
import type { Wanted } from '../../../src/story-index/corrections/correct.ts';
import type { Refusal } from '../../../src/story-index/corrections/editing.ts';
import { EventLog } from '../../../src/story-index/events/event-log.ts';
import type { Sql } from '../../../src/story-index/sql.ts';
import { incoming, inventStory, type Story } from '../invented.ts';
import { checkTables, rows } from './agreement.ts';
import { dump, NOW, type Opened, openEngine } from './opening.ts';

const DAY = 86_400_000;
const editor = { who: 'ada', why: 'because', versions: null };
const page = { cursor: null, limit: 100 };

/** Corrects, which must succeed. */
const correct = ({ engine, sql }: Opened, wanted: Wanted, now = NOW + 1000): Correction => {
  const made = engine.correct(wanted, editor, now);
  if ('error' in made) throw new Error(`${made.field}: ${made.detail}`);
  checkTables(sql);
  return made;
};

const undo = ({ engine, sql }: Opened, id: string, now = NOW + 2000): Correction => {
  const made = engine.undoCorrection(id, editor, now);
  if ('error' in made) throw new Error(`${made.field}: ${made.detail}`);
  checkTables(sql);
  return made;
};

const clusterOf = ({ engine }: Opened, id: string): string => engine.article(id)?.cluster_id ?? '';
const membersOf = ({ engine }: Opened, id: string): string[] => {
  const cluster = engine.cluster(id, page);
  return cluster !== null && 'members' in cluster ? cluster.members.map((m) => m.article_id).sort() : [];
};

/** A version that another outlet made: it lacks the end, so it is a text of its own. */
const half = ({ title, text }: Story): Story => ({ title, text: text.split('\n\n').slice(0, 5).join('\n\n') });

/** A story that the first and second half of others make: near both. */
const mixed = (a: Story, b: Story): Story => ({ title: a.title, text: `${a.text}\n\n${b.text}` });

const from = (source: string) => ({ source: `${source}.example` });

/** One story in three texts, one of them copied, and another story. */
const fill = (): Opened => {
  const opened = openEngine();
  const { place } = opened;
  place(incoming('a', inventStory(1), from('a')));
  place(incoming('b', half(inventStory(1)), from('b')));
  place(incoming('b copy', half(inventStory(1)), from('c')));
  place(incoming('other', inventStory(2), from('a')));
  expect(membersOf(opened, clusterOf(opened, 'a'))).toEqual(['a', 'b', 'b copy']);
  return opened;
};

const lasting = (sql: Sql): Opened => openEngine(sql);

test('a moved article is followed by later copies, after a restart too, and keeps out of where it was', () => {
  const opened = fill();
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  const made = correct(opened, { kind: 'move', article: 'b', cluster: other });
  expect(made).toMatchObject({ kind: 'move', articles: [{ article_id: 'b', from: home, to: other }] });
  expect(membersOf(opened, home)).toEqual(['a', 'b copy']);
  expect(membersOf(opened, other)).toEqual(['b', 'other']);
  const again = lasting(opened.sql);
  const late = again.place(incoming('late', half(inventStory(1)), from('d')), NOW + 5000);
  expect(late).toMatchObject({ cluster_id: other, relation: 'identical' });
  expect(again.place(incoming('whole', inventStory(1), from('e')), NOW + 6000).cluster_id).toBe(home);
  checkTables(opened.sql);
});

test('a moved article stays where it was put when it is revised, whatever it tells', () => {
  const opened = fill();
  const other = clusterOf(opened, 'other');
  correct(opened, { kind: 'move', article: 'b', cluster: other });
  for (const story of [inventStory(1), inventStory(7), { title: 'Brief', text: 'A brief.' }]) {
    const revised = lasting(opened.sql).place(incoming('b', story, from('b')), NOW + 5000);
    expect(revised).toMatchObject({ cluster_id: other, decision: 'revised' });
    expect(revised.notes).toContain('stays where a correction put it');
    checkTables(opened.sql);
  }
});

test('an article alone can be moved, and the id of its cluster leads on; undone, it has it back', () => {
  const opened = fill();
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  const { id } = correct(opened, { kind: 'move', article: 'other', cluster: home });
  expect(membersOf(opened, other)).toEqual(['a', 'b', 'b copy', 'other']);
  undo(opened, id);
  expect(membersOf(opened, home)).toEqual(['a', 'b', 'b copy']);
  expect(membersOf(opened, other)).toEqual(['other']);
  expect(clusterOf(opened, 'other')).toBe(other);
});

test('a split is not undone by an article that is near both parts', () => {
  const control = openEngine();
  const story = inventStory(1);
  const build = ({ place }: Opened): void => {
    place(incoming('a', story, from('a')));
    place(incoming('b', half(story), from('b')));
  };
  build(control);
  const opened = openEngine();
  build(opened);
  const home = clusterOf(opened, 'a');
  const { articles } = correct(opened, { kind: 'split', cluster: home, articles: ['b'] });
  const part = articles[0]?.to as string;
  for (const again of [opened, lasting(opened.sql)]) {
    for (const [i, text] of [story, half(story), mixed(story, half(story))].entries()) {
      again.place(incoming(`near ${i} ${again === opened}`, text, from(`n${i}`)), NOW + 5000 + i);
      expect(clusterOf(again, 'a')).not.toBe(clusterOf(again, 'b'));
      checkTables(opened.sql);
    }
  }
  expect(clusterOf(opened, 'near 0 true')).toBe(home);
  expect(clusterOf(opened, 'near 1 true')).toBe(part);
  expect(membersOf(opened, part)).toContain('b');
});

test('of two clusters that have the same text, a copy goes to the one it was moved to, and makes them not one', () => {
  const opened = openEngine();
  for (const id of ['a', 'b', 'c']) opened.place(incoming(id, inventStory(1), from(id)));
  opened.place(incoming('other', inventStory(2), from('a')));
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  correct(opened, { kind: 'move', article: 'b', cluster: other });
  const { place } = lasting(opened.sql);
  const copy = place(incoming('copy', inventStory(1), from('a')), NOW + 5000);
  expect(copy).toMatchObject({ cluster_id: other, relation: 'identical', related: [{ cluster_id: home }] });
  expect(membersOf(opened, home)).toEqual(['a', 'c']);
  // The last word is another: now the text of home is the one that was put somewhere.
  correct(opened, { kind: 'reject', article: 'a', cluster: other }, NOW + 6000);
  expect(opened.place(incoming('last', inventStory(1), from('a')), NOW + 7000).cluster_id).toBe(home);
  expect(membersOf(opened, other)).toEqual(['b', 'copy', 'other']);
});

test('the article that is left after a split does not lead its cluster into the other by a revision', () => {
  const opened = openEngine();
  opened.place(incoming('a', inventStory(1), from('a')));
  opened.place(incoming('b', half(inventStory(1)), from('b')));
  const home = clusterOf(opened, 'a');
  correct(opened, { kind: 'split', cluster: home, articles: ['b'] });
  opened.place(incoming('a', half(inventStory(1)), from('a')), NOW + 5000);
  expect(clusterOf(opened, 'a')).toBe(home);
  expect(clusterOf(opened, 'b')).not.toBe(home);
});

test('clusters that were merged stay one, and come apart where that is undone', () => {
  const opened = fill();
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  const { id } = correct(opened, { kind: 'merge', cluster: other, with: [home] });
  opened.place(incoming('later', inventStory(2), from('z')), NOW + 1500);
  opened.place(incoming('other', inventStory(9), from('a')), NOW + 1600);
  expect(membersOf(opened, other)).toEqual(['a', 'b', 'b copy', 'later', 'other']);
  const undone = undo(opened, id);
  expect(undone).toMatchObject({ kind: 'merge', undoes: id });
  expect(membersOf(opened, home)).toContain('a');
  expect(clusterOf(opened, 'other')).toBe(other);
  const redone = undo(opened, undone.id, NOW + 3000);
  expect(clusterOf(opened, 'other')).toBe(home);
  expect(undo(opened, redone.id, NOW + 4000).undoes).toBe(redone.id);
  expect(clusterOf(opened, 'other')).toBe(other);
});

test('a rejected article does not come back, nor do copies of it', () => {
  const opened = fill();
  const home = clusterOf(opened, 'a');
  correct(opened, { kind: 'reject', article: 'b', cluster: home });
  expect(clusterOf(opened, 'b')).not.toBe(home);
  const again = lasting(opened.sql);
  expect(again.place(incoming('b', inventStory(1), from('b')), NOW + 5000).cluster_id).not.toBe(home);
  expect(again.place(incoming('b', half(inventStory(1)), from('b')), NOW + 5000).cluster_id).not.toBe(home);
  expect(again.place(incoming('copy', half(inventStory(1)), from('x')), NOW + 6000).cluster_id).not.toBe(home);
});

test('what was kept out before it joined stays out', () => {
  const opened = fill();
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  const { id } = correct(opened, { kind: 'reject', article: 'other', cluster: home });
  expect(opened.place(incoming('other', inventStory(1), from('a')), NOW + 5000).cluster_id).toBe(other);
  undo(opened, id, NOW + 6000);
  expect(clusterOf(opened, 'other')).toBe(other);
  expect(opened.place(incoming('other', half(inventStory(1)), from('a')), NOW + 7000).cluster_id).toBe(home);
});

test('members that were confirmed stay, others do not', () => {
  const opened = fill();
  const home = clusterOf(opened, 'a');
  expect(opened.check(incoming('a', inventStory(5), from('a'))).cluster_id).not.toBe(home);
  const { id } = correct(opened, { kind: 'confirm', cluster: home });
  expect(opened.check(incoming('a', inventStory(5), from('a')))).toMatchObject({ cluster_id: home });
  undo(opened, id);
  expect(opened.check(incoming('a', inventStory(5), from('a'))).cluster_id).not.toBe(home);
});

test('the newest word counts', () => {
  const opened = fill();
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  correct(opened, { kind: 'move', article: 'b', cluster: other });
  correct(opened, { kind: 'move', article: 'b', cluster: home }, NOW + 1500);
  expect(opened.place(incoming('late', half(inventStory(1)), from('d')), NOW + 5000).cluster_id).toBe(home);
  correct(opened, { kind: 'merge', cluster: home, with: [other] }, NOW + 6000);
  expect(membersOf(opened, home)).toHaveLength(5);
});

test('an undo takes back the facts, and copies that followed go with their text', () => {
  const opened = fill();
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  const { id } = correct(opened, { kind: 'move', article: 'b', cluster: other });
  opened.place(incoming('late', half(inventStory(1)), from('d')), NOW + 1500);
  undo(opened, id);
  expect(membersOf(opened, home)).toEqual(['a', 'b', 'b copy', 'late']);
  expect(opened.place(incoming('later', half(inventStory(1)), from('e')), NOW + 3000).cluster_id).toBe(home);
  expect(opened.engine.undoCorrection(id, editor, NOW)).toMatchObject({ error: 'undone' });
});

test.each<[string, (ids: { home: string; other: string }) => Wanted, Refusal['error'], string]>([
  ['an article that is not there', () => ({ kind: 'move', article: 'x', cluster: null }), 'unknown_article', 'id'],
  ['a cluster that is not there', () => ({ kind: 'confirm', cluster: 'c_0' }), 'unknown_cluster', 'id'],
  ['to where it is', ({ home }) => ({ kind: 'move', article: 'a', cluster: home }), 'pointless', 'cluster_id'],
  ['out of nothing', () => ({ kind: 'move', article: 'other', cluster: null }), 'pointless', 'cluster_id'],
  ['with itself', ({ home }) => ({ kind: 'merge', cluster: home, with: [home] }), 'pointless', 'with'],
  [
    'all of them',
    ({ home }) => ({ kind: 'split', cluster: home, articles: ['a', 'b', 'b copy'] }),
    'pointless',
    'articles',
  ],
  [
    'a stranger',
    ({ home }) => ({ kind: 'split', cluster: home, articles: ['a', 'other'] }),
    'pointless',
    'articles[1]',
  ],
])('%s is refused, and nothing changes', (_, wanted, error, field) => {
  const opened = fill();
  const before = dump(opened.sql);
  const ids = { home: clusterOf(opened, 'a'), other: clusterOf(opened, 'other') };
  expect(opened.engine.correct(wanted(ids), editor, NOW)).toMatchObject({ error, field });
  expect(dump(opened.sql)).toEqual(before);
});

test('who has seen another state changes nothing, and is told what has changed', () => {
  const opened = fill();
  const home = clusterOf(opened, 'a');
  const seen = opened.engine.cluster(home, page);
  if (seen === null || 'error' in seen) throw new Error('no cluster');
  const versions = [seen.version];
  const wanted: Wanted = { kind: 'split', cluster: home, articles: ['b'] };
  opened.place(incoming('new', inventStory(1), from('n')), NOW + 500);
  const refused = opened.engine.correct(wanted, { ...editor, versions }, NOW + 1000);
  expect(refused).toMatchObject({
    error: 'changed',
    detail: expect.stringContaining('4 articles now, 3 when it was read'),
  });
  const now = opened.engine.cluster(home, page) as { version: string };
  expect(opened.engine.correct(wanted, { ...editor, versions: [now.version] }, NOW + 1000)).toHaveProperty('id');
});

test('an id that led to a cluster which was undone and done again leads there still', () => {
  const opened = openEngine();
  const { place } = opened;
  for (const id of ['a', 'b']) place(incoming(id, inventStory(1), from(id)));
  const { id, articles } = correct(opened, { kind: 'move', article: 'b', cluster: null });
  const part = articles[0]?.to as string;
  const brief = place(incoming('brief', { title: 'Brief', text: 'A brief.' }), NOW + 1100);
  expect(place(incoming('brief', inventStory(1)), NOW + 1200).cluster_id).toBe(part);
  const undone = undo(opened, id);
  undo(opened, undone.id, NOW + 3000);
  expect(membersOf(opened, brief.cluster_id)).toEqual(['b', 'brief']);
  expect(membersOf(opened, part)).toEqual(['b', 'brief']);
});

test('events tell who went where, without a gap', () => {
  const opened = fill();
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  const { last } = opened.engine.events;
  correct(opened, { kind: 'move', article: 'b', cluster: other });
  const { articles } = correct(opened, { kind: 'split', cluster: home, articles: ['a'] }, NOW + 1100);
  correct(opened, { kind: 'merge', cluster: home, with: [other] }, NOW + 1200);
  const events = new EventLog(opened.sql).read(last, 100);
  expect(events.map(({ type, data }) => [type, data.article_id, data.cluster_id, data.from])).toEqual([
    ['cluster.joined', 'b', other, home],
    ['cluster.split', 'a', articles[0]?.to, home],
    ['cluster.origin_changed', 'b copy', home, null],
    ['cluster.merged', null, home, other],
  ]);
  expect(events.map(({ sequence }) => sequence)).toEqual([last + 1, last + 2, last + 3, last + 4]);
});

test('nothing stays of a correction whose articles are gone', () => {
  const opened = fill();
  const { engine, sql } = opened;
  const [home, other] = [clusterOf(opened, 'a'), clusterOf(opened, 'other')];
  const { id } = correct(opened, { kind: 'move', article: 'b', cluster: other });
  undo(opened, id);
  correct(opened, { kind: 'split', cluster: home, articles: ['a'] }, NOW + 3000);
  engine.removeArticle('b', NOW + 4000);
  expect(rows(sql, 'correction')).toHaveLength(1);
  expect(engine.corrections(page)).toMatchObject({ corrections: [{ kind: 'split', article_count: 1 }], next: null });
  for (let next = engine.nextExpiry(); next !== null && next <= NOW + 40 * DAY; next = engine.nextExpiry()) {
    engine.expire(NOW + 40 * DAY);
    checkTables(sql);
  }
  for (const table of ['article', 'cluster', 'correction', 'correction_article', 'due_cluster', 'cluster_alias'])
    expect(rows(sql, table)).toEqual([]);
});

test('an article that was moved to a younger cluster leaves when its own days are over', () => {
  const opened = openEngine();
  opened.place(incoming('old', inventStory(1), from('a')));
  opened.place(incoming('copy', inventStory(1), from('b')));
  opened.place(incoming('young', inventStory(2), from('a')), NOW + 5 * DAY);
  correct(opened, { kind: 'move', article: 'old', cluster: clusterOf(opened, 'young') }, NOW + 6 * DAY);
  const { engine } = opened;
  for (let next = engine.nextExpiry(); next !== null && next <= NOW + 31 * DAY; next = engine.nextExpiry())
    engine.expire(NOW + 31 * DAY);
  expect(engine.article('old')).toBeNull();
  expect(engine.article('young')).not.toBeNull();
});

test('labels are all members of what was corrected, a piece at a time, and of nothing else', () => {
  const opened = openEngine();
  const { place, engine } = opened;
  for (let i = 0; i < 120; i++) place(incoming(`a${i}`, inventStory(1), from(`s${i}`)));
  place(incoming('b', inventStory(2)));
  place(incoming('c', inventStory(3)));
  expect(engine.labels(null)).toEqual({ labels: [], next: null });
  const { id } = correct(opened, { kind: 'move', article: 'a7', cluster: clusterOf(opened, 'b') });
  const all = [];
  for (let piece = engine.labels(null); ; piece = engine.labels(piece.next)) {
    all.push(...piece.labels);
    if (piece.next === null) break;
  }
  expect(all).toHaveLength(121);
  expect(new Set(all.map((label) => label.id)).size).toBe(121);
  for (const label of all) expect(label.story).toBe(clusterOf(opened, label.id));
  expect(all.find((label) => label.id === 'a7')).toMatchObject({ story: clusterOf(opened, 'b'), ...inventStory(1) });
  undo(opened, id);
  expect(engine.labels(null).labels).toEqual([]);
});

test('a text outside goes along with its article, and a checked article changes nothing of what people said', () => {
  const opened = fill();
  const other = clusterOf(opened, 'other');
  opened.place({ ...incoming('far', inventStory(1), from('f')), textKey: 'k1' });
  correct(opened, { kind: 'move', article: 'far', cluster: other });
  expect([opened.engine.textKey('far'), opened.engine.discardedTexts(9)]).toEqual(['k1', []]);
  const before = dump(opened.sql);
  expect(opened.check(incoming('far', inventStory(1), from('f')), NOW + 3000).cluster_id).toBe(other);
  expect(dump(opened.sql)).toEqual(before);
});

test('where nothing is corrected no table of corrections is read or written by placing', () => {
  const { engine, sql, place } = openEngine();
  place(incoming('a', inventStory(1)));
  const asked: string[] = [];
  const exec = sql.exec.bind(sql);
  sql.exec = ((query: string, ...bindings: never[]) => {
    asked.push(query);
    return exec(query, ...bindings);
  }) as Sql['exec'];
  engine.place([incoming('b', inventStory(1)), incoming('a', inventStory(3))], { store: true, now: NOW + 1 });
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((query) => query.includes('correction'))).toEqual([]);
});
