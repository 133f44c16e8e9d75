/** The database of one process: opened, watched, and everything that is done with it under one roof. */
import { asStatement, type Notice, type Reason, Refusal, statement } from '../refusals.ts';
import { pause, within } from '../supervision/deadline.ts';
import { growingPauses } from '../supervision/pauses.ts';
import type { Vitals } from '../supervision/vitals.ts';
import { hostOf } from './address.ts';
import { codeOf, databaseAway, isAway } from './errors.ts';
import { requireServer } from './fits.ts';
import { keepFloors } from './floors.ts';
import { type Leases, makeLeases } from './leases.ts';
import { listenForRevisions, type RevisionListener } from './listener.ts';
import { migrate, requireKnown, schemaOf } from './migrate.ts';
import { Pool, type PoolFigures, type PoolOptions } from './pool.ts';
import { makeReadPools, type Reading, type ReadPoolFigures } from './read-pools.ts';

/** Half of what a question may wait before it is known that nothing answers. */
const PROBE_MS = 2_000;
const PROBE_ILL_MS = 1_000;
/** Two of them may hang one after the other, and there is time left for the primary. */
const REPLICA_TIMES = { connectMs: 1_500, statementMs: 2_500 };
/** Leases that nobody releases run out by themselves. */
const RELEASE_MS = 1_000;
const START_PAUSES = { first: 1_000, longest: 10_000 };
/** Of those who start before their database does, the line that says so. */
const TELL_EVERY_MS = 60_000;
/** What no patience mends: signing in was refused, or there is no such database. */
const REFUSED = new Set(['28000', '28P01', '3D000']);

/** How a database is opened. */
export interface DatabaseOptions {
  /** Of the primary; it holds a password. */
  readonly url: string;
  readonly readUrls?: readonly string[];
  /** What the server's administrator sees. */
  readonly applicationName: string;
  /** Whether it is waited for where it is away; otherwise that is refused. */
  readonly isPatient: boolean;
  readonly vitals?: Vitals;
  readonly notice?: (notice: Notice) => void;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
  /** Told once where another release has changed the database so that this one does not fit any more. */
  readonly onUnfit?: (refusal: Refusal) => void;
  /** Told of every statement that succeeded. */
  readonly onStatement?: PoolOptions['onStatement'];
}

/** What is counted of it; no address and no id of a server is in it. */
export interface DatabaseFigures {
  readonly primary: PoolFigures;
  readonly replicas: readonly ReadPoolFigures[];
  /** How many leases are held, by kind. */
  readonly leases: Readonly<Record<string, number>>;
}

/** An opened database. */
export interface Database {
  /** Where everything is written, and whatever has to be true at this moment is read. */
  readonly primary: Pool;
  readonly leases: Leases;
  /**
   * Reads of some collections, at one moment, wherever that is quickest: what was kept just now may be
   * missing, what was removed is not in it. `work` may be run again, so it does nothing but read.
   * @param collections by number.
   */
  read<T>(collections: readonly number[], work: (reading: Reading) => Promise<T>): Promise<T>;
  /** The same at the primary: for what is posted. */
  readAtPrimary<T>(
    collections: readonly number[],
    work: (reading: Reading) => Promise<T>,
  ): Promise<T>;
  /** Told of publications, where that can be heard. @returns what ends that */
  onRevision(listener: RevisionListener): () => void;
  figures(): DatabaseFigures;
  /** Releases leases and closes connections. */
  close(): Promise<void>;
}

