/** `footnote collections`: lists what there is beside the articles folder itself, exports it, deletes it. */
import { resolve } from 'node:path';
import {
  type CollectionId,
  DEFAULT_COLLECTION,
  type PageShows,
} from '../collections/collection.ts';
import { buryCollection, deleteBuried, keptCollections } from '../collections/delete-collection.ts';
import { openDirectMessages } from '../collections/direct-messages.ts';
import { type Exported, exportCollection } from '../collections/export-collection.ts';
import type { FoundCollection } from '../collections/find-collections.ts';
import { measureFolder } from '../collections/measure-folder.ts';
import { forgetInLogs, openPlaceLogs } from '../collections/place-logs.ts';
import { type CollectionRegistry, openRegistry } from '../collections/registry.ts';
import { changeCollection } from '../collections/write-collection.ts';
import type { Config } from '../config.ts';
import { counted } from '../counted.ts';
import { dataFolders } from '../data-folders.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { terminalReporter } from '../reporter.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { diskState } from '../state/disk-state.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { writeReason } from '../state/write-reason.ts';
import { print, printable, printJson } from '../terminal.ts';
import { ask, canAsk } from './confirm.ts';
import { colors, openedConfig, type SharedFlags } from './context.ts';
import { lockedAlone } from './locked.ts';

/** Flags that these share. */
export interface CollectionsFlags extends SharedFlags {
  /** Print JSON. */
  readonly json?: boolean;
}

/** The flags of `footnote collections delete`. */
export interface CollectionsDeleteFlags extends CollectionsFlags {
  /** Delete it without asking. */
  readonly yes?: boolean;
}

const EXIT_NOT_DELETED = 1;

/** A collection as it is listed. */
interface Listed {
  readonly id: CollectionId;
  readonly title: string | null;
  readonly servers: readonly string[];
  /** What the reader page shows of it. */
  readonly page: PageShows | null;
  /** Article files, and bytes of them; null where there is no folder of it any more. */
  readonly files: number | null;
  readonly bytes: number | null;
  /** `hidden`: its file cannot be read. `left over`: something is kept of it, and its folder is gone. */
  readonly state: 'shown' | 'hidden' | 'left over';
}

/** Lists all collections, the default one first, and what was left over of those that are gone. */
export async function listCollections(flags: CollectionsFlags): Promise<void> {
  const config = await openedConfig(flags);
  if (config.database !== null) return listOfDatabase(config, flags);
  const registry = await registryOf(config);
  const { id, title, page } = registry.default;
  const own = await listedOf({ id, title, servers: [], page }, config.articlesDir);
  const found = await Promise.all(registry.found().map(listedFound));
  const known = new Set(registry.found().map(({ id }) => id));
  const left = (await keptCollections(config)).filter((id) => !known.has(id));
  const all = [own, ...found, ...left.map(leftOver)];
  if (flags.json) return printJson(all);
  print(`${all.map(lineOf).join('\n')}\n`);
}

async function listOfDatabase(config: Config, flags: CollectionsFlags): Promise<void> {
  const { listStored } = await import('./stored-collections.ts');
  const all = (await listStored(config)).map((one): Listed => ({ ...one, state: 'shown' }));
  if (flags.json) return printJson(all);
  print(`${all.map(lineOf).join('\n')}\n`);
}

async function registryOf(config: Config): Promise<CollectionRegistry> {
  const { notice } = terminalReporter(process.stderr);
  const { articlesDir, collections } = config;
  return openRegistry({ articlesDir, ...collections, notice, everyMs: 0 });
}

async function listedOf(
  said: Pick<Listed, 'id' | 'title' | 'servers' | 'page'>,
  folder: string,
): Promise<Listed> {
  const { files, bytes } = await measureFolder(folder);
  return { ...said, files, bytes, state: 'shown' };
}

async function listedFound({ id, folder, collection }: FoundCollection): Promise<Listed> {
  const { title = null, servers = [], page = null } = collection ?? {};
  const listed = await listedOf({ id, title, servers, page }, folder);
  return collection === null ? { ...listed, state: 'hidden' } : listed;
}

