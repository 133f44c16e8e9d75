/**
 * Vectors that were made for an index that is not saved yet, on the disk: embedding may take hours
 * with a slow model, and a stop in the middle loses seconds of it. Every process appends to a file of
 * its own; all of them are read at the next start, and go once an index with their vectors is saved.
 * The first record of a file says which model's vectors they are, the others hold vectors of a few
 * passages.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeptVectors } from '../index/embedded/index-files.ts';
import { decodeVectors, encodeVectors, type SlotVectors } from '../index/embedded/vector-codec.ts';
import type { PassageVectors } from '../index/passage-index.ts';
import { timeSlice } from '../time-slices.ts';
import { isRunning } from './generation-folder.ts';
import {
  appendRecord,
  type RecordFile,
  type RecordPlace,
  readFully,
  readRecord,
  type WrittenFile,
} from './record-file.ts';

/** To be raised when a record comes to look otherwise. */
const FORMAT = 1;
/** What is younger may be lost: an article or two is embedded before a file would pay. */
const KEPT_BACK_MS = 2_000;
/** Passages of a record: a few milliseconds of work, under a megabyte. */
const RECORD_PASSAGES = 64;
/** By which process, and one of its files. */
const NAME = /^(\d+)-[\da-f-]{36}\.bin$/;

/** Whose vectors they are. */
export interface JournalIdentity {
  /** See `Embedder.fingerprint`. */
  readonly modelFingerprint: string;
  readonly dimensions: number;
}

const Header = z.object({
  format: z.number(),
  modelFingerprint: z.string(),
  dimensions: z.number(),
});

/** A passage's vectors, and what was embedded. */
export type JournalEntry = Omit<SlotVectors, 'slot'>;

/** A journal of one process, and those that others left: what is written can be asked for. */
export interface VectorJournal extends KeptVectors {
  /** Takes vectors in; they are written when they have waited for two seconds, or with `flush`. */
  note(entries: readonly JournalEntry[]): Promise<void>;
  /** Writes what waits. Never rejects. */
  flush(): Promise<void>;
  /** All vectors are saved elsewhere: forgets them, and removes the files of what runs no more. */
  clear(): Promise<void>;
}

/** How a journal is kept. */
export interface JournalOptions {
  /** Made when something is written. */
  readonly folder: string;
  readonly identity: JournalIdentity;
  /** Told once when it cannot be written: the work goes on, and would begin anew after a stop. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds by a clock that is never set. */
  readonly now?: () => number;
}

/** A file of vectors. */
interface JournalFile extends RecordFile {
  readonly path: string;
  /** Whether no process that runs writes to it. */
  readonly isRemovable: boolean;
}

