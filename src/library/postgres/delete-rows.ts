/** Deletes a collection with all its rows, whichever tables there are: not a word of it is left. */
import type { Queries } from './queries.ts';

/** Within one transaction. @param id of the collection; nothing happens where there is none. */
export async function deleteCollectionRows(queries: Queries, id: string): Promise<void> {
  const [row] = await queries.query<{ no: number }>(
    'select no from collections where id = $1 for update',
    [id],
  );
  if (row === undefined) return;
  // Every table of tenants has the column; partitions go with their table.
  const tables = await queries.query<{ name: string }>(
    `select c.relname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'collection' and not a.attisdropped
     where c.relnamespace = current_schema()::regnamespace
       and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`,
  );
  for (const { name } of tables) {
    await queries.query(`delete from "${name}" where collection = $1`, [row.no]);
  }
  await queries.query('delete from leases where name = $1', [`writer:${row.no}`]);
  await queries.query('delete from collections where no = $1', [row.no]);
}
