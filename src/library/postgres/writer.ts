/** A process that writes collections: it finds what is due, and does one after the other under leases. */
import type { Embedder } from '../../../embeddings/embedder.ts';
import type { Apart } from '../../articles/folder.ts';
import type { LinkedFolder } from '../../articles/linked-folders.ts';
import { type HeldLease, type Leases, writing } from '../../database/leases.ts';
import type { Pool } from '../../database/pool.ts';
import { PostgresIndex } from '../../index/postgres/postgres-index.ts';
import type { Reader } from '../../reading/reader.ts';
import { isRefusal, type Notice, Refusal, reasonOf, statement } from '../../refusals.ts';
import { pause } from '../../supervision/deadline.ts';
import {
  type CollectionWriter,
  holdCollection,
  type LookAsked,
  readAsOf,
  type WriterParts,
  type Written,
} from './collection-writer.ts';
import { finishDeleted } from './delete-rows.ts';
import { type Due, dueCollections, outdatedCollections } from './due.ts';
import { evidenceKind } from './evidence-kind.ts';
import type { Queries } from './queries.ts';
import { forgetStaged, type Quiet, quietCollections } from './quiet.ts';
import { tendCollection } from './tend-collection.ts';
import { prepareGenerations } from './writable.ts';

/** Milliseconds between two looks for what is due; a hint makes it sooner. */
const POLL_MS = 2_000;
/** A folder is looked at so often, whatever its watch says. */
const FOLDER_MS = 5 * 60_000;
/** What failed, or is due again at once, is tried again after a pause that grows up to this. */
const LONGEST_PAUSE_MS = 30_000;
/** Collections that are written at once: a small one need not wait for a large one. */
const AT_ONCE = 2;
/** A collection with no more files to read goes beside another one. */
const SMALL = 50;
/** Milliseconds between two looks for collections that are quiet and have something to purge. */
const TEND_MS = 60_000;
/** Milliseconds that one statement of a publication may take. */
const STATEMENT_MS = 10 * 60_000;

/** A folder of this machine that is a collection. */
export interface WriterFolder {
  readonly id: string;
  readonly folder: string;
  readonly apart?: Apart | undefined;
  readonly linked?: (() => Promise<readonly LinkedFolder[]>) | undefined;
}

/** What a writer works with. */
export interface WriterOptions {
  readonly pool: Pool;
  readonly leases: Leases;
  readonly embedder: () => Promise<Embedder>;
  readonly reader: Reader;
  /** The collections that have a folder on this machine. */
  readonly folders: () => readonly WriterFolder[];
  /** Where vectors of a collection may be beside the database; nowhere unless given. */
  readonly kept?: (collection: string) => WriterParts['kept'];
  /** Of this release. */
  readonly version: string;
  readonly notice: (collection: string, notice: Notice) => void;
  /** Told of files that were looked at, and of passages that were prepared and how many of them were embedded. */
  readonly progress?: (
    label: 'readingFiles' | 'embeddingPassages',
    done: number,
    total: number,
    embedded?: number,
  ) => void;
  /** Told after every look. */
  readonly onWritten?: (collection: string, written: Written) => void;
  /** Milliseconds between two looks for what is to be purged, and minutes that it stays; for tests. */
  readonly tending?: { readonly everyMs: number; readonly keptMinutes: number };
}

/** A writer that runs until it is closed. */
export interface Writer {
  /** A collection's folder has changed. */
  wake(collection: string): void;
  /** Something may be due. */
  look(): void;
  /** Stops what is being done; what was not published is as if it had not been begun. */
  close(): Promise<void>;
}

/** When a collection is looked at next, in milliseconds of the monotonic clock. */
interface Schedule {
  /** Whatever is due in it, not before that: it has just failed, or was in vain. */
  retryAt: number;
  /** Its folder, where it has one. */
  folderAt: number;
  /** After the next look in vain. */
  pause: number;
}

