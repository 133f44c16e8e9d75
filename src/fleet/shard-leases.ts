/** Who holds which of the bot's shards, among all of its processes: each by a lease in the database. */
import { isAway } from '../database/errors.ts';
import { LEASE_TIMES, type Leases, type LeaseTimes } from '../database/leases.ts';
import type { Pool } from '../database/pool.ts';
import type { ShardAgreement, ShardHold } from '../discord/shards.ts';
import { pause } from '../supervision/deadline.ts';

/** Holds shards by leases. */
export interface ShardLeases extends Pick<ShardAgreement, 'hold'> {
  /** Releases all. */
  close(): Promise<void>;
}

/** What they rest on. */
export interface ShardLeasesOptions {
  readonly pool: Pick<Pool, 'query'>;
  readonly leases: Pick<Leases, 'take'>;
  /** Those that the leases are kept by. */
  readonly times?: LeaseTimes;
}

/** Nobody takes what another one holds, or while shards of another number of them are held. */
export function makeShardLeases(options: ShardLeasesOptions): ShardLeases {
  const { pool, leases, times = LEASE_TIMES } = options;
  const held = new Map<ShardHold, number>();
  let timer: NodeJS.Timeout | undefined;

  /** For a while: who holds a shard does so again and again. */
  async function claim(
    count: number,
  ): Promise<{ readonly isOurs: boolean; readonly count: number }> {
    const [row] = await pool.query<{ count: number }>(
      `with claimed as (
         insert into shard_counts (count, held_until)
         values ($1, clock_timestamp() + $2 * interval '1 millisecond')
         on conflict (only_one) do update
           set count = excluded.count, held_until = excluded.held_until
           where shard_counts.count = excluded.count or shard_counts.held_until < clock_timestamp()
         returning count)
       select count from claimed
       union all select count from shard_counts where not exists (select from claimed)`,
      [count, times.heldMs],
    );
    return { isOurs: row?.count === count, count: row?.count ?? count };
  }

  /** What is held is lost where others hold shards of another number meanwhile. */
  async function claimAgain(): Promise<void> {
    const counts = new Set(held.values());
    for (const count of counts) {
      const claimed = await claim(count).catch(() => null);
      if (claimed === null || claimed.isOurs) continue;
      for (const [hold, of] of held) if (of === count) void hold.release();
    }
    schedule();
  }
  function schedule(): void {
    clearTimeout(timer);
    if (held.size === 0) return;
    timer = setTimeout(() => void claimAgain(), times.renewMs);
    timer.unref();
  }

  /** @returns why not, where it cannot be. */
  async function take(
    id: number,
    count: number,
  ): Promise<ShardHold | { readonly theirs: number | null }> {
    const claimed = await claim(count);
    if (!claimed.isOurs) return { theirs: claimed.count };
    const lease = await leases.take(`shard:${id}/${count}`, { outlastsAway: true });
    if (lease === null) return { theirs: null };
    held.set(lease, count);
    lease.lost.addEventListener('abort', () => held.delete(lease));
    if (timer === undefined || held.size === 1) schedule();
    return lease;
  }

  return {
    async hold(id, count, signal, onStandby) {
      let told: number | null | undefined;
      while (!signal.aborted) {
        try {
          const taken = await take(id, count);
          if ('lost' in taken) {
            if (!signal.aborted) return taken;
            await taken.release();
            return null;
          }
          if (taken.theirs !== told) {
            told = taken.theirs;
            onStandby(told === null ? { because: 'held' } : { because: 'count', count: told });
          }
        } catch (error) {
          if (!isAway(error)) throw error;
          // Leases ran out meanwhile; whoever held them has the first word when the database is back.
          await pause(times.heldMs, signal);
        }
        await pause(times.tryMs, signal);
      }
      return null;
    },
    async close() {
      clearTimeout(timer);
      await Promise.all([...held.keys()].map((hold) => hold.release()));
    },
  };
}
