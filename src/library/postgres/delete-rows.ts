/**
 * Deletes a collection with all its rows, whichever tables there are: not a word of it is left. A process
 * that has not heard of it may write something for a moment: so its number is remembered for an hour, among
 * the leases, and whatever has come under it goes then.
 */
import { retryingConflicts } from '../../database/errors.ts';
import type { Pool } from '../../database/pool.ts';
import type { Queries } from './queries.ts';

/** A large collection has some gigabytes. */
const STATEMENT_MS = 10 * 60_000;
/** A writer's publication is waited for. */
const LONG = { statementMs: STATEMENT_MS, idleMs: STATEMENT_MS, lockMs: 60_000 };
/** Whoever works on a collection has noticed by then. */
const LATE_HOURS = 1;
const BURIED = 'deleted:';

/** Names of leases on a collection. */
const LEASES = ['writer', 'sources'];

/** Deletes it. @param id of the collection; nothing happens where there is none. */
export async function deleteCollectionRows(pool: Pool, id: string): Promise<void> {
  const work = () =>
    pool.transaction(async (queries) => {
      // Its own row last, as whoever writes it does: what comes in between goes with the rest.
      const [row] = await queries.query<{ no: number }>(
        'select no from collections where id = $1',
        [id],
      );
      if (row === undefined) return null;
      await deleteRows(queries, row.no);
      await queries.query('delete from leases where name = any($1)', [
        LEASES.map((kind) => `${kind}:${row.no}`),
      ]);
      await queries.query(
        `insert into leases (name, epoch, held_until)
         values ($1, 0, now() + make_interval(hours => $2::int)) on conflict do nothing`,
        [BURIED + row.no, LATE_HOURS],
      );
      await queries.query('delete from collections where no = $1', [row.no]);
      return row.no;
    }, LONG);
  const no = await retryingConflicts(work);
  if (no !== null) await deleteLate(pool, no);
}

/** Deletes what has come of collections after they were deleted, and in the end their numbers. */
export async function finishDeleted(pool: Pool): Promise<void> {
  const buried = await pool.query<{ name: string; is_over: boolean }>(
    'select name, held_until < now() as is_over from leases where starts_with(name, $1)',
    [BURIED],
  );
  for (const { name, is_over: isOver } of buried) {
    await deleteLate(pool, Number(name.slice(BURIED.length)));
    if (isOver) await pool.query('delete from leases where name = $1', [name]);
  }
}

async function deleteLate(pool: Pool, no: number): Promise<void> {
  await retryingConflicts(() => pool.transaction((queries) => deleteRows(queries, no), LONG));
  const graphs = await pool.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'i' and starts_with(relname, $1)`,
    [`vectors_graph_${no}_`],
  );
  for (const { name } of graphs) {
    await pool.use((connection) =>
      connection.run(`drop index concurrently if exists "${name}"`, { withinMs: STATEMENT_MS }),
    );
  }
}

/** Every table of tenants has the column; partitions go with their table. */
async function deleteRows(queries: Queries, no: number): Promise<void> {
  const tables = await queries.query<{ name: string }>(
    `select c.relname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'collection' and not a.attisdropped
     where c.relnamespace = current_schema()::regnamespace
       and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`,
  );
  for (const { name } of tables) {
    await queries.query(`delete from "${name}" where collection = $1`, [no], {
      withinMs: STATEMENT_MS,
    });
  }
}
