import { expect, it } from 'vitest';
import { namesCollections } from '../support/tenant-statements.ts';

const TABLES = new Set(['passages', 'vectors']);
const isSafe = (statement: string) => namesCollections(statement, TABLES);

it.each([
  'select 1 from passages where collection = $1',
  'select 1 from passages p join vectors v using (collection, slot) where p.collection = $1',
  'insert into passages (collection, slot) values ($1, $2)',
  'delete from passages where collection = any($1)',
  'select 1 from collections where no = $1',
  'create index on passages (slot)',
  "select 'from passages'",
  'copy passages (collection, slot) from stdin',
])('%s names its collection', (statement) => {
  expect(isSafe(statement)).toBe(true);
});

it.each([
  'select 1 from passages where slot = $1',
  'select 1 from passages p join vectors v on v.slot = p.slot where p.collection = $1',
  'select 1 from passages p, vectors v where p.collection = $1 and v.slot = p.slot',
  'update passages set record = $1 where slot = $2',
  "delete from passages where slot = $1 and id = 'collection'",
  'insert into passages (slot) values ($1)',
  'with a as (select slot from vectors) select 1 from passages where collection = $1',
])('%s does not', (statement) => {
  expect(isSafe(statement)).toBe(false);
});
