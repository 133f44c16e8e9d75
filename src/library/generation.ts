/** A generation of the saved index: a folder with everything, as it was at one moment. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { sha256File } from '../../embeddings/checksum.ts';
import type { EmbeddedIndex } from '../index/embedded/embedded-index.ts';
import {
  applyDelta,
  type KeptVectors,
  loadIndex,
  loadKeptVectors,
  saveIndex,
  VECTOR_FILES,
} from '../index/embedded/index-files.ts';
import { isRefusal, type Reason, statement } from '../refusals.ts';
import { type Catalog, makeCatalog } from './catalog.ts';
import { readDeltas, type StoredDelta, type WrittenDelta } from './delta-files.ts';
import { articlesOf, type FileRecord, type FileRecords } from './files.ts';
import { currentGeneration, writeDurably } from './generation-folder.ts';
import {
  readEntries,
  readRecords,
  restoreEntry,
  restoreRecord,
  storeEntries,
  unusable,
  writeEntries,
  writeRecords,
} from './snapshot-files.ts';
import {
  foreignness,
  hasUsableRecords,
  modelForeignness,
  type RecordsIdentity,
  type SnapshotIdentity,
} from './snapshot-identity.ts';

const MANIFEST = 'manifest.json';
const FILES = 'files.jsonl';
const ENTRIES = 'entries.json';

/** Everything a library needs to go on where it stopped. */
export interface Snapshot {
  readonly files: FileRecords;
  readonly catalog: Catalog;
  readonly index: EmbeddedIndex;
}

const Manifest = z.object({
  model: z.string(),
  modelFingerprint: z.string(),
  dimensions: z.number().int().positive(),
  /** Missing before there were two identities. */
  format: z.number().default(0),
  codeFingerprint: z.string(),
  /** What the first delta follows. */
  after: z.string().default(''),
  articles: z.number(),
  passages: z.number(),
  checksums: z.record(z.string(), z.object({ size: z.number(), sha256: z.string() })),
});
type Manifest = z.infer<typeof Manifest>;

/**
 * Writes a generation into an existing, empty folder. The state is that at the moment of the call,
 * whatever changes while it is written.
 * @param after what the first delta will follow.
 * @returns its size in bytes.
 */
export async function writeGeneration(
  folder: string,
  identity: SnapshotIdentity,
  after: string,
  { files, catalog, index }: Snapshot,
): Promise<number> {
  const entries = storeEntries(files, catalog.entries.values());
  await Promise.all([
    saveIndex(index, folder),
    writeRecords(join(folder, FILES), files),
    writeEntries(join(folder, ENTRIES), entries),
  ]);
  const checksums: Manifest['checksums'] = {};
  for (const name of await readdir(folder)) checksums[name] = await checksum(join(folder, name));
  const manifest: Manifest = {
    ...identity,
    after,
    articles: catalog.articles.size,
    passages: catalog.entries.size,
    checksums,
  };
  await writeDurably(join(folder, MANIFEST), JSON.stringify(manifest, null, 2));
  return sizeOf(manifest);
}

function sizeOf({ checksums }: Manifest): number {
  return Object.values(checksums).reduce((sum, { size }) => sum + size, 0);
}

async function readManifest(folder: string): Promise<Manifest> {
  return Manifest.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
}

/**
 * What a saved index held when its generation in force was written; null where there is none that can be read.
 * @param folder of the snapshots.
 */
export async function savedCounts(
  folder: string,
): Promise<Pick<Manifest, 'articles' | 'passages'> | null> {
  const generation = await currentGeneration(folder);
  if (generation === null) return null;
  return readManifest(join(folder, generation)).catch(() => null);
}

/** What could be read of a generation. */
export interface LoadedGeneration {
  /** Null when it is of no use; `reason` says why. */
  readonly snapshot: Snapshot | null;
  readonly reason: Reason | null;
  /** Where there is no snapshot: the vectors, where at least they are of use. Close them. */
  readonly vectors: KeptVectors | null;
  /** The deltas that were taken in, and what the next one follows. */
  readonly deltas: readonly WrittenDelta[];
  readonly last: string;
  /** Size of the generation without its deltas. */
  readonly bytes: number;
}

/**
 * Reads a generation and its deltas.
 * @param identity what it has to be made with; asked for last, since the model needs some time to say.
 * @throws whatever reading fails with, when nothing of it can be used.
 */
