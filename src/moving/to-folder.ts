/** Moves everything of a database into folders: each step can be done twice, and the database stays as it is. */

import { mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Embedder } from '../../embeddings/embedder.ts';
import { COLLECTION_FILE, isCollectionMark } from '../articles/collection-mark.ts';
import { readBeside } from '../articles/file-beside.ts';
import { type Collection, DEFAULT_COLLECTION } from '../collections/collection.ts';
import { collectionYaml } from '../collections/collection-yaml.ts';
import { keptCollections, noteLongId } from '../collections/delete-collection.ts';
import { type CollectionRegistry, openRegistry } from '../collections/registry.ts';
import { openStoredRegistry } from '../collections/stored-registry.ts';
import { dataFolders } from '../data-folders.ts';
import { EDITORIAL_FILES } from '../editorial/editorial-place.ts';
import { MOST_FILE_BYTES } from '../editorial/limits.ts';
import { everyVector } from '../index/postgres/every-vector.ts';
import { isArticlePath } from '../intake/removed.ts';
import { openLibrary } from '../library/open-library.ts';
import { LEFT_BEHIND } from '../library/postgres/left-behind.ts';
import { openVectorJournal } from '../library/vector-journal.ts';
import { libraryOptions } from '../library-options.ts';
import { Refusal } from '../refusals.ts';
import { linkedFoldersOf } from '../sources/linked.ts';
import { SOURCES_FILE } from '../sources/sources-file.ts';
import { diskArticles } from '../state/disk-articles.ts';
import { diskState } from '../state/disk-state.ts';
import { postgresState } from '../state/postgres-state.ts';
import { copyState, diskSide, hashState, postgresSide } from './copy-state.ts';
import { MARK, markTarget } from './mark.ts';
import { compareCitations, type MovedCollection } from './moved.ts';
import {
  assertTarget,
  bringFiles,
  type MovedFile,
  storedFiles,
  type Target,
} from './stored-files.ts';
import type { MoveParts } from './to-postgres.ts';

/** What is in the state of a database, and elsewhere on a disk. */
const BESIDE: readonly string[] = [SOURCES_FILE, ...EDITORIAL_FILES];
const ELSEWHERE: ReadonlySet<string> = new Set([...BESIDE, LEFT_BEHIND]);

/** One collection of the database. */
interface Stored {
  readonly no: number;
  readonly id: string;
  /** Null for a draft: nothing was kept in it yet. */
  readonly collection: Collection | null;
  readonly folder: string;
  readonly files: readonly MovedFile[];
}

/**
 * Moves all collections into ARTICLES_DIR and DATA_DIR.
 * @throws Refusal `moveTargetUsed` where something is kept there already, `moveFilesMissing`, `moveFilesMore`
 *   and `moveFileDiffers` where the articles folder is not what the database knows of it: nothing was written
 *   then; `moveDiffers` where something did not arrive as it was sent; whatever reading and writing do.
 */
export async function moveToFolder(parts: MoveParts): Promise<readonly MovedCollection[]> {
  const { config, report } = parts;
  const { articlesDir, dataDir, collections } = config;
  const all = await collectionsOf(parts);
  await mkdir(articlesDir, { recursive: true });
  const before = await openRegistry({ articlesDir, ...collections, notice() {}, everyMs: 0 });
  await before.close();
  const ids = new Set(all.map(({ id }) => id));
  const strange = before.found().find(({ id }) => !ids.has(id));
  if (strange) throw new Refusal('moveTargetUsed', { place: strange.folder });
  for (const each of all) {
    await assertTarget(each.files, await targetOf(each, before, ids));
    await assertBeside(parts, each);
  }
  const ofAll = diskState(dataFolders(dataDir).state);
  await markTarget(ofAll, () => isUnused(parts), dataDir);
  for (const each of all) await makeFolder(parts, each);
  const registry = await openRegistry({
    ...{ articlesDir, ...collections, notice: parts.reporter.notice, everyMs: 0 },
  });
  try {
    const moved: MovedCollection[] = [];
    for (const each of all) {
      report.collection(each.id);
      moved.push(await moveCollection(parts, each, registry));
    }
    await ofAll.remove(MARK);
    return moved;
  } finally {
    await registry.close();
  }
}

