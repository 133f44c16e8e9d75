/** Collections in which nothing is published, and which a writer looks after all the same: nothing of what is gone stays. */
import { collectionsWithDead, collectionsWithStaged } from '../../index/postgres/tend.ts';
import type { Queries } from './queries.ts';
import { collectionsWithStale } from './writable.ts';

/** Minutes that something prepared waits for a writer that may go on with it. */
const STAGED_MINUTES = 10;
const MINUTE_MS = 60_000;

/** A collection that is to be tended. */
export interface Quiet {
  readonly no: number;
  readonly id: string;
  /** Whether what was prepared in it is of no use to anybody any more. */
  readonly forgetsStaged: boolean;
}

/** Finds them, again and again. */
export interface QuietCollections {
  find(): Promise<readonly Quiet[]>;
}

/**
 * Begins to look.
 * @param keptMinutes that what is dead stays; of the index, unless a test says otherwise.
 */
export function quietCollections(queries: Queries, keptMinutes?: number): QuietCollections {
  /** When something prepared was first seen in a collection, by the monotonic clock. */
  let stagedSince = new Map<number, number>();

  return {
    async find() {
      const now = performance.now();
      const staged = await collectionsWithStaged(queries);
      stagedSince = new Map(staged.map((no) => [no, stagedSince.get(no) ?? now]));
      const forgotten = staged.filter(
        (no) => now - (stagedSince.get(no) ?? now) >= STAGED_MINUTES * MINUTE_MS,
      );
      const found = new Set([
        ...(await collectionsWithDead(queries, keptMinutes)),
        ...(await collectionsWithStale(queries)),
        ...forgotten,
      ]);
      const rows = await queries.query<{ no: number; id: string }>(
        'select no, id from collections as collection where no = any($1) order by no',
        [[...found]],
      );
      return rows.map((row) => ({ ...row, forgetsStaged: forgotten.includes(row.no) }));
    },
  };
}

/** Forgets whatever was prepared in a collection; nobody is at it. */
export async function forgetStaged(queries: Queries, no: number): Promise<void> {
  await queries.query('delete from staged_passages where collection = $1', [no]);
}
