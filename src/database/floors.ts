/**
 * What a replica must have replayed before it may answer for a collection: the revision of the last
 * removal, as the primary knows it. What was removed is so shown no longer than `FRESH_MS` after that
 * was committed, however far a replica lags.
 */
import type { Pool } from './pool.ts';
import type { CollectionState } from './revision.ts';

/** Milliseconds that an answer of the primary is good for; a hint of a change arrives sooner. */
const FRESH_MS = 250;
/** Collections that are remembered: what is older than `FRESH_MS` is of no use. */
const MOST = 10_000;

/** By collection, the least revision that may be shown; null where there is no such collection any more. */
export type Floors = ReadonlyMap<number, number | null>;

/** Asks the primary. */
export interface FloorKeeper {
  /** @throws Refusal `databaseAway`: without the primary, nobody knows what was removed. */
  of(collections: readonly number[]): Promise<Floors>;
  /** What was heard of a collection: floors only rise. */
  heard(state: Pick<CollectionState, 'no' | 'removedAt'>): void;
}

interface Known {
  readonly askedAt: number;
  readonly floor: Promise<number | null>;
}

/** Many questions at once ask it once. */
export function keepFloors(primary: Pool, now = (): number => performance.now()): FloorKeeper {
  const known = new Map<number, Known>();
  const heard = new Map<number, number>();
  /** What is being put together, until the next turn of the event loop. */
  let batch: { readonly numbers: Set<number>; readonly answer: Promise<Floors> } | null = null;

  async function ask(numbers: Set<number>): Promise<Floors> {
    await new Promise((resolve) => setImmediate(resolve));
    batch = null;
    const rows = await primary.query<{ no: number; removedAt: number }>(
      'select no, removed_at_revision as "removedAt" from collections where no = any($1::int[])',
      [[...numbers]],
    );
    const floors = new Map<number, number | null>([...numbers].map((no) => [no, null]));
    for (const { no, removedAt } of rows) {
      floors.set(no, removedAt);
      // What was heard before is in the answer by now.
      if ((heard.get(no) ?? 0) <= removedAt) heard.delete(no);
    }
    return floors;
  }

  function floorOf(no: number): Promise<number | null> {
    const before = known.get(no);
    if (before !== undefined && now() - before.askedAt <= FRESH_MS) return before.floor;
    if (batch === null) {
      const numbers = new Set<number>();
      batch = { numbers, answer: ask(numbers) };
    }
    batch.numbers.add(no);
    const floor = batch.answer.then((floors) => floors.get(no) ?? null);
    // Of a failure, everybody who waits is told; whoever comes later asks again.
    floor.catch(() => known.delete(no));
    if (known.size >= MOST) known.clear();
    known.set(no, { askedAt: now(), floor });
    return floor;
  }

  return {
    async of(collections) {
      const floors = await Promise.all(collections.map(floorOf));
      return new Map(
        collections.map((no, at) => {
          const floor = floors[at] ?? null;
          return [no, floor === null ? null : Math.max(floor, heard.get(no) ?? 0)];
        }),
      );
    },
    heard({ no, removedAt }) {
      if (heard.size >= MOST) heard.clear();
      if (removedAt > 0) heard.set(no, Math.max(removedAt, heard.get(no) ?? 0));
    },
  };
}
