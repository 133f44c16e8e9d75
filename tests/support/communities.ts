/** Many communities as the program opens them, on temporary folders and with the tests' tiny model. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { grantAccess } from '../../src/collections/access.ts';
import type { Served } from '../../src/collections/communities.ts';
import { openPlaceLogs } from '../../src/collections/place-logs.ts';
import { readConfig } from '../../src/config.ts';
import { makeLogger } from '../../src/log.ts';
import { openCommunities } from '../../src/open-communities.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { fixtureEmbedding } from './embedding.ts';
import { sharedEmbedder, sharedReader, temporaryFolder, writeFiles } from './library.ts';
import { inEnglish } from './refusals.ts';

/** Folders that outlive one opening. */
export interface CommunityFolders {
  readonly articles: string;
  readonly data: string;
}

/** Folders with these articles. */
export function communityFolders(files: Readonly<Record<string, string>>): CommunityFolders {
  const folder = temporaryFolder();
  writeFiles(join(folder, 'articles'), files);
  return { articles: join(folder, 'articles'), data: join(folder, 'data') };
}

/**
 * Opens them; closed when the test is over.
 * @param env settings, such as `COLLECTIONS`.
 * @param embedding the models.
 */
export async function openTestCommunities(
  folders: CommunityFolders,
  env: Readonly<Record<string, string>> = {},
  embedding = fixtureEmbedding,
) {
  const read = readConfig({ COLLECTIONS: 'per-server', ...env }, folders);
  const { model, bundledDir, cacheDir, reader: readerModel = null } = embedding(folders.data);
  const config = {
    ...read,
    embedding: { ...read.embedding, model, bundledDir, cacheDir, reader: readerModel },
  };
  const said: string[] = [];
  const vitals = makeVitals();
  const logged: string[] = [];
  const opened = await openCommunities({
    ...{ config, vitals, reader: sharedReader, startModel: sharedEmbedder },
    reporter: { notice: (notice) => void said.push(inEnglish(notice)), progress: () => {} },
    logger: makeLogger('trace', { write: (line) => void logged.push(line) }),
  });
  const records = await openPlaceLogs({
    keepsTexts: true,
    state: diskState(join(folders.data, 'state')),
    retentionDays: 90,
  });
  const { communities, leaving } = opened.serve(records);
  const { collections } = communities;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= opened.close().then(() => records.close());
    return closing;
  };
  onTestFinished(close);
  return {
    ...{ opened, communities, collections, leaving, said, logged, close },
    settings: opened.settings,
    records,
    /** What the managers of a server work with; they see their own collections alone. */
    manage(server: string): Promise<Served> {
      const sees = collections.ofServer(server);
      return communities.serve(grantAccess({ sees, changes: collections.ownOf(server), server }));
    },
    /** What people of a server see of one collection. */
    see(id: string, server: string | null = null): Promise<Served> {
      const collection = collections.byId(id);
      if (collection === null) throw new Error(`There is no collection ${id}`);
      return communities.serve(grantAccess({ sees: [collection], changes: null, server }));
    },
  };
}

/** Files at or below a folder that hold a text, or have it in their name. */
export function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ path, entry }) => path.includes(text) || (entry.isFile() && holds(path, text)))
    .map(({ path }) => path);
}

function holds(path: string, text: string): boolean {
  return readFileSync(path).includes(text);
}
