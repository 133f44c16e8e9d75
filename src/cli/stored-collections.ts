/** `footnote collections` where there is a database: what is listed, exported and deleted is in there. */
import { DEFAULT_COLLECTION } from '../collections/collection.ts';
import { openDirectMessages } from '../collections/direct-messages.ts';
import type { GivenFile } from '../collections/export-collection.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/open-database.ts';
import { openGapLogs } from '../gaps/gap-log.ts';
import { deleteCollectionRows } from '../library/postgres/delete-rows.ts';
import { storedFiles } from '../moving/stored-files.ts';
import { postgresArticles } from '../state/postgres-articles.ts';
import { postgresState } from '../state/postgres-state.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { collectionNumber, withDatabase } from './stored.ts';

/** A collection in the database. */
export interface StoredListed {
  readonly id: string;
  readonly title: string | null;
  readonly servers: readonly string[];
  readonly files: number;
  readonly bytes: number;
}

/** All of them, the default one first. */
export function storedCollections(config: Config): Promise<readonly StoredListed[]> {
  return withDatabase(config, ({ database }) =>
    database.primary.query<StoredListed>(
      `select id, title, array(
           select jsonb_array_elements_text(coalesce(settings -> 'servers', '[]'))) as servers,
         coalesce(held.files, 0)::int as files, coalesce(held.bytes, 0)::int8 as bytes
       from collections c left join lateral (
         select count(*) as files, sum(size) as bytes from files f
         where f.collection = c.no and f.path !~ '\\.yaml$') held on true
       order by id`,
    ),
  );
}

/** Works on what the database alone has of a collection. @throws Refusal `noSuchCollection`. */
export function withStoredFiles<T>(
  config: Config,
  id: string,
  work: (state: StateFolder, given: AsyncIterable<GivenFile>) => Promise<T>,
): Promise<T> {
  return withDatabase(config, async ({ database }) => {
    const { primary } = database;
    const no = await collectionNumber(database, id);
    return work(postgresState(primary, no), givenFiles(database, no));
  });
}

/** What came through Discord; the files of a folder are where that is. */
async function* givenFiles({ primary }: Database, no: number): AsyncGenerator<GivenFile> {
  const articles = postgresArticles(primary, no);
  for (const { path, origin } of await storedFiles(primary, no)) {
    if (origin === 'folder') continue;
    const bytes = await articles.read(path);
    if (bytes !== null) yield { path, bytes };
  }
}

/**
 * Deletes all rows of a collection, and what is kept of servers that see no other; a bot that runs notices.
 * @param servers those servers.
 * @throws Refusal `noSuchCollection`.
 */
export function deleteStored(
  config: Config,
  id: string,
  servers: readonly string[],
): Promise<void> {
  return withDatabase(config, async ({ database }) => {
    const { primary } = database;
    await collectionNumber(database, id);
    await deleteCollectionRows(primary, id);
    const state = postgresState(primary, await collectionNumber(database, DEFAULT_COLLECTION));
    const gaps = await openGapLogs({ state, retentionDays: config.gapRetentionDays });
    const directMessages = openDirectMessages(state);
    for (const server of servers) {
      await gaps.forget(server);
      await directMessages.forget(server);
    }
    await gaps.close();
  });
}
