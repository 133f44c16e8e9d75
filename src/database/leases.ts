/**
 * Who works on what, among many processes: a row a task, held until a time of the server's clock.
 * A lease that ran out may be taken by anybody; each holder has an epoch of its own, and every
 * transaction that writes under a lease sees to it that the epoch is still the same, so that a
 * process that was stopped and goes on later writes nothing.
 */
import { randomUUID } from 'node:crypto';
import { Refusal } from '../refusals.ts';
import { pause } from '../supervision/deadline.ts';
import { codeOf, isAway } from './errors.ts';
import type { Connection, Pool, TransactionOptions } from './pool.ts';

/**
 * How leases are kept, in milliseconds. Whoever stands by takes one that ran out within `tryMs`, and
 * ends what its former holder has open `patienceMs` later: 12 s in all.
 */
export const LEASE_TIMES = {
  /** That it holds without being renewed. */
  heldMs: 10_000,
  renewMs: 2_500,
  /** What could not be renewed for so long is given up, before anybody else may take it. */
  sureMs: 8_000,
  tryMs: 1_000,
  patienceMs: 1_000,
} as const;
export type LeaseTimes = { readonly [K in keyof typeof LEASE_TIMES]: number };

/** A renewal that hangs leaves time for another one. */
const RENEW_WITHIN_MS = 2_000;
const TAKE_WITHIN_MS = 4_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** What is held, as transactions prove it. */
export interface Lease {
  /** Such as `writer:12` for a collection, `shard:0`, `registrar`, `tidying`. */
  readonly name: string;
  /** Rises with each holder. */
  readonly epoch: number;
  /** Of this holder alone: after a failover that lost some seconds, an epoch may come twice. */
  readonly holder: string;
}

/** A lease that was taken, and is renewed until it is lost or released. */
export interface HeldLease extends Lease {
  /** Aborted when it is lost, or was released: nobody works on under it. */
  readonly lost: AbortSignal;
  /**
   * Whether this process has tried to renew it lately; one that was stopped has not, and does not know
   * yet whether it still holds it.
   */
  isFresh(): boolean;
  /** Gives it up, so that others need not wait for it to run out. Never throws; safe to call twice. */
  release(): Promise<void>;
}

/** How a lease is held. */
export interface LeaseOptions {
  /**
   * Whether it is held on to while the database is away, when nobody else can take it either: it is
   * lost once somebody has. For what writes nothing under it.
   */
  readonly outlastsAway?: boolean;
}

/** The leases of one process. */
export interface Leases {
  /**
   * Takes a lease that nobody holds, also one that this process holds itself.
   * @returns null where somebody does.
   * @throws Refusal `databaseAway`.
   */
  take(name: string, options?: LeaseOptions): Promise<HeldLease | null>;
  /**
   * Waits until it can be taken, through times when the database is away.
   * @returns null where `signal` ended that.
   */
  wait(name: string, signal: AbortSignal): Promise<HeldLease | null>;
  /** How many are held, by what stands before the `:`. */
  held(): Readonly<Record<string, number>>;
  /** Releases all. */
  close(): Promise<void>;
}

