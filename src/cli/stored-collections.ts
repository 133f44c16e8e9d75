/** The collections of a database, as `footnote collections` lists, exports and deletes them. */
import {
  type CollectionId,
  DEFAULT_COLLECTION,
  type PageShows,
} from '../collections/collection.ts';
import { buryCollection, deleteBuried } from '../collections/delete-collection.ts';
import type { ExportedFile } from '../collections/export-collection.ts';
import { isOfOneServer } from '../collections/find-collections.ts';
import { openStoredRegistry, type StoredRegistry } from '../collections/stored-registry.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/open-database.ts';
import { deleteCollectionRows } from '../library/postgres/delete-rows.ts';
import { postgresState } from '../state/postgres-state.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { collectionNumber, withDatabase } from './stored.ts';

/** A collection as it is listed. */
export interface StoredListed {
  readonly id: CollectionId;
  readonly title: string | null;
  readonly servers: readonly string[];
  readonly page: PageShows | null;
  /** Article files, and bytes of them. */
  readonly files: number;
  readonly bytes: number;
}

/** All collections, the default one first. */
export function listStored(config: Config): Promise<readonly StoredListed[]> {
  return withRegistry(config, async ({ primary }, registry) => {
    const rows = await primary.query<{ id: string; files: number; bytes: number }>(
      `select c.id, f.files, f.bytes from collections c cross join lateral (
         select count(*) filter (where path !~ '\\.yaml$')::int as files,
           coalesce(sum(size), 0)::int8 as bytes
         from files where collection = c.no) f`,
    );
    const sizes = new Map(rows.map((row) => [row.id, row]));
    return [registry.default, ...registry.all()].map(({ id, title, servers, page }) => {
      const { files = 0, bytes = 0 } = sizes.get(id) ?? {};
      return { id, title, servers, page, files, bytes };
    });
  });
}

/** Decides what the reader page shows of a collection. @throws Refusal `noSuchCollection`. */
export function setStoredPage(
  config: Config,
  id: CollectionId,
  page: PageShows | null,
): Promise<void> {
  return withRegistry(config, async (database, registry) => {
    await collectionNumber(database, id);
    await registry.setPage(id, page);
  });
}

/** What is exported of a collection of a database. */
export interface StoredExport {
  readonly articles: AsyncIterable<ExportedFile>;
  readonly state: StateFolder;
  /** Files whose bytes a writer has in its folder, and nobody else. */
  readonly elsewhere: number;
}

/** Opens what is exported of a collection. @throws Refusal `noSuchCollection`. */
export function withStoredExport<T>(
  config: Config,
  id: CollectionId,
  work: (stored: StoredExport) => Promise<T>,
): Promise<T> {
  return withDatabase(config, async ({ database }) => {
    const { primary } = database;
    const no = await collectionNumber(database, id);
    const rows = await primary.query<{ path: string; is_here: boolean }>(
      `select path, bytes is not null as is_here from files where collection = $1
       order by path collate "C"`,
      [no],
    );
    const here = rows.filter(({ is_here }) => is_here);
    async function* articles(): AsyncGenerator<ExportedFile> {
      for (const { path } of here) {
        const [row] = await primary.query<{ bytes: Buffer | null }>(
          'select bytes from files where collection = $1 and path = $2',
          [no, path],
        );
        // Removed meanwhile.
        if (row?.bytes) yield { path, bytes: row.bytes };
      }
    }
    return work({
      ...{ articles: articles(), state: postgresState(primary, no) },
      elsewhere: rows.length - here.length,
    });
  });
}

/** What is known of a collection that is to be deleted, and how that is done. */
export interface StoredDeletion {
  readonly title: string | null;
  /** Servers that see it, and no other one beside the default collection. */
  readonly servers: readonly string[];
  /** Whether some writer may have a folder of it that is not on this machine. */
  readonly hasFolderElsewhere: boolean;
  /** Of the default collection. */
  readonly state: StateFolder;
  delete(): Promise<void>;
}

/** Finds a collection for deleting it. @throws Refusal `noSuchCollection`. */
export function withStoredDeletion<T>(
  config: Config,
  id: CollectionId,
  work: (deletion: StoredDeletion) => Promise<T>,
): Promise<T> {
  return withRegistry(config, async (database, registry) => {
    const { primary } = database;
    const no = await collectionNumber(database, id);
    const ofAll = await collectionNumber(database, DEFAULT_COLLECTION);
    const found = registry.byId(id);
    const others = (server: string) => registry.ofServer(server).some((each) => each.id !== id);
    const own = found ? [...found.servers, ...(isOfOneServer(found) ? [id] : [])] : [];
    const inFolder = await primary.query(
      `select from files where collection = $1 and origin = 'folder' limit 1`,
      [no],
    );
    const isHere = inFolder.length > 0 && (await hasFolder(config, id));
    return work({
      title: found?.title ?? null,
      servers: own.filter((server) => !others(server)),
      hasFolderElsewhere: inFolder.length > 0 && !isHere,
      state: postgresState(primary, ofAll),
      async delete() {
        // A writer that works here would read it again.
        if (isHere) {
          await buryCollection(config, id);
          await deleteBuried(config, id);
        }
        await deleteCollectionRows(primary, id);
      },
    });
  });
}

async function hasFolder(config: Config, id: CollectionId): Promise<boolean> {
  const { openRegistry } = await import('../collections/registry.ts');
  const { articlesDir, collections } = config;
  const registry = await openRegistry({ articlesDir, ...collections, notice() {}, everyMs: 0 });
  await registry.close();
  return registry.found().some((each) => each.id === id);
}

function withRegistry<T>(
  config: Config,
  work: (database: Database, registry: StoredRegistry) => Promise<T>,
): Promise<T> {
  const { perServer, serverQuotas } = config.collections;
  return withDatabase(config, async ({ database }) => {
    const registry = await openStoredRegistry({
      ...{ queries: database.primary, perServer, serverQuotas },
    });
    try {
      return await work(database, registry);
    } finally {
      await registry.close();
    }
  });
}
