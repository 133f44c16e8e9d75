/**
 * Brings the tables to what this release needs: each migration once, in order, by one process at a
 * time. Whoever comes meanwhile asks again and again for the lock: one that waited within a statement
 * would hold a snapshot, for which `create index concurrently` waits in its turn.
 */
import { createHash } from 'node:crypto';
import { Refusal, statement } from '../refusals.ts';
import { pause } from '../supervision/deadline.ts';
import { codeOf, isAway } from './errors.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Connection, Pool } from './pool.ts';

/** Of the advisory lock; any number that nothing else in the database uses. */
const LOCK = 20_261_126;
const POLL_MS = 250;
/** An index over ten million rows takes long. */
const WAIT_MS = 10 * 60_000;
const STATEMENT_MS = 10 * 60_000;
const OUTSIDE_MS = 6 * 3_600_000;
/** A table that a question reads is waited for, but not with everybody else queueing behind. */
const TABLE_LOCK_MS = 2_000;
/** A migrating process that is stopped for so long has lost the lock. */
const LOCK_IDLE_MS = 60_000;
const LOCK_PULSE_MS = 5_000;
const MS = 1_000;

const SCHEMA_TABLE = 'schema_migrations';
const CREATE_SCHEMA_TABLE = `create table if not exists ${SCHEMA_TABLE} (
  number integer primary key,
  name text not null,
  checksum text not null,
  least integer not null,
  is_whole boolean not null,
  done_at timestamptz not null default now()
)`;

const LOCK_NOT_AVAILABLE = '55P03';
const UNDEFINED_TABLE = '42P01';

/** A migration that was done, as the database has it. */
interface Done {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly least: number;
  readonly is_whole: boolean;
}

