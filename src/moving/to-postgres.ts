/** Moves everything of a folder into a database: each step can be done twice, and the folder stays as it is. */

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Citable, FormerPassages } from '../citations/former-passages.ts';
import { DEFAULT_COLLECTION, keyOf } from '../collections/collection.ts';
import { keptCollections } from '../collections/delete-collection.ts';
import { type FoundCollection, isOfOneServer } from '../collections/find-collections.ts';
import type { SharedEmbedder } from '../collections/shared-embedder.ts';
import type { Config } from '../config.ts';
import { dataFolders } from '../data-folders.ts';
import type { Database } from '../database/open-database.ts';
import { EDITORIAL_FILES } from '../editorial/editorial-place.ts';
import type { KeptVectors } from '../index/embedded/index-files.ts';
import { makeCatalog } from '../library/catalog.ts';
import { articlesOf } from '../library/files.ts';
import type { Snapshot } from '../library/generation.ts';
import { LEFT_BEHIND } from '../library/postgres/left-behind.ts';
import { listStoredFiles, restoreFiles } from '../library/postgres/stored-files.ts';
import { numberOf, writeCollection } from '../library/postgres/writer.ts';
import { openSnapshots } from '../library/snapshot.ts';
import { identify, type SnapshotIdentity } from '../library/snapshot-identity.ts';
import { libraryOptions } from '../library-options.ts';
import { describeFolders, writerOptions } from '../open-writer.ts';
import type { Reader } from '../reading/reader.ts';
import { Refusal } from '../refusals.ts';
import type { Reporter } from '../reporter.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { readSources, SOURCES_FILE } from '../sources/sources-file.ts';
import { diskState } from '../state/disk-state.ts';
import { postgresState } from '../state/postgres-state.ts';
import { pause } from '../supervision/deadline.ts';
import { copyFiles, countWhole, wantedFiles } from './article-files.ts';
import { copyState, diskSide, hashState, postgresSide } from './copy-state.ts';
import { MARK, markTarget } from './mark.ts';
import { compareCitations, type MovedCollection, type MoveReport } from './moved.ts';

/** What a move is done with. */
export interface MoveParts {
  readonly config: Config;
  readonly database: Database;
  readonly embedder: SharedEmbedder;
  readonly reader: Reader;
  readonly reporter: Reporter;
  readonly report: MoveReport;
  readonly signal: AbortSignal;
}

/** What goes into the database beside what came through Discord. */
export interface ToPostgresOptions {
  /** Every article: there will be no folder. */
  readonly withArticles: boolean;
}

/** A writer that was killed keeps its lease for some seconds. */
const RETRY_MS = 500;
/** What is in the state of a database and in no data folder. */
const ELSEWHERE: ReadonlySet<string> = new Set([SOURCES_FILE, ...EDITORIAL_FILES, LEFT_BEHIND]);

/**
 * Moves all collections.
 * @throws Refusal `collectionBroken` where one cannot be read, `moveTargetUsed` where the database holds something already, `moveDiffers` where something
 *   did not arrive as it was sent; whatever reading and writing do.
 */
export async function moveToPostgres(
  parts: MoveParts,
  options: ToPostgresOptions,
): Promise<readonly MovedCollection[]> {
  const { config, database, embedder, reporter } = parts;
  const { primary } = database;
  const { options: usual, registry } = await writerOptions(parts);
  try {
    refuseHidden(registry.found());
    const ofAll = postgresState(primary, await numberOf(primary, DEFAULT_COLLECTION));
    await markTarget(ofAll, () => isUnused(database), 'PostgreSQL');
    await describeFolders(database, registry);
    const { embedding } = libraryOptions(config, reporter);
    const identity = await identify(embedder.open(embedding));
    const moved: MovedCollection[] = [];
    const all = [registry.default, ...registry.all()];
    for (const { id, servers, folder } of all) {
      parts.report.collection(id);
      const mayGo = options.withArticles || isOfOneServer({ id, servers });
      moved.push(
        await moveCollection(parts, {
          ...{ id, folder: folder ?? config.articlesDir, apart: registry.apartOf(id) },
          ...{ usual, identity, goesWhole: mayGo },
        }),
      );
    }
    const ids = new Set(all.map(({ id }) => id));
    const left: string[] = [];
    for (const id of await keptCollections(config)) {
      if (ids.has(id)) continue;
      const isDraft = config.collections.perServer && SNOWFLAKE.test(id);
      if (isDraft) moved.push(await moveDraft(parts, id));
      else left.push(id);
    }
    await ofAll.remove(MARK);
    const [first, ...others] = moved;
    if (first === undefined) return [];
    // Of collections whose folders are gone, something may still be kept.
    return [{ ...first, leftOut: [...first.leftOut, ...left] }, ...others];
  } finally {
    await registry.close();
  }
}

