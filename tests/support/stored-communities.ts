/** Many communities in a database as the program opens them, with a writer beside them and the tests' tiny model. */

import { openPlaceLogs } from '../../src/collections/place-logs.ts';
import { shareEmbedder } from '../../src/collections/shared-embedder.ts';
import { readConfig } from '../../src/config.ts';
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
} from '../../src/database/open-database.ts';
import { numberOf } from '../../src/library/postgres/writer.ts';
import { makeLogger } from '../../src/log.ts';
import { openStoredCommunities } from '../../src/open-stored-communities.ts';
import { openWriter } from '../../src/open-writer.ts';
import { postgresState } from '../../src/state/postgres-state.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import type { CommunityFolders } from './communities.ts';
import { fixtureEmbedding } from './embedding.ts';
import { sharedEmbedder, sharedReader } from './library.ts';
import { inEnglish } from './refusals.ts';

/** How they are opened. */
export interface StoredOptions {
  /** Of the database. */
  readonly url: string;
  /** Of replicas. */
  readonly readUrls?: readonly string[];
  /** Settings, such as `COLLECTIONS`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether this process writes, too. */
  readonly isWriter?: boolean;
  /** Told of every statement. */
  readonly onStatement?: DatabaseOptions['onStatement'];
}

/** Opens them; whoever does closes them. */
export async function openStoredTestCommunities(
  folders: CommunityFolders,
  { url, readUrls = [], env = {}, isWriter = true, onStatement }: StoredOptions,
) {
  const read = readConfig(
    {
      ...{ COLLECTIONS: 'per-server', DATABASE_URL: url, DATABASE_READ_URL: readUrls.join(',') },
      ...{ WRITER: String(isWriter), ...env },
    },
    folders,
  );
  const {
    model,
    bundledDir,
    cacheDir,
    reader: readerModel = null,
  } = fixtureEmbedding(folders.data);
  const config = {
    ...read,
    embedding: { ...read.embedding, model, bundledDir, cacheDir, reader: readerModel },
  };
  const said: string[] = [];
  const logged: string[] = [];
  const vitals = makeVitals();
  const database: Database = await openDatabase({
    ...{ url, readUrls, vitals, isPatient: false, applicationName: 'footnote test' },
    ...(onStatement && { onStatement }),
  });
  const parts = {
    ...{ config, vitals, database, reader: sharedReader },
    embedder: shareEmbedder({ vitals }, sharedEmbedder),
    reporter: {
      notice: (notice: Parameters<typeof inEnglish>[0]) => void said.push(inEnglish(notice)),
      progress: () => {},
    },
    logger: makeLogger('trace', { write: (line) => void logged.push(line) }),
  };
  const writer = isWriter ? await openWriter(parts) : null;
  const opened = await openStoredCommunities(parts);
  const state = postgresState(database.primary, await numberOf(database.primary, ''));
  const records = await openPlaceLogs({ state, retentionDays: 90, keepsTexts: true });
  const { communities, leaving } = opened.serve(records);
  return {
    ...{ opened, communities, leaving, said, logged, database, vitals },
    settings: opened.settings,
    records,
    async close() {
      await records.close();
      await opened.close();
      await writer?.close();
      await parts.embedder.close();
      await database.close();
    },
  };
}