/**
 * Opens it: sees that the server fits, and does the migrations that are missing.
 * @throws Refusal `databaseRefused`, those of `requireServer` and `migrate`, or the signal's reason.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, readUrls = [], applicationName, vitals, onUnfit, onStatement } = options;
  let nudge = (): void => {};
  const shared = { applicationName, ...(onStatement && { onStatement }) };
  const primary = opened(url, { ...shared, onAway: () => nudge() });
  const replicas = readUrls.map((each) => opened(each, { ...shared, ...REPLICA_TIMES }));
  try {
    await prepare(primary, options);
  } catch (error) {
    await Promise.all([primary, ...replicas].map((pool) => pool.close()));
    throw error;
  }
  vitals?.well('database');

  const reads = makeReadPools(primary, replicas);
  const floors = keepFloors(primary);
  const leases = makeLeases(primary);
  const listeners = new Set<RevisionListener>();
  const heard = listenForRevisions(url, applicationName, (state) => {
    floors.heard(state);
    for (const listener of [...listeners]) listener(state);
  });
  const watch = watchDatabase(primary, {
    probe: async () => {
      requireKnown(await schemaOf({ query: (text) => probing(primary, text) }));
      if (reads.hasReplicas) void reads.probe(await lsnOf(primary));
    },
    ...(vitals && { vitals }),
    ...(onUnfit && { onUnfit }),
  });
  nudge = watch.nudge;
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    const unwatched = watch.close();
    await within(RELEASE_MS, leases.close(), () => {});
    await Promise.all([unwatched, heard.close(), primary.close(), reads.close()]);
  };
  return {
    primary,
    leases,
    read: (collections, work) =>
      reads.read(collections, reads.hasReplicas ? () => floors.of(collections) : null, work),
    readAtPrimary: (collections, work) => reads.read(collections, null, work),
    onRevision(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    figures: () => ({
      primary: primary.figures(),
      replicas: reads.figures(),
      leases: leases.held(),
    }),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** @throws Refusal `databaseRefused` where an address, or a certificate it names, is of no use. */
function opened(url: string, options: Omit<PoolOptions, 'url'>): Pool {
  try {
    return new Pool({ url, ...options });
  } catch (cause) {
    throw refused(url, cause);
  }
}

async function prepare(
  primary: Pool,
  { url, isPatient, notice, signal }: DatabaseOptions,
): Promise<void> {
  const pauses = growingPauses(START_PAUSES);
  let toldAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    signal?.throwIfAborted();
    try {
      await requireServer(primary);
      await migrate(primary, signal && { signal });
      return;
    } catch (error) {
      if (!isAway(error)) throw error;
      const cause = error instanceof Refusal ? error.cause : error;
      if (!isPatient || REFUSED.has(codeOf(cause) ?? '')) throw refused(url, cause);
      if (performance.now() - toldAt >= TELL_EVERY_MS) {
        toldAt = performance.now();
        notice?.(statement('databaseAwaited', { host: hostOf(url), reason: inWords(cause) }));
      }
      await pause(pauses.next(), signal);
    }
  }
}

function refused(url: string, cause: unknown): Refusal {
  return new Refusal('databaseRefused', { host: hostOf(url), reason: inWords(cause) }, { cause });
}

function inWords(cause: unknown): Reason {
  // Of several addresses of one name, each has failed.
  const error = cause instanceof AggregateError ? cause.errors[0] : cause;
  return statement('foreignWords', {
    said: error instanceof Error ? error.message : String(error),
  });
}

function probing<Row>(pool: Pool, text: string): Promise<readonly Row[]> {
  return pool.use((connection) => connection.query<Row>(text), { isProbe: true });
}

async function lsnOf(pool: Pool): Promise<bigint | null> {
  const [row] = await probing<{ lsn: bigint | null }>(
    pool,
    'select case when not pg_is_in_recovery() then pg_current_wal_lsn() end as lsn',
  );
  return row?.lsn ?? null;
}

/**
 * Asks a database again and again how it is: what fails is ill, and whoever wants something of it is
 * told at once until it is well again.
 */
function watchDatabase(
  primary: Pool,
  {
    probe,
    vitals,
    onUnfit,
  }: {
    readonly probe: () => Promise<void>;
    readonly vitals?: Vitals;
    readonly onUnfit?: (refusal: Refusal) => void;
  },
): { nudge(): void; close(): Promise<void> } {
  let isClosed = false;
  let wake = new AbortController();
  const away = asStatement(databaseAway());
  const running = (async () => {
    let isIll = false;
    while (!isClosed) {
      try {
        await probe();
        if (isIll) vitals?.well('database');
        isIll = false;
        primary.hold(false);
      } catch (error) {
        if (isClosed) return;
        if (error instanceof Refusal && error.key === 'databaseNewer') {
          onUnfit?.(error);
          return;
        }
        isIll = true;
        primary.hold(true);
        vitals?.ill('database', away);
      }
      if (isClosed) return;
      wake = new AbortController();
      await pause(isIll ? PROBE_ILL_MS : PROBE_MS, wake.signal);
    }
  })();
  return {
    // What is ill already is asked often enough.
    nudge: () => wake.abort(),
    async close() {
      isClosed = true;
      wake.abort();
      await running;
    },
  };
}
