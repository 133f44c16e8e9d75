/**
 * The index on disk: a folder a generation, and a file `CURRENT` that names the valid one. A
 * generation is written whole before it is named, so a process killed at any moment leaves the
 * former one in force; whatever is damaged, foreign or older is refused and built anew. A change
 * adds a small delta to the generation's folder (`delta-files.ts`); when those have grown to a share
 * of it, a new generation is written beside it while changes go on, and takes its place.
 */
import { copyFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  deltaOf,
  type KeptVectors,
  termCountOf,
  tidyIndex,
} from '../index/embedded/index-files.ts';
import { type Refusal, statement } from '../refusals.ts';
import { type Delta, deltaName, writeDelta } from './delta-files.ts';
import type { FileRecords } from './files.ts';
import { readGeneration, type Snapshot, writeGeneration } from './generation.ts';
import {
  currentGeneration,
  isGeneration,
  newGeneration,
  putInForce,
  removeOthers,
  writeBeside,
} from './generation-folder.ts';
import type { Updated } from './indexer.ts';
import { storeEntries, storeRecord, unusable } from './snapshot-files.ts';
import type { SnapshotIdentity } from './snapshot-identity.ts';
import {
  advance,
  isCompactionDue,
  isRewriteDue,
  isSmall,
  type Standing,
  standingAt,
} from './standing.ts';

/** What a snapshot gives at the start. */
export interface Opened {
  readonly snapshot: Snapshot | null;
  /** Vectors of a snapshot that is of no use otherwise. Close them. */
  readonly vectors: KeptVectors | null;
  /** Why there is a snapshot that is not used. */
  readonly refused: Refusal<'snapshotUnusable'> | null;
}

/** What a change was, to be saved. */
export interface Change {
  readonly before: FileRecords;
  readonly files: FileRecords;
  readonly updated: Updated;
}

