/** Who tells Discord of the bot's commands: one process at a time, and none of an older release. */
import type { Leases } from '../database/leases.ts';
import type { Pool } from '../database/pool.ts';
import type { ShardAgreement } from '../discord/shards.ts';

/** What it rests on. */
export interface RegistrarOptions {
  readonly pool: Pick<Pool, 'query'>;
  readonly leases: Pick<Leases, 'wait'>;
  /** Whether it is done for an older release, too: whoever runs the bot wants it. */
  readonly isForced?: boolean;
  /** Ends the wait for others. */
  readonly signal: AbortSignal;
  /** Of this process, such as `1.2.0`. */
  readonly release: string;
}

const NAME = 'registrar';

/** Registers under a lease, and remembers the release that did. */
export function makeRegistrar(options: RegistrarOptions): Pick<ShardAgreement, 'registering'> {
  const { pool, leases, release, signal, isForced = false } = options;
  return {
    async registering({ applicationId, guildId }, register) {
      const lease = await leases.wait(NAME, signal);
      signal.throwIfAborted();
      try {
        const key = [applicationId, guildId ?? ''];
        const [row] = await pool.query<{ release: string }>(
          'select release from registered_commands where application_id = $1 and guild_id = $2',
          key,
        );
        if (!isForced && row !== undefined && isOlder(release, row.release)) return 'older';
        const outcome = await register();
        await pool.query(
          `insert into registered_commands (application_id, guild_id, release, registered_at)
           values ($1, $2, $3, now())
           on conflict (application_id, guild_id) do update
             set release = excluded.release, registered_at = excluded.registered_at`,
          [...key, release],
        );
        return outcome;
      } finally {
        await lease?.release();
      }
    },
  };
}

/** Whether a release comes before another one, as semver.org/#spec-item-11 has it, but for what stands after `-`: that is compared as text. */
export function isOlder(release: string, than: string): boolean {
  const [a, b] = [parts(release), parts(than)];
  for (const [i, n] of a.numbers.entries()) {
    const other = b.numbers[i] ?? 0;
    if (n !== other) return n < other;
  }
  if (a.preview === b.preview) return false;
  if (a.preview === '' || b.preview === '') return a.preview !== '';
  return a.preview < b.preview;
}

function parts(release: string): { readonly numbers: readonly number[]; readonly preview: string } {
  const [, major, minor, patch, preview = ''] =
    /^(\d+)\.(\d+)\.(\d+)(?:-([^+]*))?/.exec(release) ?? [];
  return { numbers: [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)], preview };
}
