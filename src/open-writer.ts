/** A writer of this process: the folders that it has here, those who watch them, and what it tells. */
import { join } from 'node:path';
import { readBeside } from './articles/file-beside.ts';
import type { CollectionRegistry } from './collections/registry.ts';
import { openRegistry } from './collections/registry.ts';
import type { SharedEmbedder } from './collections/shared-embedder.ts';
import type { Config } from './config.ts';
import type { Database } from './database/open-database.ts';
import { EDITORIAL_FILES, FOLDER_EDITORIAL } from './editorial/editorial-place.ts';
import { MOST_FILE_BYTES } from './editorial/limits.ts';
import type { Written } from './library/postgres/collection-writer.ts';
import {
  numberOf,
  startWriter,
  type WriterFolder,
  type WriterOptions,
} from './library/postgres/writer.ts';
import { type FolderWatch, watchFolder } from './library/watch.ts';
import { libraryOptions } from './library-options.ts';
import type { Reader } from './reading/reader.ts';
import { statement } from './refusals.ts';
import type { Reporter } from './reporter.ts';
import { linkedFoldersOf } from './sources/linked.ts';
import { SOURCES_FILE } from './sources/sources-file.ts';
import { FOLDER_SOURCES } from './sources/sources-place.ts';
import { postgresState } from './state/postgres-state.ts';
import { pause } from './supervision/deadline.ts';

/** Milliseconds between two looks at what the folders' `sources.yaml` say. */
const SOURCES_MS = 15_000;

/** What a writer is put together of. */
export interface OpenWriterParts {
  readonly config: Config;
  readonly database: Database;
  readonly embedder: SharedEmbedder;
  readonly reader: Reader;
  readonly reporter: Reporter;
  /** Told after every look. */
  readonly onWritten?: (collection: string, written: Written) => void;
}

/** What it works with, and the collections that have a folder here, which are made where they are new. */
export async function writerOptions(
  parts: OpenWriterParts,
): Promise<{ readonly options: WriterOptions; readonly registry: CollectionRegistry }> {
  const { config, database, embedder, reader, reporter, onWritten } = parts;
  const { articlesDir, collections } = config;
  const registry = await openRegistry({ articlesDir, ...collections, notice: reporter.notice });
  const { embedding } = libraryOptions(config, reporter);
  const said = new Map<string, string>();
  return {
    registry,
    options: {
      ...{ pool: database.primary, leases: database.leases, reader, version: config.version },
      embedder: () => embedder.open(embedding),
      folders: () => foldersOf(registry, articlesDir),
      notice(collection, notice) {
        // A look every few minutes says nothing that the one before has said.
        const text = JSON.stringify(notice);
        const key = `${collection} ${text}`;
        if (said.has(key)) return;
        said.set(key, text);
        reporter.notice(
          collection === '' ? notice : statement('ofCollection', { collection, notice }),
        );
      },
      progress: (label, done, total) => reporter.progress({ label: statement(label), done, total }),
      ...(onWritten && { onWritten }),
    },
  };
}

function foldersOf(registry: CollectionRegistry, articlesDir: string): WriterFolder[] {
  const found = registry.found().flatMap(({ id, folder, collection }) =>
    // One whose file cannot be read is shown to nobody, and left as it was.
    collection === null ? [] : [{ id, folder }],
  );
  return [{ id: registry.default.id, folder: articlesDir }, ...found].map(({ id, folder }) => ({
    ...{ id, folder, apart: registry.apartOf(id), linked: linkedFoldersOf(folder) },
  }));
}

/** Makes the rows of collections that have a folder, as their files describe them. */
export async function describeFolders(
  { primary }: Pick<Database, 'primary'>,
  registry: CollectionRegistry,
): Promise<void> {
  for (const each of [registry.default, ...registry.all()]) {
    const { id, key, title, servers, managers, seesDefault, page, quotas } = each;
    await numberOf(primary, id, key);
    const settings = { servers, managers, seesDefault, page, quotas, isDraft: false };
    await primary.query(
      `update collections set title = $2, settings = $3
       where id = $1 and (title, settings) is distinct from ($2, $3::jsonb)`,
      [id, title, JSON.stringify(settings)],
    );
  }
}

/**
 * Keeps a copy of what the folders' `sources.yaml` and their editors' files say: whoever looks after sources,
 * and answers, has no folder.
 */
export async function copySources(
  { primary }: Pick<Database, 'primary'>,
  folders: readonly WriterFolder[],
): Promise<void> {
  for (const { id, folder } of folders) {
    const state = postgresState(primary, await numberOf(primary, id));
    const copies = await state.readEach([FOLDER_SOURCES, ...FOLDER_EDITORIAL]);
    for (const [at, name] of [SOURCES_FILE, ...EDITORIAL_FILES].entries()) {
      const text = await readBeside(join(folder, name), MOST_FILE_BYTES).catch(() => undefined);
      // Of one that cannot be read, what was copied stays.
      if (text === undefined || (copies[at]?.toString() ?? null) === text) continue;
      const copy = [FOLDER_SOURCES, ...FOLDER_EDITORIAL][at] as string;
      if (text === null) await state.remove(copy);
      else await state.write(copy, Buffer.from(text));
    }
  }
}

/** Writes until it is closed. */
export async function openWriter(parts: OpenWriterParts): Promise<{ close(): Promise<void> }> {
  const { options, registry } = await writerOptions(parts);
  await describeFolders(parts.database, registry);
  const writer = startWriter(options);
  const deaf = parts.database.onRevision(() => writer.look());
  const watches = new Map<string, Promise<FolderWatch>>();
  const watch = (): void => {
    const there = new Map(options.folders().map((each) => [each.id, each]));
    for (const [id, watching] of watches) {
      if (there.has(id)) continue;
      watches.delete(id);
      void watching.then((each) => each.close());
    }
    for (const { id, folder, apart } of there.values()) {
      if (watches.has(id)) continue;
      const onChange = (): void => writer.wake(id);
      watches.set(id, watchFolder(folder, { onChange, ...(apart && { apart }) }));
    }
  };
  watch();
  const stop = new AbortController();
  const copying = (async () => {
    while (!stop.signal.aborted) {
      // While the database is away.
      await copySources(parts.database, options.folders()).catch(() => {});
      await pause(SOURCES_MS, stop.signal);
    }
  })();
  const unheard = registry.listen(() => {
    watch();
    describeFolders(parts.database, registry).catch(() => {});
  });
  return {
    async close() {
      unheard();
      stop.abort();
      await copying;
      deaf();
      for (const watching of watches.values()) await (await watching).close();
      await writer.close();
      await registry.close();
    },
  };
}
