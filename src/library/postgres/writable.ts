/** Whether a process may write a collection, by what other releases have made of it. */
import { isOlder } from '../../database/fits.ts';
import { dropGeneration } from '../../index/postgres/generations.ts';
import type { EvidenceKind } from '../../index/postgres/stored-collection.ts';
import type { Queries } from './queries.ts';

/** Hours that evidence of a former kind stays for processes that read it. */
const KEPT_HOURS = 24;

/** Numbers of collections with evidence of a former kind that nobody reads any more. */
export async function collectionsWithStale(queries: Queries): Promise<readonly number[]> {
  const rows = await queries.query<{ no: number }>(
    `select no from collections as collection
     where switched_at < now() - make_interval(hours => $1::int) and exists (
       select from generations g where g.collection = no and g.is_ready and g.generation < (
         select max(o.generation) from generations o where o.collection = no and o.is_ready))`,
    [KEPT_HOURS],
  );
  return rows.map(({ no }) => no);
}

/** A kind of evidence that there is of a collection. */
interface Row {
  readonly generation: number;
  readonly is_own: boolean;
}

/** Whether a collection may be written. */
export interface Prepared {
  /** False where it is gone, too. */
  readonly isReady: boolean;
  /** The newer release that writes it: this one leaves it alone. */
  readonly newer: string | null;
}

/**
 * Sees to it that evidence of a kind can be written.
 * @param version of this release.
 */
export async function prepareGenerations(
  queries: Queries,
  collection: number,
  { format, model, dimensions }: EvidenceKind,
  version: string,
): Promise<Prepared> {
  const [row] = await queries.query<{ by: string | null; is_old: boolean }>(
    `select written_by as by,
       coalesce(switched_at < now() - make_interval(hours => $2::int), false) as is_old
     from collections where no = $1`,
    [collection, KEPT_HOURS],
  );
  if (row === undefined) return { isReady: false, newer: null };
  if (row.by !== null && isOlder(version, row.by)) return { isReady: false, newer: row.by };
  const generations = await queries.query<Row>(
    `select generation, format = $2 and model = $3 and dimensions = $4 as is_own
     from generations where collection = $1 and is_ready order by generation`,
    [collection, format, model, dimensions],
  );
  const newest = generations.at(-1);
  const stale = generations.filter(
    // Of an earlier time, and others were written since; or read by nobody any more.
    (each) => each !== newest && (each.is_own || row.is_old),
  );
  for (const { generation } of stale) {
    await dropGeneration(queries, { collection, generation });
    await queries.query('delete from records where collection = $1 and generation = $2', [
      collection,
      generation,
    ]);
  }
  return { isReady: true, newer: null };
}