/** A folder of snapshots, and what this process has put there. */
export interface Snapshots {
  /** Reads what is there. */
  open(): Promise<Opened>;
  /**
   * Saves a change that the index holds already. Call it before the next change, and at rest: index,
   * files and catalog say the same.
   */
  save(snapshot: Snapshot, change: Change): Promise<void>;
  /** To be called now and then: what was taken out of the articles is to be out of the files, too. */
  tidy(): void;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

/** How snapshots are kept. */
export interface SnapshotOptions {
  /** Where they are kept; made when missing. */
  readonly folder: string;
  readonly identity: () => Promise<SnapshotIdentity>;
  /** Runs work at a moment when no change is under way, after all that is; `save` runs in the same row. */
  readonly atRest: <T>(work: () => Promise<T>) => Promise<T>;
  /** What the library holds at such a moment. */
  readonly held: () => Snapshot;
  /** Told when a generation could not be written in the background. */
  readonly onFault: (error: unknown) => void;
}

/** Opens a folder of snapshots. */
export function openSnapshots(options: SnapshotOptions): Snapshots {
  const { folder, identity, atRest, held, onFault } = options;
  let standing: Standing | null = null;
  let compacting: Promise<void> | null = null;

  async function open(): Promise<Opened> {
    const nothing = { snapshot: null, vectors: null, refused: null };
    const generation = await currentGeneration(folder);
    if (generation === null) return nothing;
    try {
      if (!isGeneration(generation)) throw unusable(statement('snapshotDamaged'));
      const loaded = await readGeneration(join(folder, generation), identity);
      const { snapshot, vectors, reason } = loaded;
      if (snapshot === null) {
        return { snapshot, vectors, refused: reason && unusable(reason) };
      }
      standing = {
        ...standingAt(generation, loaded.last, snapshot),
        next: loaded.deltas.length + 1,
        since: await firstDeltaAt(join(folder, generation)),
        bytes: loaded.bytes,
        deltaBytes: loaded.deltas.reduce((sum, { bytes }) => sum + bytes, 0),
      };
      return { snapshot, vectors, refused: null };
    } catch (error) {
      // Another process may have put a newer one in force and removed this one while it was read.
      if ((await currentGeneration(folder)) !== generation) return open();
      // What is wrong with the model is not the snapshot's fault.
      await identity();
      return { ...nothing, refused: unusable(statement('snapshotDamaged'), error) };
    }
  }

  async function save(snapshot: Snapshot, change: Change): Promise<void> {
    try {
      await saveChange(snapshot, change);
    } catch (error) {
      // What was not saved is missing from every later delta: only a whole generation will do.
      standing = null;
      throw error;
    }
  }

  async function saveChange(snapshot: Snapshot, change: Change): Promise<void> {
    const at = standing;
    if (at !== null && isSmall(sizeOf(change), at) && (await saveDelta(at, snapshot, change))) {
      if (isCompactionDue(at)) startCompaction();
      return;
    }
    // A compaction under way finds at its end that it was overtaken.
    const generation = newGeneration();
    const fresh = standingAt(generation, generation, snapshot);
    await writeBeside(folder, generation, async (target) => {
      await tidyIndex(snapshot.index);
      fresh.bytes = await writeGeneration(target, await identity(), fresh.last, snapshot);
      await putInForce(folder, generation);
    });
    standing = fresh;
    await removeOthers(folder, generation);
  }

  /** @returns false when another process is writing as well, so that deltas do not fit together. */
  async function saveDelta(
    at: Standing,
    { files, index }: Snapshot,
    change: Change,
  ): Promise<boolean> {
    const { plan, added, publication } = change.updated;
    const entries = [...added, ...plan.changed];
    const terms = termCountOf(index);
    const delta: Delta = {
      after: at.last,
      files: [...files.values()]
        .filter((record) => change.before.get(record.file) !== record)
        .map(storeRecord),
      goneFiles: [...change.before.keys()].filter((file) => !files.has(file)),
      entries: storeEntries(files, entries),
      removed: publication.removed,
      moved: publication.moved,
      index: deltaOf(index, publication.added, at.terms),
    };
    const written = await writeDelta(join(folder, at.generation), at.next, delta);
    if (written === null || (await currentGeneration(folder)) !== at.generation) return false;
    advance(at, written, terms);
    return true;
  }

  function startCompaction(): void {
    compacting ??= compact()
      .catch(onFault)
      .finally(() => {
        compacting = null;
      });
  }

  /** Writes a new generation beside the one in force, while deltas go on being added to that. */
  async function compact(): Promise<void> {
    await tidyIndex(held().index);
    const generation = newGeneration();
    await writeBeside(folder, generation, async (target) => {
      // Begun at rest, so that index, files and catalog say the same; it goes on while they change.
      const begun = await atRest(async () => {
        const wanted = await identity();
        const from = standing && { ...standing, now: standing };
        const fresh = standingAt(generation, from?.last ?? generation, held());
        const writing = writeGeneration(target, wanted, fresh.last, held());
        writing.catch(() => {});
        return { from, fresh, writing };
      });
      begun.fresh.bytes = await begun.writing;
      const taken = await atRest(() => takeOver(begun));
      if (!taken) await rm(target, { recursive: true, force: true });
    });
    await removeOthers(folder, (await currentGeneration(folder)) ?? generation);
  }

  /**
   * Carries over the deltas that came meanwhile, and puts the new generation in force.
   * @param from where this process stood when the writing began, then and now.
   * @returns false when something else was put in force since.
   */
  async function takeOver({
    from,
    fresh,
  }: {
    readonly from: (Standing & { readonly now: Standing }) | null;
    readonly fresh: Standing;
  }): Promise<boolean> {
    const now = from?.now;
    if (!from || !now || standing !== now) return false;
    if ((await currentGeneration(folder)) !== now.generation) return false;
    for (let number = from.next; number < now.next; number++) {
      await copyFile(
        join(folder, now.generation, deltaName(number)),
        join(folder, fresh.generation, deltaName(fresh.next++)),
      );
    }
    await putInForce(folder, fresh.generation);
    fresh.last = now.last;
    fresh.terms = Math.max(fresh.terms, now.terms);
    fresh.deltaBytes = now.deltaBytes - from.deltaBytes;
    if (fresh.next > 1) fresh.since = Date.now();
    standing = fresh;
    return true;
  }

  return {
    open,
    save,
    tidy() {
      if (standing !== null && isRewriteDue(standing)) startCompaction();
    },
    async settled() {
      await compacting;
    },
  };
}

/** When a generation's first delta was written; null where there is none. */
async function firstDeltaAt(generation: string): Promise<number | null> {
  const info = await stat(join(generation, deltaName(1))).catch(() => null);
  return info?.mtimeMs ?? null;
}

/** Passages that came and went. */
function sizeOf({ updated: { plan, added } }: Change): number {
  return added.length + plan.removed.length;
}
