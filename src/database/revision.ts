/** The revision of a collection: how often it was published, and when words were last taken out of it. */
import type { Connection } from './pool.ts';

/** What NOTIFY is heard by. */
export const REVISION_CHANNEL = 'footnote_revision';

/** A collection at one moment. */
export interface CollectionState {
  /** The number that its rows begin with. */
  readonly no: number;
  readonly revision: number;
  /** The revision that last took something out: whoever shows an older one shows what is not there. */
  readonly removedAt: number;
  /** Format of its evidence, model and dimensions: see the engine. */
  readonly generation: number;
}

/** The columns of `CollectionState` in `collections`, for `stateOf`. */
export const STATE_COLUMNS =
  'no, revision, removed_at_revision as "removedAt", generation' as const;

/**
 * Counts a publication of a collection, in the transaction that writes it, and has all who listen told
 * once it is committed.
 * @param removes whether something that could be shown before may not be any more.
 * @returns the new revision
 */
export async function raiseRevision(
  connection: Pick<Connection, 'query'>,
  no: number,
  { removes }: { readonly removes: boolean },
): Promise<number> {
  const [raised] = await connection.query<{ revision: number }>(
    `with raised as (
       update collections set revision = revision + 1,
         removed_at_revision = case when $2 then revision + 1 else removed_at_revision end
       where no = $1 returning no, revision, removed_at_revision)
     select revision, pg_notify('${REVISION_CHANNEL}', concat_ws(' ', no, revision, removed_at_revision))
     from raised`,
    [no, removes],
  );
  if (raised === undefined) throw new Error(`there is no collection ${no}`);
  return raised.revision;
}

/** What a notification says of a collection; null for anything else. */
export function readNotification(payload: string): Omit<CollectionState, 'generation'> | null {
  const found = /^(\d{1,10}) (\d{1,15}) (\d{1,15})$/.exec(payload);
  if (found === null) return null;
  const [no = 0, revision = 0, removedAt = 0] = found.slice(1).map(Number);
  return { no, revision, removedAt };
}