/** Opens the journals in a folder; those of other models are removed. Never rejects. */
export async function openVectorJournal(options: JournalOptions): Promise<VectorJournal> {
  const { folder, identity, onFault, now = () => performance.now() } = options;
  const { dimensions } = identity;
  const places = new Map<string, RecordPlace>();
  let files = await readJournals(folder, identity, places);
  /** The record that was read last: passages come in the order in which they came before. */
  let last: { place: RecordPlace; vectors: ReadonlyMap<string, PassageVectors> } | null = null;
  let waiting: JournalEntry[] = [];
  let since = 0;
  let own: (JournalFile & WrittenFile) | null = null;
  let isBroken = false;
  let writing: Promise<void> = Promise.resolve();

  async function recordAt(place: RecordPlace): Promise<ReadonlyMap<string, PassageVectors>> {
    if (last?.place !== place) {
      const body = await readFully(place.file, place.from, place.length);
      const decoded = body === null ? [] : decodeVectors(body, dimensions);
      const vectors = new Map(decoded.map((each) => [each.embedding, each] as const));
      last = { place, vectors };
    }
    return last.vectors;
  }

  async function ownFile(): Promise<NonNullable<typeof own>> {
    if (own === null) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${process.pid}-${randomUUID()}.bin`);
      own = { path, handle: await open(path, 'wx+'), isRemovable: true, end: 0 };
      await appendRecord(own, Buffer.from(JSON.stringify({ format: FORMAT, ...identity })));
    }
    return own;
  }

  /** Two batches may be noted at once: a file is written to by one of them after the other. */
  function flush(): Promise<void> {
    writing = writing.then(write);
    return writing;
  }

  async function write(): Promise<void> {
    const entries = waiting;
    waiting = [];
    if (entries.length === 0 || isBroken) return;
    try {
      const file = await ownFile();
      const slice = timeSlice();
      for (let from = 0; from < entries.length; from += RECORD_PASSAGES) {
        const some = entries.slice(from, from + RECORD_PASSAGES);
        const slots = some.map((entry, slot) => ({ ...entry, slot }));
        const place = await appendRecord(file, encodeVectors(slots, dimensions));
        for (const { embedding } of some) places.set(embedding, place);
        if (slice.isOver()) await slice.next();
      }
    } catch (error) {
      isBroken = true;
      onFault(error);
    }
  }

  async function close(): Promise<void> {
    const opened = own === null ? files : [...files, own];
    files = [];
    own = null;
    places.clear();
    last = null;
    await Promise.all(opened.map(({ handle }) => handle.close().catch(() => {})));
  }

  return {
    async vectorsOf(wanted) {
      const found: (PassageVectors | null)[] = [];
      for (const embedding of wanted) {
        const place = places.get(embedding);
        const record = place && (await recordAt(place).catch(() => null));
        found.push(record?.get(embedding) ?? null);
      }
      return found;
    },
    async note(entries) {
      if (waiting.length === 0) since = now();
      waiting.push(...entries);
      if (now() - since >= KEPT_BACK_MS) await flush();
    },
    flush,
    async clear() {
      waiting = [];
      await writing;
      const done = (own === null ? files : [...files, own]).filter((file) => file.isRemovable);
      await close();
      await Promise.all(done.map(({ path }) => rm(path, { force: true }).catch(() => {})));
    },
    async close() {
      await flush();
      await close();
    },
  };
}

/** Where the vectors of all journals of the same model are; the files stay open. */
async function readJournals(
  folder: string,
  identity: JournalIdentity,
  places: Map<string, RecordPlace>,
): Promise<JournalFile[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const files: JournalFile[] = [];
  for (const name of names.sort()) {
    const writer = Number(NAME.exec(name)?.[1]);
    if (!writer) continue;
    const path = join(folder, name);
    const isRemovable = writer === process.pid || !isRunning(writer);
    const handle = await open(path, 'r').catch(() => null);
    if (handle === null) continue;
    const file = { path, handle, isRemovable };
    if (await readJournal(file, identity, places).catch(() => false)) {
      files.push(file);
      continue;
    }
    await handle.close().catch(() => {});
    if (isRemovable) await rm(path, { force: true }).catch(() => {});
  }
  return files;
}

/** @returns false where the file is of no use. */
async function readJournal(
  file: JournalFile,
  { modelFingerprint, dimensions }: JournalIdentity,
  places: Map<string, RecordPlace>,
): Promise<boolean> {
  const slice = timeSlice();
  const first = await readRecord(file, 0);
  if (first === null) return false;
  const header = Header.parse(JSON.parse(Buffer.from(first.body).toString()));
  const isSame =
    header.format === FORMAT &&
    header.modelFingerprint === modelFingerprint &&
    header.dimensions === dimensions;
  if (!isSame) return false;
  let record = await readRecord(file, first.end);
  while (record !== null) {
    const { body, place, end } = record;
    for (const { embedding } of decodeVectors(body, dimensions)) places.set(embedding, place);
    if (slice.isOver()) await slice.next();
    record = await readRecord(file, end);
  }
  return true;
}