/** How migrating goes. */
export interface MigrateOptions {
  readonly migrations?: readonly Migration[];
  /** Milliseconds that another process is waited for. */
  readonly waitMs?: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/**
 * Does what is still to be done.
 * @returns the names of the migrations that were done now
 * @throws Refusal `databaseNewer`, `databaseOtherwise`, `migrationsBusy`, `migrationFailed`, `databaseAway`.
 */
export async function migrate(pool: Pool, options: MigrateOptions = {}): Promise<string[]> {
  const { migrations = MIGRATIONS, waitMs = WAIT_MS, signal } = options;
  const until = performance.now() + waitMs;
  for (;;) {
    if (pending(await doneIn(pool), migrations).length === 0) return [];
    const names = await underLock(pool, () => doPending(pool, migrations, until));
    if (names !== null) return names;
    if (performance.now() > until || signal?.aborted) {
      throw new Refusal('migrationsBusy', { n: Math.round(waitMs / MS) });
    }
    await pause(POLL_MS, signal);
  }
}

/**
 * Whether a database fits a release: see `Migration.least`.
 * @param known the number of the newest migration that the release has.
 * @throws Refusal `databaseNewer`.
 */
export function requireKnown(
  schema: { readonly version: number; readonly least: number },
  known: number = newestOf(MIGRATIONS),
): void {
  if (schema.least > known) {
    throw new Refusal('databaseNewer', { found: schema.version, known });
  }
}

/** The newest migration that was done, and the one that a process has to know at least; 0 before any. */
export async function schemaOf(
  pool: Pick<Pool, 'query'>,
): Promise<{ readonly version: number; readonly least: number }> {
  const done = await doneIn(pool);
  return {
    version: Math.max(0, ...done.map(({ number }) => number)),
    least: Math.max(0, ...done.map(({ least }) => least)),
  };
}

/** A digest of all that a migration does. */
export function checksumOf({ statements = [], outside = [], least }: Migration): string {
  return createHash('sha256')
    .update(JSON.stringify([least, statements, outside]))
    .digest('hex');
}

function newestOf(migrations: readonly Migration[]): number {
  return Math.max(0, ...migrations.map(({ number }) => number));
}

async function doneIn(pool: Pick<Pool, 'query'>): Promise<readonly Done[]> {
  try {
    return await pool.query<Done>(
      'select number, name, checksum, least, is_whole from schema_migrations order by number',
    );
  } catch (error) {
    if (codeOf(error) === UNDEFINED_TABLE) return [];
    throw error;
  }
}

/** What is still to be done, all or in part. */
function pending(done: readonly Done[], migrations: readonly Migration[]): readonly Migration[] {
  const version = Math.max(0, ...done.map(({ number }) => number));
  const least = Math.max(0, ...done.map((each) => each.least));
  requireKnown({ version, least }, newestOf(migrations));
  const byNumber = new Map(done.map((each) => [each.number, each]));
  return migrations.filter((migration) => {
    const before = byNumber.get(migration.number);
    if (before === undefined) return true;
    if (before.checksum !== checksumOf(migration)) {
      throw new Refusal('databaseOtherwise', { name: before.name });
    }
    return !before.is_whole;
  });
}

/** What `work` gives, done while no other process does such work; null where another one does. */
async function underLock<T>(pool: Pool, work: () => Promise<T>): Promise<T | null> {
  return pool.transaction(
    async (connection) => {
      // By messages without values: after others a portal stays open, and its snapshot with it.
      const [row] = await connection.run<{ is_ours: boolean }>(
        `select pg_try_advisory_xact_lock(${LOCK}) as is_ours`,
      );
      if (!row?.is_ours) return null;
      const pulse = setInterval(() => {
        connection.run('select 1').catch(() => {});
      }, LOCK_PULSE_MS);
      try {
        return await work();
      } finally {
        clearInterval(pulse);
      }
    },
    { idleMs: LOCK_IDLE_MS },
  );
}

async function doPending(
  pool: Pool,
  migrations: readonly Migration[],
  until: number,
): Promise<string[]> {
  await migrating(SCHEMA_TABLE, () => pool.query(CREATE_SCHEMA_TABLE));
  const done = await doneIn(pool);
  const begun = new Set(done.map(({ number }) => number));
  const names: string[] = [];
  for (const migration of pending(done, migrations)) {
    await migrating(migration.name, async () => {
      if (!begun.has(migration.number)) await inTransaction(pool, migration, until);
      if (migration.outside !== undefined) await outside(pool, migration);
    });
    names.push(migration.name);
  }
  return names;
}

async function inTransaction(pool: Pool, migration: Migration, until: number): Promise<void> {
  const { number, name, least, statements = [] } = migration;
  const once = async (connection: Connection): Promise<void> => {
    // First: should another process be at it in spite of the lock, one of the two stops here.
    await connection.query(
      `insert into schema_migrations (number, name, checksum, least, is_whole)
       values ($1, $2, $3, $4, $5)`,
      [number, name, checksumOf(migration), least, migration.outside === undefined],
    );
    for (const text of statements) await connection.query(text, [], { withinMs: STATEMENT_MS });
  };
  for (;;) {
    try {
      return await pool.transaction(once, { statementMs: STATEMENT_MS, lockMs: TABLE_LOCK_MS });
    } catch (error) {
      if (codeOf(error) !== LOCK_NOT_AVAILABLE || performance.now() > until) throw error;
      await pause(POLL_MS);
    }
  }
}

async function outside(pool: Pool, { number, outside: texts = [] }: Migration): Promise<void> {
  for (const text of texts) {
    const [, index] =
      /^create (?:unique )?index concurrently if not exists (\w+)/i.exec(text) ?? [];
    if (index !== undefined) await dropInvalid(pool, index);
    await pool.use((connection) => connection.run(text, { withinMs: OUTSIDE_MS }));
  }
  await pool.query('update schema_migrations set is_whole = true where number = $1', [number]);
}

/** An index that was cut short while it was made stays, is never used, and counts as there. */
async function dropInvalid(pool: Pool, index: string): Promise<void> {
  const rows = await pool.query(
    'select from pg_index where indexrelid = to_regclass($1) and not indisvalid',
    [index],
  );
  if (rows.length > 0) await pool.query(`drop index ${index}`);
}

/** @throws Refusal `migrationFailed` for whatever the server has against it. */
async function migrating(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (isAway(cause) || cause instanceof Refusal) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal(
      'migrationFailed',
      { name, reason: statement('foreignWords', { said }) },
      { cause },
    );
  }
}