export async function readGeneration(
  folder: string,
  identity: () => Promise<SnapshotIdentity>,
): Promise<LoadedGeneration> {
  const manifest = await readManifest(folder);
  const [damaged, deltas] = await Promise.all([
    damagedFiles(folder, manifest.checksums),
    readDeltas(folder, manifest.after),
  ]);
  const wanted = async (): Promise<Reason | null> => foreignness(manifest, await identity());
  const [file] = damaged;
  let reason: Reason | null = file ? statement('snapshotFileDamaged', { file }) : null;
  if (reason === null) {
    try {
      const snapshot = await readSnapshot(folder, manifest, deltas);
      reason = await wanted();
      if (reason === null) {
        const last = deltas.at(-1)?.written.sha256 ?? manifest.after;
        const written = deltas.map((delta) => delta.written);
        return { snapshot, reason, vectors: null, deltas: written, last, bytes: sizeOf(manifest) };
      }
      await snapshot.index.close();
    } catch (error) {
      reason = (await wanted()) ?? reasonOf(error);
    }
  }
  const vectors = await usableVectors(folder, manifest, damaged, deltas, await identity());
  return { snapshot: null, reason, vectors, deltas: [], last: '', bytes: 0 };
}

/**
 * Reads the files of a generation and its deltas, and nothing of its index.
 * @returns null when they are of no use: made otherwise, or damaged.
 * @throws whatever reading fails with.
 */
export async function readGenerationRecords(
  folder: string,
  wanted: RecordsIdentity,
): Promise<FileRecords | null> {
  const manifest = await readManifest(folder);
  const expected = manifest.checksums[FILES];
  if (!hasUsableRecords(manifest, wanted) || expected === undefined) return null;
  const [damaged, deltas] = await Promise.all([
    damagedFiles(folder, { [FILES]: expected }),
    readDeltas(folder, manifest.after),
  ]);
  if (damaged.length > 0) return null;
  const files = await readRecords(join(folder, FILES));
  for (const delta of deltas) applyToFiles(files, delta);
  return inOrder(files);
}

/** Takes in what a delta says of files. */
function applyToFiles(files: Map<string, FileRecord>, delta: StoredDelta): void {
  for (const name of delta.goneFiles) files.delete(name);
  for (const record of delta.files) files.set(record.file, restoreRecord(record));
}

function inOrder(files: FileRecords): FileRecords {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readSnapshot(
  folder: string,
  manifest: Manifest,
  deltas: readonly StoredDelta[],
): Promise<Snapshot> {
  const files = await readRecords(join(folder, FILES));
  const entries = await readEntries(join(folder, ENTRIES));
  if (entries.size !== manifest.passages || countArticles(files) !== manifest.articles) {
    throw unusable(statement('snapshotMiscounted'));
  }
  const index = await loadIndex(folder, manifest.dimensions);
  for (const delta of deltas) {
    applyToFiles(files, delta);
    for (const slot of delta.removed) entries.delete(slot);
    for (const entry of delta.entries) entries.set(entry[0], entry);
    await applyDelta(index, delta.index, { removed: delta.removed, moved: delta.moved });
  }
  const sorted = inOrder(files);
  const restored = [...entries.values()].map((entry) => restoreEntry(sorted, entry));
  return { files: sorted, catalog: makeCatalog(articlesOf(sorted), restored), index };
}

function countArticles(files: FileRecords): number {
  return new Set(articlesOf(files).map(({ id }) => id)).size;
}

/** The vectors alone, where the model is the same and their files are whole. */
async function usableVectors(
  folder: string,
  manifest: Manifest,
  damaged: readonly string[],
  deltas: readonly StoredDelta[],
  wanted: SnapshotIdentity,
): Promise<KeptVectors | null> {
  if (modelForeignness(manifest, wanted) !== null) return null;
  if (damaged.some((name) => VECTOR_FILES.includes(name))) return null;
  const later = deltas.map(({ index }) => index);
  return loadKeptVectors(folder, later, manifest.dimensions).catch(() => null);
}

/** Names of files that are not as they were written. @throws Refusal for a strange name. */
async function damagedFiles(folder: string, checksums: Manifest['checksums']): Promise<string[]> {
  const checked = await Promise.all(
    Object.entries(checksums).map(async ([name, expected]) => {
      if (!/^[\w.-]+$/.test(name)) throw unusable(statement('snapshotDamaged'));
      const found = await checksum(join(folder, name)).catch(() => null);
      return found?.size === expected.size && found.sha256 === expected.sha256 ? [] : [name];
    }),
  );
  return checked.flat();
}

async function checksum(path: string): Promise<{ size: number; sha256: string }> {
  const [{ size }, sha256] = await Promise.all([stat(path), sha256File(path)]);
  return { size, sha256 };
}

function reasonOf(error: unknown): Reason {
  if (isRefusal(error, 'snapshotUnusable')) return error.facts.reason;
  if (isRefusal(error, 'savedFileUnusable')) {
    return statement('snapshotFileDamaged', { file: basename(error.facts.file) });
  }
  return statement('snapshotDamaged');
}