/** The leases of this process, kept in a database with the tables of this release. */
export function makeLeases(pool: Pool, times: LeaseTimes = LEASE_TIMES): Leases {
  const held = new Set<HeldLease>();

  function hold(lease: Lease, askedAt: number, { outlastsAway = false }: LeaseOptions): HeldLease {
    const ended = new AbortController();
    let renewedAt = askedAt;
    let triedAt = askedAt;
    const lose = (): void => {
      held.delete(kept);
      clearTimeout(timer);
      ended.abort();
    };
    const isSure = (): boolean => performance.now() - renewedAt < times.sureMs;
    async function renewAgain(): Promise<void> {
      if (ended.signal.aborted) return;
      // The machine may have been asleep: then somebody else has it by now.
      if (!outlastsAway && !isSure()) return lose();
      const began = performance.now();
      try {
        if (!(await renew(pool, lease, times.heldMs))) return lose();
        renewedAt = began;
      } catch (error) {
        if (!isAway(error)) return lose();
      }
      triedAt = began;
      if (ended.signal.aborted) return;
      schedule();
    }
    let timer: NodeJS.Timeout;
    function schedule(): void {
      const left = renewedAt + times.sureMs - performance.now();
      const again = outlastsAway ? times.renewMs : Math.min(times.renewMs, left);
      timer = setTimeout(renewAgain, Math.max(0, again));
      timer.unref();
    }
    const kept: HeldLease = {
      ...lease,
      lost: ended.signal,
      isFresh: () => !ended.signal.aborted && performance.now() - triedAt < times.sureMs,
      async release() {
        if (ended.signal.aborted) return;
        lose();
        await giveUp(pool, lease).catch(() => {});
      },
    };
    held.add(kept);
    schedule();
    return kept;
  }

  async function take(name: string, options: LeaseOptions = {}): Promise<HeldLease | null> {
    const askedAt = performance.now();
    const lease = await takeFree(pool, name, times);
    return lease && hold(lease, askedAt, options);
  }

  return {
    take,
    async wait(name, signal) {
      while (!signal.aborted) {
        const lease = await take(name).catch((error: unknown) => {
          if (!isAway(error)) throw error;
          return null;
        });
        if (lease !== null && signal.aborted) await lease.release();
        else if (lease !== null) return lease;
        await pause(times.tryMs, signal);
      }
      return null;
    },
    held() {
      const counts: Record<string, number> = {};
      for (const { name } of held) {
        const kind = name.split(':')[0] ?? name;
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      return counts;
    },
    async close() {
      await Promise.all([...held].map((lease) => lease.release()));
    },
  };
}

/**
 * Sees to it that a lease is still held, and that nobody takes it before this transaction ends: the
 * first statement of whatever writes under it. Renewing is not held up by it.
 * @throws Refusal `leaseLost`.
 */
export async function assertEpoch(connection: Connection, lease: Lease): Promise<void> {
  const { name, epoch, holder } = lease;
  const rows = await connection.query(
    'select from leases where name = $1 and epoch = $2 and holder = $3 for key share',
    [name, epoch, holder],
  );
  if (rows.length === 0) throw new Refusal('leaseLost', { lease: name });
}

/**
 * A transaction that writes under a lease.
 * @throws Refusal `leaseLost`, and as `Pool.transaction`.
 */
export function writing<T>(
  pool: Pool,
  lease: HeldLease,
  work: (connection: Connection) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return pool.transaction(async (connection) => {
    if (lease.lost.aborted) throw new Refusal('leaseLost', { lease: lease.name });
    await assertEpoch(connection, lease);
    return work(connection);
  }, options);
}

async function takeFree(pool: Pool, name: string, times: LeaseTimes): Promise<Lease | null> {
  const holder = randomUUID();
  // Without a lock: who only looks must not stand in the way of the one that renews.
  const [row] = await pool.query<{ epoch: number; is_free: boolean }>(
    'select epoch, held_until < clock_timestamp() as is_free from leases where name = $1',
    [name],
  );
  if (row === undefined) {
    const made = await pool.query<{ epoch: number }>(
      `insert into leases (name, epoch, holder, held_until)
       values ($1, 1, $2, clock_timestamp() + $3 * interval '1 millisecond')
       on conflict do nothing returning epoch`,
      [name, holder, times.heldMs],
    );
    return made[0] ? { name, holder, epoch: made[0].epoch } : null;
  }
  if (!row.is_free) return null;
  try {
    return await pool.transaction((connection) =>
      takeOver(pool, connection, { name, holder, epoch: row.epoch + 1 }, times),
    );
  } catch (error) {
    if (codeOf(error) === LOCK_NOT_AVAILABLE) return null;
    throw error;
  }
}

/** Whoever wrote under it may be stopped in the middle of a transaction, and keeps its locks. */
async function takeOver(
  pool: Pool,
  connection: Connection,
  lease: Lease,
  { heldMs, patienceMs }: LeaseTimes,
): Promise<Lease | null> {
  const [self] = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
  const timer = setTimeout(() => {
    pool
      .query('select pg_terminate_backend(pid) from unnest(pg_blocking_pids($1)) pid', [self?.pid])
      .catch(() => {});
  }, patienceMs);
  try {
    const rows = await connection.query(
      `update leases set epoch = $2, holder = $3,
         held_until = clock_timestamp() + $4 * interval '1 millisecond'
       where name = $1 and epoch = $2 - 1 and held_until < clock_timestamp() returning epoch`,
      [lease.name, lease.epoch, lease.holder, heldMs],
      { withinMs: TAKE_WITHIN_MS },
    );
    return rows.length === 0 ? null : lease;
  } finally {
    clearTimeout(timer);
  }
}

async function renew(pool: Pool, lease: Lease, heldMs: number): Promise<boolean> {
  const rows = await pool.query(
    `update leases set held_until = clock_timestamp() + $4 * interval '1 millisecond'
     where name = $1 and epoch = $2 and holder = $3 returning epoch`,
    [lease.name, lease.epoch, lease.holder, heldMs],
    { withinMs: RENEW_WITHIN_MS },
  );
  return rows.length > 0;
}

async function giveUp(pool: Pool, { name, epoch, holder }: Lease): Promise<void> {
  await pool.query(
    `update leases set held_until = '-infinity'
     where name = $1 and epoch = $2 and holder = $3`,
    [name, epoch, holder],
  );
}
