/** Whose turn it is to sign in at Discord, among all processes of the bot. */
import type { Pool } from '../database/pool.ts';
import { type ShardAgreement, signInTurns } from '../discord/shards.ts';
import { pause } from '../supervision/deadline.ts';

/**
 * Turns are given out by the database, by its clock. While it is away each process gives out its own,
 * and Discord refuses whoever comes too early, who then tries again.
 */
export function makeSignIns(pool: Pick<Pool, 'query'>): Pick<ShardAgreement, 'maySignIn'> {
  const ownTurns = signInTurns();
  return {
    async maySignIn(bucket, everyMs, signal) {
      if (signal.aborted) return false;
      const ms = await turnIn(pool, bucket, everyMs).catch(() => ownTurns(bucket, everyMs));
      return pause(ms, signal);
    },
  };
}

/** @returns milliseconds until the turn that was given. */
async function turnIn(pool: Pick<Pool, 'query'>, bucket: number, everyMs: number): Promise<number> {
  const [row] = await pool.query<{ ms: number }>(
    `insert into sign_ins as s (bucket, next_at)
     values ($1, clock_timestamp() + $2 * interval '1 millisecond')
     on conflict (bucket) do update set next_at =
       greatest(s.next_at, clock_timestamp()) + $2 * interval '1 millisecond'
     returning (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 - $2::float8 as ms`,
    [bucket, everyMs],
  );
  return Math.max(0, row?.ms ?? 0);
}