/** Works until it is closed. */
export function startWriter(options: WriterOptions): Writer {
  const stop = new AbortController();
  const schedules = new Map<string, Schedule>();
  const working = new Map<string, Promise<void>>();
  let wake = new AbortController();
  const last: LastHeld = { held: null };
  let isFirst = true;
  const quiet = quietCollections(options.pool, options.tending?.keptMinutes);
  let tending: { readonly id: string; readonly end: AbortController } | null = null;

  async function due(): Promise<Due[]> {
    const now = performance.now();
    const found = new Map((await dueCollections(options.pool)).map((each) => [each.id, each]));
    if (isFirst) {
      const embedder = await options.embedder();
      const kind = evidenceKind(embedder);
      for (const each of await outdatedCollections(options.pool, readAsOf(embedder), kind)) {
        if (!found.has(each.id)) found.set(each.id, each);
      }
      isFirst = false;
    }
    for (const { id } of options.folders()) {
      const isDue = scheduleOf(id).folderAt <= now;
      if (!isDue || found.has(id)) continue;
      found.set(id, { no: await numberOf(options.pool, id), id, files: 0 });
    }
    // What is new comes first.
    if (tending !== null && found.has(tending.id)) tending.end.abort();
    return [...found.values()].filter(
      ({ id }) => !working.has(id) && scheduleOf(id).retryAt <= now,
    );
  }

  function scheduleOf(id: string): Schedule {
    const schedule = schedules.get(id) ?? { retryAt: 0, folderAt: 0, pause: POLL_MS };
    schedules.set(id, schedule);
    return schedule;
  }

  /** Who looks in vain, since something fails or a file cannot be read yet, waits longer each time. */
  function later(schedule: Schedule): void {
    schedule.retryAt = performance.now() + schedule.pause;
    schedule.pause = Math.min(LONGEST_PAUSE_MS, 2 * schedule.pause);
  }

  async function work({ no, id }: Due): Promise<void> {
    const schedule = scheduleOf(id);
    const asked = { no, id, acceptsRemovals: false };
    schedule.folderAt = performance.now() + FOLDER_MS;
    try {
      const written = await writeCollection(options, asked, last, stop.signal);
      // Another process is at it, and may be at its end.
      if (written === null) schedule.retryAt = schedule.folderAt = performance.now() + POLL_MS;
      else if (written.failure || written.unread > 0) later(schedule);
      else schedule.pause = POLL_MS;
      if (written?.failure) schedule.folderAt = schedule.retryAt;
    } catch (error) {
      later(schedule);
      schedule.folderAt = schedule.retryAt;
      if (stop.signal.aborted || isRefusal(error, 'leaseLost', 'databaseAway')) return;
      options.notice(id, statement('notReadAgain', { reason: reasonOf(error) }));
    }
  }

  function begin(next: Due): void {
    const running = work(next).finally(() => {
      working.delete(next.id);
      wake.abort();
    });
    working.set(next.id, running);
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      wake = new AbortController();
      try {
        for (const next of await due()) {
          const isRoom = working.size === 0 || (working.size < AT_ONCE && next.files <= SMALL);
          if (isRoom) begin(next);
        }
      } catch (error) {
        if (!isRefusal(error, 'databaseAway')) {
          options.notice('', statement('notReadAgain', { reason: reasonOf(error) }));
        }
      }
      await pause(POLL_MS, AbortSignal.any([wake.signal, stop.signal]));
    }
    await Promise.all(working.values());
  }

  /** Looks after those in which nothing is published, one after the other. */
  async function tend(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await finishDeleted(options.pool);
        for (const each of await quiet.find()) {
          if (stop.signal.aborted || working.has(each.id)) continue;
          const end = new AbortController();
          tending = { id: each.id, end };
          await tendQuiet(options, each, last, AbortSignal.any([end.signal, stop.signal]));
        }
      } catch (error) {
        if (!stop.signal.aborted && !isRefusal(error, 'leaseLost', 'databaseAway')) {
          options.notice('', statement('notReadAgain', { reason: reasonOf(error) }));
        }
      }
      tending = null;
      await pause(options.tending?.everyMs ?? TEND_MS, stop.signal);
    }
  }

  const running = Promise.all([run(), tend()]);
  return {
    wake(collection) {
      scheduleOf(collection).folderAt = 0;
      wake.abort();
    },
    look: () => wake.abort(),
    async close() {
      stop.abort();
      await running;
    },
  };
}

/** The number of a collection, which is made where there is none. */
export async function numberOf(pool: Pool, id: string, key = ''): Promise<number> {
  const [known] = await pool.query<{ no: number }>('select no from collections where id = $1', [
    id,
  ]);
  if (known) return known.no;
  await pool.query('insert into collections (id, key) values ($1, $2) on conflict do nothing', [
    id,
    key,
  ]);
  return numberOf(pool, id, key);
}

/** A collection that is held, of use as long as nobody else has written it. */
interface Held {
  readonly no: number;
  readonly writer: CollectionWriter;
  /** Of the lease under which it was written last, and the revision that this made. */
  epoch: number;
  revision: number;
}