function leftOver(id: CollectionId): Listed {
  const nothing = { title: null, servers: [], page: null, files: null, bytes: null } as const;
  return { id, ...nothing, state: 'left over' };
}

const BYTES_PER_KB = 1024;
const BYTES_PER_MB = BYTES_PER_KB * BYTES_PER_KB;

const sizeOf = (bytes: number): string =>
  bytes < BYTES_PER_MB
    ? `${Math.ceil(bytes / BYTES_PER_KB)} kB`
    : `${(bytes / BYTES_PER_MB).toFixed(1)} MB`;

function lineOf({ id, title, servers, page, files, bytes, state }: Listed): string {
  const name = id === DEFAULT_COLLECTION ? '(default)' : printable(id);
  const called = title === null ? '' : `  “${printable(title)}”`;
  const size = files === null ? '' : `  ${counted(files, 'file')}, ${sizeOf(bytes ?? 0)}`;
  const seen = servers.length === 0 ? '' : `  ${counted(servers.length, 'server')}`;
  const onPage = page === null ? '' : `  page: ${page}`;
  const said =
    state === 'hidden'
      ? '  hidden: its collection.yaml cannot be read'
      : state === 'left over'
        ? '  left over: its folder is gone'
        : '';
  return `${name}${called}${size}${seen}${onPage}${colors.dim(said)}`;
}

/** Where a collection is, and whose it is. */
interface Place {
  /** Null where it is gone. */
  readonly folder: string | null;
  readonly title: string | null;
  /** Servers that see it, and no other one beside the default collection. */
  readonly servers: readonly string[];
}

/** What there is of a collection. @throws Refusal `noSuchCollection`. */
async function find(config: Config, id: CollectionId): Promise<Place> {
  const registry = await registryOf(config);
  const found = registry.found().find((each) => each.id === id);
  if (found) {
    const { title = null, servers = [] } = found.collection ?? {};
    const others = (server: string) => registry.ofServer(server).some((each) => each.id !== id);
    return { folder: found.folder, title, servers: servers.filter((each) => !others(each)) };
  }
  if (!(await keptCollections(config)).includes(id))
    throw new Refusal('noSuchCollection', { name: id });
  return { folder: null, title: null, servers: [] };
}

/**
 * Decides what the reader page shows of a collection; a bot that runs knows within seconds.
 * @param id '' for the default one.
 * @throws Refusal `noSuchCollection`, or why its `collection.yaml` cannot be written.
 */
export async function setPage(
  id: CollectionId,
  page: PageShows | null,
  flags: CollectionsFlags,
): Promise<void> {
  const config = await openedConfig(flags);
  const { database, articlesDir } = config;
  if (database !== null) {
    const { setStoredPage } = await import('./stored-collections.ts');
    await setStoredPage(config, id, page);
  }
  // A writer that works here goes by what the folder says.
  const found = (await registryOf(config)).found().find((each) => each.id === id);
  const isWritten = database === null || database.isWriter;
  const ofAll = id === DEFAULT_COLLECTION && isWritten ? articlesDir : undefined;
  const folder = ofAll ?? found?.folder;
  if (folder !== undefined) await changeCollection(folder, { page }, id === DEFAULT_COLLECTION);
  else if (database === null) throw new Refusal('noSuchCollection', { name: id });
  if (flags.json) return printJson({ id, page });
  const name = id === DEFAULT_COLLECTION ? 'the default collection' : printable(id);
  print(`The reader page shows ${page ?? 'nothing'} of ${name}.\n`);
}

/**
 * Exports a collection; where a bot runs, too.
 * @param id '' for the default one.
 */
export async function exportTo(
  id: CollectionId,
  file: string,
  flags: CollectionsFlags,
): Promise<void> {
  const config = await openedConfig(flags);
  if (config.database !== null) return exportOfDatabase(config, id, file, flags);
  const { folder } =
    id === DEFAULT_COLLECTION ? { folder: config.articlesDir } : await find(config, id);
  const { state } = dataFolders(config.dataDir, id);
  tellExported(await exportCollection(folder, diskState(state), resolve(file)), flags);
}