/** One whose file cannot be read would be lost. @throws Refusal `collectionBroken` */
function refuseHidden(found: readonly FoundCollection[]): void {
  const hidden = found.find(({ collection }) => collection === null);
  const [problem] = hidden?.problems ?? [];
  if (problem) throw new Refusal('collectionBroken', problem.facts);
}

/** Nothing was kept in it, and nothing published. */
async function isUnused({ primary }: Database): Promise<boolean> {
  const [row] = await primary.query<{ used: boolean }>(
    `select exists (select from collections where revision > 0)
       or exists (select from files) or exists (select from state_files)
       or exists (select from state_lines) as used`,
  );
  return row?.used === false;
}

/** One collection, and how it is moved. */
interface Moving {
  readonly id: string;
  readonly folder: string;
  readonly apart: ReturnType<Awaited<ReturnType<typeof writerOptions>>['registry']['apartOf']>;
  readonly usual: Awaited<ReturnType<typeof writerOptions>>['options'];
  readonly identity: SnapshotIdentity;
  /** Whether all of its files go. */
  readonly goesWhole: boolean;
}

/** What waits for a server that has no collection yet. */
async function moveDraft(
  { config, database: { primary }, signal }: MoveParts,
  id: string,
): Promise<MovedCollection> {
  await primary.query(
    `insert into collections (id, key, settings) values ($1, $2, '{"isDraft": true}')
     on conflict do nothing`,
    [id, keyOf(id)],
  );
  const from = diskSide(diskState(dataFolders(config.dataDir, id).state));
  const to = postgresSide(primary, await numberOf(primary, id), ELSEWHERE);
  const { files: kept, bytes: keptBytes, skipped: leftOut } = await copyState(from, to, signal);
  if ((await hashState(from)) !== (await hashState(to))) {
    throw new Refusal('moveDiffers', { name: id, what: 'state' });
  }
  const none = { files: 0, ofFolder: 0, articles: 0, passages: 0, embedded: 0 };
  return { id, kept, keptBytes, leftOut, ...none, citations: null };
}

async function moveCollection(parts: MoveParts, moving: Moving): Promise<MovedCollection> {
  const { config, database, report, signal } = parts;
  const { id, folder, apart, goesWhole } = moving;
  const { primary } = database;
  const no = await numberOf(primary, id);
  const from = diskSide(diskState(dataFolders(config.dataDir, id).state));
  const to = postgresSide(primary, no, ELSEWHERE);
  const kept = await copyState(from, to, signal);
  await copyBeside(postgresSide(primary, no), folder);
  const names = await sourceNames(folder);
  const isWanted = (file: string) => goesWhole || names.has(file.split('/')[0] ?? '');
  const { wanted, others } = await wantedFiles(folder, apart, isWanted);
  const copied = await copyFiles(primary, no, { folder, files: wanted }, report.files, signal);
  const state = postgresState(primary, no);
  await state.write(LEFT_BEHIND, Buffer.from(JSON.stringify(Object.fromEntries(copied.left))));
  // Before anything is published: that may judge anew what former passages said.
  if ((await hashState(from)) !== (await hashState(to))) {
    throw new Refusal('moveDiffers', { name: id, what: 'state' });
  }
  await assertFiles(database, no, id, copied.left);
  const { before, vectors } = await savedIndex(config, id, moving.identity);
  try {
    const written = await index(parts, moving, no, vectors);
    const after = await citationsOf(database, no);
    if (before) await noteFormer(primary, no, before.catalog, after);
    return {
      ...{ id, files: copied.files, ofFolder: others, kept: kept.files, keptBytes: kept.bytes },
      ...written,
      citations: before && compareCitations(before.catalog.citations.keys(), after),
      leftOut: [...kept.skipped, ...copied.leftOut],
    };
  } finally {
    await vectors?.close();
  }
}

