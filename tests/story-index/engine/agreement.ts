import { expect } from 'vitest';
import type { Sql } from '../../../src/story-index/sql.ts';
import { dump } from './opening.ts';

export type Row = Record<string, number | string | null>;
export const rows = (sql: Sql, table: string): Row[] => (dump(sql)[table] ?? []) as Row[];

/** What must hold between the tables at any time. */
export const checkTables = (sql: Sql): void => {
  const articles = new Map(rows(sql, 'article').map((row) => [row.key, row]));
  const texts = rows(sql, 'distinct_text');
  const successors = new Map(rows(sql, 'cluster_alias').map((row) => [row.number, row.successor]));
  const clusters = rows(sql, 'cluster');
  const seen = new Set<unknown>();
  for (const cluster of clusters) {
    const members: Row[] = [];
    for (let at = articles.get(cluster.last as number); at; at = articles.get(at.previous)) members.push(at);
    expect(members.at(-1)?.key).toBe(cluster.founder);
    expect(members).toHaveLength(cluster.size as number);
    for (const member of members) {
      expect(successors.get(member.cluster) ?? member.cluster).toBe(cluster.number);
      expect(seen.has(member.key)).toBe(false);
      seen.add(member.key);
    }
    const own = members.filter((member) => member.copies === null);
    const received = members.map((member) => member.received as number);
    expect(cluster).toMatchObject({
      distinct_texts: own.length,
      source_count: new Set(members.map((member) => member.source)).size,
      first_seen: Math.min(...received),
      last_seen: Math.max(...received),
      origin_time: Math.min(...members.map((member) => (member.published ?? member.received) as number)),
    });
    const borne = members.filter((member) => member.bears !== null).map((member) => member.bears);
    expect((JSON.parse(cluster.texts as string) as number[]).sort()).toEqual(borne.sort());
    for (const member of members) expect(member.copies === null || borne.includes(member.copies)).toBe(true);
    for (const key of [cluster.origin, cluster.representative]) expect(members.some((m) => m.key === key)).toBe(true);
  }
  expect(seen.size).toBe(articles.size);
  for (const text of texts) expect(articles.get(text.article)?.bears).toBe(text.number);
  expect(texts).toHaveLength([...articles.values()].filter((article) => article.bears !== null).length);
  const aliases = clusters.flatMap((c) =>
    (JSON.parse(c.aliases as string) as number[]).map((alias) => [alias, c.number]),
  );
  expect(new Map(aliases as [number, number][])).toEqual(successors);
};
