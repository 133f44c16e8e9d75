/** Finds the collections below the articles folder, each with what its `collection.yaml` says. */
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isCollectionMark } from '../articles/collection-mark.ts';
import { type Statement, statement } from '../refusals.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import {
  type Collection,
  type CollectionId,
  DEFAULT_COLLECTION,
  keyOf,
  type Quotas,
} from './collection.ts';
import {
  type CollectionFile,
  type CollectionSettings,
  readCollectionFile,
} from './collection-file.ts';
import { NO_QUOTAS } from './quota-fields.ts';

/** A folder this deep is a loop or a mistake; as `listArticleFiles` has it. */
const MAX_DEPTH = 32;

/** Such a folder. */
export interface FoundCollection {
  readonly id: CollectionId;
  /** Absolute. */
  readonly folder: string;
  /** Null where its file cannot be read: it is shown to nobody then. */
  readonly collection: Collection | null;
  /** What is wrong with its file, each with the line. */
  readonly problems: readonly Statement<'inCollection'>[];
  /** Tells one state of its file from another. */
  readonly mark: string;
}

/** How they are looked for. */
export interface FindOptions {
  readonly articlesDir: string;
  /** Quotas of those that were made for a server, where their file names none. */
  readonly serverQuotas: Quotas;
  /** Whether folders of servers' ids are theirs, whatever lies in them. */
  readonly perServer: boolean;
}

/** What was found. */
export interface Found {
  /** By id, the default one not among them. */
  readonly collections: ReadonlyMap<CollectionId, FoundCollection>;
  /** Sub-folders that could not be listed this time, as ids: what was known below them may still be so. */
  readonly unknown: readonly CollectionId[];
}

/** Whether a collection was made for one server by itself, and goes with it: the folder of its id, its own alone. */
export function isOfOneServer({ id, servers }: Pick<Collection, 'id' | 'servers'>): boolean {
  return SNOWFLAKE.test(id) && servers.length === 1 && servers[0] === id;
}

/**
 * Looks through the folder; links are not followed. Files are read only where they are not as they were.
 * @param known what was found the time before.
 * @throws the system's error where the articles folder itself cannot be listed.
 */
export async function findCollections(
  options: FindOptions,
  known: ReadonlyMap<CollectionId, FoundCollection> = new Map(),
): Promise<Found> {
  const root = await realpath(options.articlesDir);
  const collections = new Map<CollectionId, FoundCollection>();
  const unknown: CollectionId[] = [];

  async function visit(folder: string, id: CollectionId, depth: number): Promise<void> {
    let entries: Awaited<ReturnType<typeof list>>;
    try {
      entries = await list(folder);
    } catch (error) {
      if (id === DEFAULT_COLLECTION) throw error;
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') unknown.push(id);
      return;
    }
    const isMarked = entries.some(({ name }) => isCollectionMark(name));
    if (id !== DEFAULT_COLLECTION && (isMarked || (options.perServer && SNOWFLAKE.test(id)))) {
      collections.set(id, await readFound(folder, id, entries, known.get(id), options));
    }
    if (depth === MAX_DEPTH) return;
    for (const entry of entries) {
      const { name } = entry;
      if (!entry.isDirectory() || name.startsWith('.') || name === 'node_modules') continue;
      await visit(join(folder, name), id === '' ? name : `${id}/${name}`, depth + 1);
    }
  }

  await visit(root, DEFAULT_COLLECTION, 0);
  return { collections, unknown };
}

const list = (folder: string) => readdir(folder, { withFileTypes: true });

async function readFound(
  folder: string,
  id: CollectionId,
  entries: readonly { readonly name: string }[],
  before: FoundCollection | undefined,
  options: FindOptions,
): Promise<FoundCollection> {
  const names = entries.map(({ name }) => name).filter(isCollectionMark);
  const mark = (await Promise.all(names.map((name) => markOf(join(folder, name))))).join(' ');
  // One that could not be read may be readable now, whatever its time says.
  if (before !== undefined && before.mark === mark && before.collection !== null) return before;
  const file = (await readCollectionFile(folder, id)) ?? missing(id);
  const { settings, problems } = file;
  const collection = settings && collectionOf(id, folder, settings, options.serverQuotas);
  return { id, folder, collection, problems, mark };
}

async function markOf(path: string): Promise<string> {
  const info = await lstat(path).catch(() => null);
  return info === null ? '' : `${path} ${info.mtimeMs} ${info.ctimeMs} ${info.size} ${info.ino}`;
}

/** Of the folder of a server from which it was taken away. */
function missing(id: CollectionId): CollectionFile {
  const facts = { file: `${id}/collection.yaml`, line: 1, reason: statement('gone') };
  return { settings: null, problems: [statement('inCollection', facts)] };
}

/** A collection as its file describes it. */
export function collectionOf(
  id: CollectionId,
  folder: string,
  settings: CollectionSettings,
  serverQuotas: Quotas,
): Collection {
  const { quotas, ...said } = settings;
  const usual = isOfOneServer({ id, servers: said.servers }) ? serverQuotas : NO_QUOTAS;
  return { id, key: keyOf(id), folder, ...said, quotas: { ...usual, ...quotas } };
}