async function exportOfDatabase(
  config: Config,
  id: CollectionId,
  file: string,
  flags: CollectionsFlags,
): Promise<void> {
  const { withStoredExport } = await import('./stored-collections.ts');
  await withStoredExport(config, id, async ({ articles, state, elsewhere }) => {
    tellExported(await exportCollection(articles, state, resolve(file)), flags);
    if (elsewhere > 0 && !flags.json) {
      print(`Left out, since they are in the folder of a writer: ${counted(elsewhere, 'file')}.\n`);
    }
  });
}

function tellExported(exported: Exported, flags: CollectionsFlags): void {
  if (flags.json) {
    printJson(exported);
    return;
  }
  const { articles, state: kept } = exported;
  print(
    `Exported to ${printable(exported.file)}: ${counted(articles, 'file')} of the articles, ${counted(kept, 'file')} of what is kept.\n`,
  );
}

/**
 * Deletes a collection with all that is kept of it, for good.
 * @throws Refusal `botHasCollections` where a bot runs, `collectionUnconfirmed` where nobody can be asked.
 */
export async function deleteFor(id: CollectionId, flags: CollectionsDeleteFlags): Promise<void> {
  const config = await openedConfig(flags);
  if (id === DEFAULT_COLLECTION) throw new Refusal('defaultNotDeleted');
  if (config.database !== null) return deleteOfDatabase(config, id, flags);
  const lock = await lockedAlone(config).catch((error: unknown) => {
    if (isRefusal(error, 'alreadyRunning')) throw new Refusal('botHasCollections');
    throw error;
  });
  try {
    const { title, servers } = await find(config, id);
    if (!flags.yes && !(await isConfirmed(title ?? id, flags))) {
      print('Not deleted.\n');
      process.exitCode = EXIT_NOT_DELETED;
      return;
    }
    try {
      await buryCollection(config, id);
      await deleteBuried(config, id, (gone) => forgetServers(gone, servers, config));
    } catch (cause) {
      const reason = writeReason(cause);
      throw new Refusal('collectionNotDeleted', { name: id, reason }, { cause });
    }
  } finally {
    await lock.close();
  }
  if (flags.json) printJson({ deleted: id });
  else print(`Deleted ${printable(id)}, and all that was kept of it.\n`);
}

/** Bots that run notice it within seconds. */
async function deleteOfDatabase(
  config: Config,
  id: CollectionId,
  flags: CollectionsDeleteFlags,
): Promise<void> {
  const { withStoredDeletion } = await import('./stored-collections.ts');
  await withStoredDeletion(config, id, async (deletion) => {
    const { title, servers, hasFolderElsewhere, state } = deletion;
    if (!flags.yes && !(await isConfirmed(title ?? id, flags))) {
      print('Not deleted.\n');
      process.exitCode = EXIT_NOT_DELETED;
      return;
    }
    await deletion.delete();
    await forgetServers(id, servers, config, state);
    if (flags.json) return printJson({ deleted: id });
    print(`Deleted ${printable(id)}, and all that was kept of it.\n`);
    if (hasFolderElsewhere) {
      print(
        'Its folder is not on this machine: where a writer has it, delete it there, or it comes back.\n',
      );
    }
  });
}

/** What was counted there, and who chose to see it in messages with the bot. */
async function forgetServers(
  id: CollectionId,
  servers: readonly string[],
  { dataDir, gapRetentionDays: retentionDays }: Config,
  state: StateFolder = diskState(dataFolders(dataDir).state),
): Promise<void> {
  // Whether texts are kept is for the bot to know.
  const logs = await openPlaceLogs({ state, retentionDays, keepsTexts: true });
  const directMessages = openDirectMessages(state);
  for (const server of new Set([...servers, ...(SNOWFLAKE.test(id) ? [id] : [])])) {
    await forgetInLogs(logs, server);
    await directMessages.forget(server);
  }
  await logs.close();
}

/** Whether somebody typed its title, or its id where it has none. */
async function isConfirmed(title: string, flags: CollectionsDeleteFlags): Promise<boolean> {
  if (flags.json || !canAsk()) throw new Refusal('collectionUnconfirmed', { name: title });
  const typed = await ask(
    `This cannot be undone. To delete it, type its title, ${printable(title)}: `,
  );
  return typed === title;
}
