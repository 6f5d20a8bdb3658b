import { expect, test } from 'vitest';
import { openNodeSqlite } from '../../../bench/quality/node-sqlite.ts';
import { findKey, freeKey } from '../../../src/story-index/article-key.ts';
import type { Sql } from '../../../src/story-index/sql.ts';

const withArticles = (): Sql => {
  const sql = openNodeSqlite(':memory:');
  sql.exec('CREATE TABLE article (key INTEGER PRIMARY KEY, id TEXT)');
  return sql;
};

test('ids whose hashes clash lie side by side, and each is found, also when one is gone', () => {
  const sql = withArticles();
  const first = freeKey(sql, 'paper/1');
  sql.exec('INSERT INTO article VALUES (?, ?)', first, 'another id of the same hash');
  const second = freeKey(sql, 'paper/1');
  expect(second).toBe(first + 1);
  sql.exec('INSERT INTO article VALUES (?, ?)', second, 'paper/1');
  sql.exec('DELETE FROM article WHERE key = ?', first);
  expect(findKey(sql, 'paper/1')).toBe(second);
  expect(findKey(sql, 'paper/2')).toBeNull();
});

test('a ninth id of one hash is refused, not mistaken for another', () => {
  const sql = withArticles();
  const first = freeKey(sql, 'paper/1');
  for (let i = 0; i < 8; i++) sql.exec('INSERT INTO article VALUES (?, ?)', first + i, `other ${i}`);
  expect(() => freeKey(sql, 'paper/1')).toThrow('no free key');
});