/** Every collection, drafts in which something waits among them. */
async function collectionsOf({ config, database }: MoveParts): Promise<readonly Stored[]> {
  const { articlesDir, collections } = config;
  const { primary } = database;
  const { perServer, serverQuotas } = collections;
  const registry = await openStoredRegistry({ queries: primary, perServer, serverQuotas });
  await registry.close();
  const rows = await primary.query<{ no: number; id: string }>(
    'select no, id from collections as collection order by id collate "C"',
  );
  const stored: Stored[] = [];
  for (const { no, id } of rows) {
    const collection = registry.byId(id);
    if (collection === null && (await postgresState(primary, no).list('')).length === 0) continue;
    // As an article's path: harmless, and nothing that is hidden.
    if (id !== DEFAULT_COLLECTION && !isArticlePath(`${id}/a.md`)) {
      throw new Refusal('noSuchCollection', { name: id });
    }
    const folder = id === DEFAULT_COLLECTION ? articlesDir : join(articlesDir, ...id.split('/'));
    stored.push({ no, id, collection, folder, files: await storedFiles(primary, no) });
  }
  return stored;
}

/** Its folder as it is before anything is written: folders of others are none of it, made or not. */
async function targetOf(
  { id, folder }: Stored,
  registry: CollectionRegistry,
  ids: ReadonlySet<string>,
): Promise<Target> {
  const apart = registry.apartOf(id);
  const linked = await linkedFoldersOf(folder)();
  const names = new Set(linked.map(({ name }) => name));
  return {
    folder,
    apart: {
      version: 0,
      has: (inner) => apart.has(inner) || ids.has(id === '' ? inner : `${id}/${inner}`),
    },
    isLinked: (path) => names.has(path.split('/')[0] ?? ''),
  };
}

/** @throws Refusal `moveFileDiffers` where the folder has other sources, or its editors say something else. */
async function assertBeside({ database }: MoveParts, { no, folder }: Stored): Promise<void> {
  const stored = await postgresState(database.primary, no).readEach(BESIDE);
  for (const [at, file] of BESIDE.entries()) {
    const own = stored[at] ?? null;
    const there = await readBeside(join(folder, file), MOST_FILE_BYTES);
    if (own !== null && there !== null && own.toString() !== there) {
      throw new Refusal('moveFileDiffers', { file, folder });
    }
  }
}

/** Nothing is kept in the data folder. */
async function isUnused({ config }: MoveParts): Promise<boolean> {
  const { state } = dataFolders(config.dataDir);
  const isEmpty = (await diskState(state).list('')).length === 0;
  return isEmpty && (await keptCollections(config)).length === 0;
}

/** Makes a collection's folder one, where it is not yet. */
async function makeFolder(
  { config }: MoveParts,
  { id, collection, folder }: Stored,
): Promise<void> {
  await noteLongId(config, id);
  if (collection === null) return;
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).some(isCollectionMark)) return;
  const text = collectionYaml(collection, config.collections.serverQuotas);
  if (id === DEFAULT_COLLECTION && text === '') return;
  const draft = join(folder, `.${COLLECTION_FILE}.tmp`);
  await writeFile(draft, text, { flush: true });
  await rename(draft, join(folder, COLLECTION_FILE));
}

async function moveCollection(
  parts: MoveParts,
  stored: Stored,
  registry: CollectionRegistry,
): Promise<MovedCollection> {
  const { config, database, report, signal } = parts;
  const { no, id, collection, folder, files } = stored;
  const { primary } = database;
  const stateDir = dataFolders(config.dataDir, id).state;
  const state = diskState(stateDir);
  const [from, to] = [postgresSide(primary, no, ELSEWHERE), diskSide(state)];
  const kept = await copyState(from, to, signal);
  if ((await hashState(from)) !== (await hashState(to))) {
    throw new Refusal('moveDiffers', { name: id, what: 'state' });
  }
  const brought = { id, kept: kept.files, keptBytes: kept.bytes, leftOut: kept.skipped };
  if (collection === null) {
    const none = { files: 0, ofFolder: 0, articles: 0, passages: 0, embedded: 0 };
    return { ...brought, ...none, citations: null };
  }
  await bringBeside(postgresSide(primary, no), folder);
  const articles = diskArticles(folder, dirname(stateDir), state);
  const place = { articles, folder };
  const count = await bringFiles(
    ...([primary, { collection: no, id }, files, place, report.files, signal] as const),
  );
  const ofFolder = files.filter(({ origin }) => origin === 'folder').length;
  const indexed = await index(parts, stored, registry);
  return { ...brought, files: count, ofFolder, ...indexed };
}

