/** Sees to it that nobody else works with a database while everything in it is moved. */
import type { HeldLease } from '../database/leases.ts';
import type { Database } from '../database/open-database.ts';
import { Refusal } from '../refusals.ts';
import { pause } from '../supervision/deadline.ts';

/** What the server's administrator sees of a move; every other process of Footnote begins like this, too. */
export const MOVE_NAME = 'footnote-move';
const OTHERS = 'footnote %';

/** Leases of a process that was killed run out within this. Milliseconds. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 500;

/**
 * Takes the lease of whoever moves everything.
 * @param patienceMs how long others' leases are waited for.
 * @throws Refusal `moveBusy` where bots or writers use the database, or another move does.
 */
export async function takeDatabase(
  { primary, leases }: Pick<Database, 'primary' | 'leases'>,
  patienceMs = PATIENCE_MS,
): Promise<HeldLease> {
  const began = performance.now();
  for (;;) {
    const [row] = await primary.query<{ sessions: number; held: number }>(
      `select (select count(*) from pg_stat_activity
         where datname = current_database() and application_name like $1)::int as sessions,
         (select count(*) from leases where held_until > clock_timestamp())::int as held`,
      [OTHERS],
    );
    const { sessions = 0, held = 0 } = row ?? {};
    const lease = sessions + held === 0 ? await leases.take('move') : null;
    if (lease !== null) return lease;
    if (sessions > 0 || performance.now() - began > patienceMs) {
      throw new Refusal('moveBusy', { count: Math.max(sessions, held, 1) });
    }
    await pause(LOOK_MS);
  }
}
