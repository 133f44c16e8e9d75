/**
 * The index on disk: a folder a generation, and a file `CURRENT` that names the valid one. A
 * generation is written whole before it is named, so a process killed at any moment leaves the
 * former one in force; whatever is damaged, foreign or older is refused and built anew.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256File } from '../../embeddings/checksum.ts';
import { isRefusal, statement } from '../refusals.ts';
import { SearchIndex } from '../search/search-index.ts';
import { type Catalog, makeCatalog } from './catalog.ts';
import { articlesOf, type FileRecords } from './files.ts';
import {
  readEntries,
  readRecords,
  unusable,
  writeEntries,
  writeRecords,
} from './snapshot-files.ts';

const CURRENT = 'CURRENT';
const MANIFEST = 'manifest.json';
const FILES = 'files.jsonl';
const ENTRIES = 'entries.json';
const GENERATION = /^\d+-(\d+)-\d+$/;

/** What a snapshot must have been made with to be of use. */
export interface SnapshotIdentity {
  /** Model name, for the sentence that says why a snapshot is not used. */
  readonly model: string;
  /** Changes when the same text would get another vector. */
  readonly modelFingerprint: string;
  readonly dimensions: number;
  /** Changes when the same file would be read, cut or indexed otherwise. */
  readonly codeFingerprint: string;
}

/** Everything a library needs to go on where it stopped. */
export interface Snapshot {
  readonly files: FileRecords;
  readonly catalog: Catalog;
  readonly index: SearchIndex;
}

const Manifest = z.object({
  model: z.string(),
  modelFingerprint: z.string(),
  dimensions: z.number(),
  codeFingerprint: z.string(),
  articles: z.number(),
  passages: z.number(),
  checksums: z.record(z.string(), z.object({ size: z.number(), sha256: z.string() })),
});

let written = 0;

/**
 * Writes a generation and puts it in force. Nothing on disk changes for readers until the end.
 * @param folder where snapshots live; made when missing.
 */
export async function saveSnapshot(
  folder: string,
  identity: SnapshotIdentity,
  { files, catalog, index }: Snapshot,
): Promise<void> {
  const generation = `${Date.now()}-${process.pid}-${written++}`;
  const target = join(folder, generation);
  await mkdir(target, { recursive: true });
  try {
    await index.save(target);
    await writeRecords(join(target, FILES), files);
    await writeEntries(join(target, ENTRIES), files, catalog);
    const checksums: z.infer<typeof Manifest>['checksums'] = {};
    for (const name of await readdir(target)) checksums[name] = await checksum(join(target, name));
    const manifest: z.infer<typeof Manifest> = {
      ...identity,
      articles: catalog.articles.size,
      passages: catalog.entries.size,
      checksums,
    };
    await writeDurably(join(target, MANIFEST), JSON.stringify(manifest, null, 2));
    await writeDurably(join(folder, `${CURRENT}.${generation}`), generation);
    await rename(join(folder, `${CURRENT}.${generation}`), join(folder, CURRENT));
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw error;
  }
  await removeOthers(folder, generation);
}

/**
 * Reads the generation in force.
 * @returns null when there is none yet.
 * @throws Refusal `snapshotUnusable` with the reason, or `savedFileUnusable`, when there is one
 *   that is of no use.
 */
export async function loadSnapshot(
  folder: string,
  identity: () => Promise<SnapshotIdentity>,
): Promise<Snapshot | null> {
  const generation = await readFile(join(folder, CURRENT), 'utf8').catch(() => null);
  if (generation === null) return null;
  if (!GENERATION.test(generation)) throw unusable(statement('snapshotDamaged'));
  const source = join(folder, generation);
  try {
    const manifest = Manifest.parse(JSON.parse(await readFile(join(source, MANIFEST), 'utf8')));
    await verifyChecksums(source, manifest.checksums);
    const files = await readRecords(join(source, FILES));
    const entries = await readEntries(join(source, ENTRIES), files);
    const catalog = makeCatalog(articlesOf(files), entries);
    if (catalog.articles.size !== manifest.articles || catalog.entries.size !== manifest.passages) {
      throw unusable(statement('snapshotMiscounted'));
    }
    const index = await SearchIndex.load(source);
    // Last, since the model needs some time to say what it is; meanwhile all this was read.
    refuseForeign(manifest, await identity());
    return { files, catalog, index };
  } catch (error) {
    // Another process may have put a newer one in force and removed this one while it was read.
    const newest = await readFile(join(folder, CURRENT), 'utf8').catch(() => generation);
    if (newest !== generation) return loadSnapshot(folder, identity);
    if (isRefusal(error)) throw error;
    throw unusable(statement('snapshotDamaged'), error);
  }
}

function refuseForeign(found: SnapshotIdentity, wanted: SnapshotIdentity): void {
  if (found.model !== wanted.model) {
    const models = { found: found.model, wanted: wanted.model };
    throw unusable(statement('snapshotOtherModel', models));
  }
  if (
    found.modelFingerprint !== wanted.modelFingerprint ||
    found.dimensions !== wanted.dimensions
  ) {
    throw unusable(statement('snapshotModelChanged', { model: wanted.model }));
  }
  if (found.codeFingerprint !== wanted.codeFingerprint) {
    throw unusable(statement('snapshotOtherVersion'));
  }
}

async function verifyChecksums(
  folder: string,
  checksums: z.infer<typeof Manifest>['checksums'],
): Promise<void> {
  await Promise.all(
    Object.entries(checksums).map(async ([name, expected]) => {
      if (!/^[\w.-]+$/.test(name)) throw unusable(statement('snapshotDamaged'));
      const found = await checksum(join(folder, name)).catch(() => null);
      if (found?.size !== expected.size || found.sha256 !== expected.sha256) {
        throw unusable(statement('snapshotFileDamaged', { file: name }));
      }
    }),
  );
}

async function checksum(path: string): Promise<{ size: number; sha256: string }> {
  const [{ size }, sha256] = await Promise.all([stat(path), sha256File(path)]);
  return { size, sha256 };
}

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes former generations, and what processes that have ended left half written. */
async function removeOthers(folder: string, current: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const generation = name.replace(`${CURRENT}.`, '');
    const writer = Number(GENERATION.exec(generation)?.[1]);
    if (generation === current || name === CURRENT) continue;
    if (writer && writer !== process.pid && isRunning(writer)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