async function bringBeside(from: ReturnType<typeof postgresSide>, folder: string): Promise<void> {
  for (const name of BESIDE) {
    const text = await from.read(name);
    const place = join(folder, name);
    if (text === null || (await readBeside(place, MOST_FILE_BYTES)) !== null) continue;
    const draft = join(folder, `.${name}.tmp`);
    await writeFile(draft, text, { flush: true });
    await rename(draft, place);
    const [file] = (await from.list()).filter(({ path }) => path === name);
    if (file) await utimes(place, new Date(file.modifiedAt), new Date(file.modifiedAt));
  }
}

type Indexed = Pick<MovedCollection, 'articles' | 'passages' | 'embedded' | 'citations'>;

/** Reads and indexes what is there now, with the vectors that the database has. */
async function index(
  parts: MoveParts,
  { no, id, folder }: Stored,
  registry: CollectionRegistry,
): Promise<Indexed> {
  const { config, database, embedder, reader, reporter, signal } = parts;
  const options = libraryOptions(
    { ...config, articlesDir: folder, collection: id, apart: registry.apartOf(id) },
    reporter,
  );
  const opened = await embedder.open(options.embedding);
  await bringVectors(parts, { no, id }, opened);
  let embedded = 0;
  const counting: Embedder = Object.assign(Object.create(opened) as Embedder, {
    embedPassages(texts: Parameters<Embedder['embedPassages']>[0]) {
      embedded += texts.length;
      return opened.embedPassages(texts);
    },
    // Shared with the other collections.
    close: async () => {},
  });
  const library = openLibrary({
    ...{ ...options, reader, watch: false },
    openEmbedder: async () => counting,
  });
  const stop = (): void => void library.close();
  signal.addEventListener('abort', stop);
  try {
    const files = await library.currentFiles();
    const after = new Set<string>();
    for (const { places } of files.values())
      for (const { passage } of places) after.add(passage.id);
    const rows = await database.primary.query<{ id: string }>(
      `select distinct r.citation_id as id from records r
       where r.collection = $1 and not exists (
         select from articles a join withdrawn w on w.collection = $1 and w.path = a.file
         where a.collection = $1 and a.id = r.article_id)`,
      [no],
    );
    const { articles, passages } = library.status();
    const citations = compareCitations(
      rows.map((row) => row.id),
      after,
    );
    return { articles, passages, embedded, citations };
  } finally {
    signal.removeEventListener('abort', stop);
    await library.close();
    await opened.close();
  }
}

/** Lays them where an index that is built finds what was embedded before. */
async function bringVectors(
  { config, database, signal }: MoveParts,
  { no, id }: Pick<Stored, 'no' | 'id'>,
  { fingerprint, dimensions }: Pick<Embedder, 'fingerprint' | 'dimensions'>,
): Promise<void> {
  const journal = await openVectorJournal({
    folder: dataFolders(config.dataDir, id).vectors,
    identity: { modelFingerprint: fingerprint, dimensions },
    onFault(error) {
      throw error;
    },
  });
  try {
    const kind = { model: fingerprint, dimensions };
    for await (const page of everyVector(database.primary, no, kind)) {
      signal.throwIfAborted();
      const known = await journal.vectorsOf(page.map(({ embedding }) => embedding));
      await journal.note(page.filter((_, i) => known[i] === null));
      await journal.flush();
    }
  } finally {
    await journal.close();
  }
}
