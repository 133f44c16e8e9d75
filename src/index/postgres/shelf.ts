/** Where rows of a collection stand, and how they are found there. */
import type { Statement } from './statement.ts';

/** A generation of a collection. */
export interface Shelf {
  readonly collection: number;
  readonly generation: number;
}

/** The condition that names a shelf, with a table's alias. */
export function onShelf(statement: Statement, { collection, generation }: Shelf, alias: string) {
  const no = statement.value(collection, 'int4');
  const of = statement.value(generation, 'int2');
  return `${alias}.collection = ${no} and ${alias}.generation = ${of}`;
}

/**
 * Rows of a table by a key of theirs, looked up one by one in its primary key: whatever the planner knows
 * of the table, it never reads the whole collection for them.
 * @param keys a query of one column, `key`.
 */
export function rowsByKey(
  statement: Statement,
  shelf: Shelf,
  { table, alias, key, keys }: Readonly<Record<'table' | 'alias' | 'key' | 'keys', string>>,
): string {
  return `(${keys}) as wanted(key) cross join lateral (
    select * from ${table} t where ${onShelf(statement, shelf, 't')} and t.${key} = wanted.key
    offset 0) ${alias}`;
}
