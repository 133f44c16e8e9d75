/**
 * Where questions are asked: at a replica or pooler of `DATABASE_READ_URL`, as long as it is there, does
 * not lag too long, and has replayed the last removal of each collection; otherwise at the primary.
 */
import { growingPauses, type Pauses } from '../supervision/pauses.ts';
import { codeOf, isAway, isCancelled, isConflict } from './errors.ts';
import type { Floors } from './floors.ts';
import type { Connection, Pool, PoolFigures } from './pool.ts';
import { type CollectionState, STATE_COLUMNS } from './revision.ts';

/** Kept articles may be missing at a replica for a moment, not for so long. */
const LONGEST_LAG_MS = 30_000;
/** Of one question, all tries together. */
const READ_MS = 8_000;
const PAUSES = { first: 1_000, longest: 60_000 };
/** What has been well for so long begins with the shortest pause again. */
const SOUND_MS = 60_000;

/** Tables and columns that its replay has not come to, and what is broken in a copy alone. */
const BEHIND_CODES = new Set(['42P01', '42703', '42883', '42704']);
const BROKEN_CLASSES = new Set(['58', 'XX']);

/** One moment of the database. */
export interface Reading {
  /** The collections that were asked for and are there, by number. */
  readonly collections: ReadonlyMap<number, CollectionState>;
  /** As `Connection.query`; all statements see the same moment. */
  readonly query: Connection['query'];
}

/** A server that is read from, beside the primary. */
export interface ReadPool {
  /** `read1`, `read2`, …: addresses are in no figure. */
  readonly name: string;
  readonly pool: Pool;
  /** Milliseconds; null where it is not known. */
  readonly lagMs: number | null;
  readonly isOut: boolean;
}

/** How one of them is, for figures. */
export interface ReadPoolFigures extends PoolFigures {
  readonly name: string;
  readonly lagMs: number | null;
  readonly isOut: boolean;
}

interface Target {
  readonly name: string;
  readonly pool: Pool;
  readonly pauses: Pauses;
  lagMs: number | null;
  /** When it may be tried again; null while it is used. */
  outUntil: number | null;
  wellSince: number;
}

/** It has not replayed what was removed. */
class Behind extends Error {}

/** The pools that questions are asked of. */
export interface ReadPools {
  /**
   * Runs `work` over one moment of some collections, again where a replica fails it: so it does nothing
   * but read.
   * @param floors of these collections; null where there is no replica.
   * @throws what `work` throws, Refusal `databaseAway`.
   */
  read<T>(
    collections: readonly number[],
    floors: (() => Promise<Floors>) | null,
    work: (reading: Reading) => Promise<T>,
  ): Promise<T>;
  readonly hasReplicas: boolean;
  /** Looks at all of them: whether they are there, and how far they lag. Never throws. */
  probe(primaryLsn: bigint | null): Promise<void>;
  figures(): ReadPoolFigures[];
  close(): Promise<void>;
}

/** @param longestLagMs for tests. */
export function makeReadPools(
  primary: Pool,
  replicas: readonly Pool[],
  longestLagMs: number = LONGEST_LAG_MS,
): ReadPools {
  const targets: Target[] = replicas.map((pool, at) => ({
    ...{ name: `read${at + 1}`, pool, pauses: growingPauses(PAUSES) },
    ...{ lagMs: null, outUntil: null, wellSince: performance.now() },
  }));

  function leaveOut(target: Target): void {
    const now = performance.now();
    if (now - target.wellSince > SOUND_MS) target.pauses.reset();
    target.outUntil = now + target.pauses.next();
    target.pool.hold(true);
  }

  async function look(target: Target, primaryLsn: bigint | null): Promise<void> {
    if (target.outUntil !== null && performance.now() < target.outUntil) return;
    try {
      const [found] = await target.pool.use(
        (connection) => connection.query<{ replayed: bigint | null; behind: number | null }>(LAG),
        { isProbe: true },
      );
      const { replayed = null, behind = null } = found ?? {};
      const isLevel = replayed === null || (primaryLsn !== null && replayed >= primaryLsn);
      target.lagMs = isLevel ? 0 : behind;
      if ((target.lagMs ?? 0) > longestLagMs) return leaveOut(target);
      if (target.outUntil === null) return;
      target.outUntil = null;
      target.wellSince = performance.now();
      target.pool.hold(false);
    } catch {
      target.lagMs = null;
      leaveOut(target);
    }
  }

  return {
    hasReplicas: targets.length > 0,
    async read(collections, floors, work) {
      const until = performance.now() + READ_MS;
      const usable = floors === null ? [] : targets.filter(({ outUntil }) => outUntil === null);
      if (floors !== null && usable.length > 0) {
        const least = await floors();
        for (const target of leastBusy(usable)) {
          try {
            return await readAt(target.pool, collections, least, until, work);
          } catch (error) {
            if (error instanceof Behind) continue;
            if (!isElsewhere(error)) throw error;
            leaveOut(target);
          }
        }
      }
      return readAt(primary, collections, null, until, work);
    },
    async probe(primaryLsn) {
      await Promise.all(targets.map((target) => look(target, primaryLsn)));
    },
    figures: () =>
      targets.map(({ name, pool, lagMs, outUntil }) => ({
        ...pool.figures(),
        ...{ name, lagMs, isOut: outUntil !== null },
      })),
    async close() {
      await Promise.all(replicas.map((pool) => pool.close()));
    },
  };
}

/** Nothing is replayed where it is no replica, such as a pooler before the primary. */
const LAG = `select
  case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end as replayed,
  extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 * 1000 as behind`;

async function readAt<T>(
  pool: Pool,
  collections: readonly number[],
  floors: Floors | null,
  until: number,
  work: (reading: Reading) => Promise<T>,
): Promise<T> {
  if (!collections.every(Number.isSafeInteger)) throw new TypeError('collections are numbers');
  const wanted = collections.length === 0 ? 'null' : collections.join(', ');
  const first = `select ${STATE_COLUMNS} from collections where no in (${wanted})`;
  return pool.snapshot<CollectionState, T>(first, (connection, rows) => {
    const states = new Map(rows.map((row) => [row.no, { ...row }]));
    for (const [no, floor] of floors ?? []) {
      const state = states.get(no);
      const isThere = floor !== null;
      if (isThere !== (state !== undefined) || (state && state.revision < (floor ?? 0))) {
        throw new Behind();
      }
    }
    const query: Connection['query'] = (text, values, { withinMs = pool.statementMs } = {}) => {
      const left = Math.max(1, until - performance.now());
      return connection.query(text, values, { withinMs: Math.min(withinMs, left) });
    };
    return work({ collections: states, query });
  });
}

/** Those with the fewest who use or wait for them first; of equals, any. */
function leastBusy(targets: readonly Target[]): Target[] {
  const load = ({ pool }: Target): number => {
    const { inUse, waiting } = pool.figures();
    return inUse + waiting + Math.random();
  };
  return targets
    .map((target) => ({ target, load: load(target) }))
    .sort((a, b) => a.load - b.load)
    .map(({ target }) => target);
}

/** Whether another server may well give what this one did not. */
function isElsewhere(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  return (
    isAway(error) ||
    isConflict(error) ||
    isCancelled(error) ||
    BEHIND_CODES.has(code) ||
    BROKEN_CLASSES.has(code.slice(0, 2))
  );
}
