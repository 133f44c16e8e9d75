/** The processes of one bot, as they agree through its database: shards, sign-ins, commands, and how they are. */
import type { LeaseTimes } from '../database/leases.ts';
import type { Database } from '../database/open-database.ts';
import type { ShardAgreement } from '../discord/shards.ts';
import { makeRegistrar } from './registrar.ts';
import { makeShardLeases } from './shard-leases.ts';
import { makeSignIns } from './sign-ins.ts';

/** An agreement that is left when the process ends. */
export interface Fleet {
  readonly agreement: ShardAgreement;
  /** Leaves its shards to others. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Joins the others.
 * @param release of this process, such as `1.2.0`.
 * @param times those that its leases are kept by.
 */
export function joinFleet(
  { primary, leases }: Pick<Database, 'primary' | 'leases'>,
  release: string,
  times?: LeaseTimes,
): Fleet {
  const stop = new AbortController();
  const shards = makeShardLeases({ pool: primary, leases, ...(times && { times }) });
  const registrar = makeRegistrar({ pool: primary, leases, release, signal: stop.signal });
  return {
    agreement: { ...shards, ...makeSignIns(primary), ...registrar },
    async close() {
      stop.abort();
      await shards.close();
    },
  };
}