/** Its `sources.yaml` and what its editors say, as they are. */
async function copyBeside(to: ReturnType<typeof postgresSide>, folder: string): Promise<void> {
  for (const name of [SOURCES_FILE, ...EDITORIAL_FILES]) {
    const path = join(folder, name);
    const text = await readIfThere(path);
    if (text === null) await to.remove(name);
    else await to.write(name, text, Math.floor((await stat(path)).mtimeMs));
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Names of the folders into which sources bring articles. */
async function sourceNames(folder: string): Promise<ReadonlySet<string>> {
  const { sources } = await readSources(folder);
  return new Set(sources.filter(({ kind }) => kind !== 'folder').map(({ name }) => name));
}

/** @throws Refusal `moveDiffers` */
async function assertFiles(
  { primary }: Database,
  no: number,
  id: string,
  left: ReadonlyMap<string, string>,
): Promise<void> {
  const [row] = await primary.query<{ count: number }>(
    `select count(*)::int as count from files where collection = $1 and origin = 'discord'
       and path = any($2)`,
    [no, [...left.keys()]],
  );
  const [all] = await primary.query<{ count: number }>(
    `select count(*)::int as count from files where collection = $1 and origin = 'discord'`,
    [no],
  );
  const isWhole = row?.count === left.size && all?.count === (await countWhole(primary, no));
  if (!isWhole) throw new Refusal('moveDiffers', { name: id, what: 'files' });
}

/** What the index on the disk knows; it is not touched. */
async function savedIndex(
  { dataDir }: Config,
  id: string,
  identity: SnapshotIdentity,
): Promise<{ readonly before: Snapshot | null; readonly vectors: KeptVectors | null }> {
  const snapshots = openSnapshots({
    folder: dataFolders(dataDir, id).snapshots,
    identity: async () => identity,
    atRest: (work) => work(),
    held() {
      throw new Error('nothing is held');
    },
    onFault() {},
  });
  const { snapshot, vectors } = await snapshots.open();
  return { before: snapshot, vectors: snapshot?.index ?? vectors };
}

type Written = Pick<MovedCollection, 'articles' | 'passages' | 'embedded'>;

/** Reads and indexes what is there now, with the vectors that there were. */
async function index(
  { signal, database }: MoveParts,
  { id, usual }: Moving,
  no: number,
  vectors: KeptVectors | null,
): Promise<Written> {
  let embedded = 0;
  const options = {
    ...usual,
    ...(vectors && { kept: () => [vectors] }),
    progress(...told: Parameters<NonNullable<typeof usual.progress>>) {
      embedded = told[3] ?? embedded;
      usual.progress?.(...told);
    },
  };
  const [row] = await database.primary.query<{ revision: number }>(
    'select revision from collections where no = $1',
    [no],
  );
  const acceptsRemovals = (row?.revision ?? 0) > 0;
  for (;;) {
    signal.throwIfAborted();
    const asked = { no, id, acceptsRemovals };
    const written = await writeCollection(options, asked, { held: null }, signal);
    if (written === null) await pause(RETRY_MS, signal);
    else if (written.failure) throw new Refusal('moveDiffers', { name: id, what: 'index' });
    else return { articles: written.articles, passages: written.passages, embedded };
  }
}

/** What the old index knew and the folder had no more: as the next start there would have noted it. */
async function noteFormer(
  pool: Database['primary'],
  no: number,
  before: Citable,
  citations: ReadonlySet<string>,
): Promise<void> {
  const files = await restoreFiles(pool, no, await listStoredFiles(pool, no));
  const formerly = await pool.query<{ id: string }>(
    'select distinct id from former_ids where collection = $1',
    [no],
  );
  const { articles } = makeCatalog(articlesOf(files), []);
  const after: Citable = {
    articles,
    citations: new Map([...before.citations].filter(([id]) => citations.has(id))),
    formerly: new Map(formerly.map(({ id }) => [id, null])),
  };
  const former = new FormerPassages(postgresState(pool, no));
  await former.load();
  await former.note(before, after);
  await former.settled();
}

async function citationsOf({ primary }: Database, no: number): Promise<ReadonlySet<string>> {
  const rows = await primary.query<{ id: string }>(
    'select distinct citation_id as id from records where collection = $1',
    [no],
  );
  return new Set(rows.map(({ id }) => id));
}