/** The one that a process wrote last. */
export interface LastHeld {
  held: Held | null;
}

/**
 * Looks at one collection, under its lease.
 * @param last what this process held last, which is put in its place.
 * @returns null where another process has the lease, or it is gone.
 * @throws Refusal `writtenByNewer` where a newer release writes it; whatever failed.
 */
export async function writeCollection(
  options: WriterOptions,
  { no, id, acceptsRemovals }: Pick<Due, 'no' | 'id'> & Pick<LookAsked, 'acceptsRemovals'>,
  last: LastHeld,
  signal: AbortSignal,
): Promise<Written | null> {
  const { pool, leases } = options;
  const lease = await leases.take(`writer:${no}`);
  if (lease === null) return null;
  try {
    const kind = evidenceKind(await options.embedder());
    const { isReady, newer } = await prepareGenerations(pool, no, kind, options.version);
    if (newer !== null) throw new Refusal('writtenByNewer', { version: newer });
    if (!isReady) return null;
    const held = await hold(options, { no, id }, last, lease);
    // What fails in between is of no use any more.
    last.held = null;
    const ended = AbortSignal.any([lease.lost, signal]);
    const inLease: LookAsked['writing'] = (work) => underLease(pool, lease, work);
    const written = await held.writer.look({
      ...{ acceptsRemovals, writing: inLease, signal: ended },
      notice: (notice) => options.notice(id, notice),
      progress: (done, total) => options.progress?.('readingFiles', done, total),
      prepared: (done, total, embedded) =>
        options.progress?.('embeddingPassages', done, total, embedded),
    });
    last.held = { ...held, epoch: lease.epoch, revision: written.revision };
    options.onWritten?.(id, written);
    if (written.isPublished) {
      await tendCollection(pool, { collection: no, kind, signal: ended }, inLease);
    }
    return written;
  } finally {
    await lease.release();
  }
}

/** Tends a collection under its lease, where nobody else has it: nothing that is seen changes. */
async function tendQuiet(
  options: WriterOptions,
  { no, forgetsStaged }: Quiet,
  last: LastHeld,
  signal: AbortSignal,
): Promise<void> {
  const { pool, leases, tending } = options;
  const lease = await leases.take(`writer:${no}`);
  if (lease === null) return;
  try {
    // What this process holds is as it was.
    if (last.held?.no === no && last.held.epoch === lease.epoch - 1) last.held.epoch = lease.epoch;
    const kind = evidenceKind(await options.embedder());
    if (!(await prepareGenerations(pool, no, kind, options.version)).isReady) return;
    if (forgetsStaged) await forgetStaged(pool, no);
    const ended = AbortSignal.any([lease.lost, signal]);
    const { keptMinutes } = tending ?? {};
    await tendCollection(
      pool,
      { collection: no, kind, signal: ended, ...(keptMinutes !== undefined && { keptMinutes }) },
      (work) => underLease(pool, lease, work),
    );
  } finally {
    await lease.release();
  }
}

/** What was held last, where nobody has written in between; else it is restored. */
async function hold(
  options: WriterOptions,
  { no, id }: Pick<Due, 'no' | 'id'>,
  { held }: LastHeld,
  lease: HeldLease,
): Promise<Held> {
  const { pool, reader, version } = options;
  const [row] = await pool.query<{ revision: number }>(
    'select revision from collections where no = $1',
    [no],
  );
  const revision = row?.revision ?? -1;
  if (held?.no === no && held.epoch === lease.epoch - 1 && held.revision === revision) return held;
  const embedder = await options.embedder();
  const folder = options.folders().find((each) => each.id === id);
  const writer = await holdCollection({
    ...{ queries: pool, collection: no, id, embedder, version },
    folder: folder?.folder ?? null,
    kept: options.kept?.(id) ?? [],
    look: { reader, linked: folder?.linked, apart: folder?.apart },
    index: await PostgresIndex.open(pool, no, evidenceKind(embedder)),
  });
  return { no, writer, epoch: lease.epoch, revision };
}

function underLease<T>(
  pool: Pool,
  lease: HeldLease,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  return writing(
    pool,
    lease,
    ({ query }) =>
      work({
        query: (text, values, options) =>
          query(text, values, { withinMs: STATEMENT_MS, ...options }),
      }),
    { statementMs: STATEMENT_MS, idleMs: STATEMENT_MS },
  );
}
