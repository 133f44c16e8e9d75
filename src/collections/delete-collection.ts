/**
 * Deletes all that there is of a collection: its articles, what is kept of them, the index. A tombstone is
 * written first and taken away last, so that what a process did not come to is done by the next one.
 */
import { lstat, mkdir, readdir, readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCollectionMark } from '../articles/collection-mark.ts';
import { isInside } from '../articles/folder.ts';
import {
  collectionFolders,
  dataFolders,
  idOfSafeName,
  PRIVATE_FILE,
  PRIVATE_FOLDER,
  safeName,
} from '../data-folders.ts';
import { type CollectionId, DEFAULT_COLLECTION } from './collection.ts';

/** Where collections are. Absolute paths. */
export interface CollectionPlaces {
  readonly articlesDir: string;
  readonly dataDir: string;
}

/** Beside the folders of what is kept of collections: which one goes, and, for long ids, whose a folder is. */
const TOMBSTONE = '.deleted';
const LONG_ID = '.id';

function besideState({ dataDir }: CollectionPlaces, id: CollectionId, ending: string): string {
  return join(collectionFolders(dataDir).state, safeName(id) + ending);
}

/**
 * Marks a collection as one that goes: from now on it is there for nobody, whatever happens to this process.
 * @throws the system's error where that cannot be written.
 */
export async function buryCollection(places: CollectionPlaces, id: CollectionId): Promise<void> {
  if (id === DEFAULT_COLLECTION) throw new Error('The default collection is never deleted');
  await mkdir(collectionFolders(places.dataDir).state, { recursive: true, mode: PRIVATE_FOLDER });
  await writeFile(besideState(places, id, TOMBSTONE), id, { flush: true, mode: PRIVATE_FILE });
}

/** Ids of those that were to go when a process ended. */
export async function buriedCollections({ dataDir }: CollectionPlaces): Promise<CollectionId[]> {
  const { state } = collectionFolders(dataDir);
  const names = await namesIn(state);
  const ids: CollectionId[] = [];
  for (const name of names.filter((each) => each.endsWith(TOMBSTONE))) {
    const text = await readFile(join(state, name), 'utf8').catch(() => '');
    // Cut short it was never in force: what it is of is whole.
    if (safeName(text) + TOMBSTONE === name) ids.push(text);
    else await rm(join(state, name), { force: true });
  }
  return ids;
}

/**
 * Deletes a collection that was buried, and digs its tombstone out in the end. Can be done twice.
 * @param forget deletes what others keep of it, in a database.
 * @throws the system's error where something cannot be deleted: the tombstone stays then.
 */
export async function deleteBuried(
  places: CollectionPlaces,
  id: CollectionId,
  forget: (id: CollectionId) => Promise<void> = async () => {},
): Promise<void> {
  const { state, cache } = dataFolders(places.dataDir, id);
  await deleteArticles(places.articlesDir, id);
  await rm(cache, { recursive: true, force: true });
  await rm(state, { recursive: true, force: true });
  await forget(id);
  await rm(besideState(places, id, LONG_ID), { force: true });
  await rm(besideState(places, id, TOMBSTONE), { force: true });
}

/** Deletes the folder but for other collections in it; its file last, so that nothing of it comes up elsewhere. */
async function deleteArticles(articlesDir: string, id: CollectionId): Promise<void> {
  const steps = id.split('/');
  if (steps.some((step) => step === '' || step.startsWith('.'))) return;
  const root = await realpath(articlesDir);
  const folder = join(root, ...steps);
  const info = await lstat(folder).catch(() => null);
  if (!info?.isDirectory() || folder === root || !isInside(root, await realpath(folder))) return;
  const entries = await readdir(folder, { withFileTypes: true });
  // Without its mark it is no collection any more: whatever lies there is somebody else's by now.
  if (!entries.some(({ name }) => isCollectionMark(name))) return;
  await deleteWithin(folder);
  for (const { name } of entries) {
    if (isCollectionMark(name)) await rm(join(folder, name), { force: true });
  }
  await rmdir(folder).catch(ignoreNotEmpty);
}

/** @returns whether nothing is left of it. */
async function deleteWithin(folder: string): Promise<boolean> {
  let isEmpty = true;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (isCollectionMark(entry.name)) isEmpty = false;
    else if (!entry.isDirectory()) await rm(path, { force: true });
    else if ((await namesIn(path)).some(isCollectionMark) || !(await deleteWithin(path))) {
      isEmpty = false;
    } else await rmdir(path).catch(ignoreNotEmpty);
  }
  return isEmpty;
}

function ignoreNotEmpty(error: NodeJS.ErrnoException): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code ?? '')) throw error;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Notes whose the folders of a long id are: their name does not lead back to it. */
export async function noteLongId(places: CollectionPlaces, id: CollectionId): Promise<void> {
  if (idOfSafeName(safeName(id)) !== null || id === DEFAULT_COLLECTION) return;
  await mkdir(collectionFolders(places.dataDir).state, { recursive: true, mode: PRIVATE_FOLDER });
  await writeFile(besideState(places, id, LONG_ID), id, { mode: PRIVATE_FILE });
}

/** Ids of collections of which something is kept in the data folder, whether or not they are there; by id. */
export async function keptCollections({ dataDir }: CollectionPlaces): Promise<CollectionId[]> {
  const { state, cache } = collectionFolders(dataDir);
  const names = new Set<string>();
  for (const folder of [state, cache]) {
    for (const name of await namesIn(folder)) {
      if ((await lstat(join(folder, name)).catch(() => null))?.isDirectory()) names.add(name);
    }
  }
  const ids = await Promise.all(
    [...names].map(async (name) => {
      const known = idOfSafeName(name);
      if (known !== null) return known;
      const said = await readFile(join(state, name + LONG_ID), 'utf8').catch(() => '');
      return said !== '' && safeName(said) === name ? said : null;
    }),
  );
  return ids.filter((id) => id !== null).sort();
}
