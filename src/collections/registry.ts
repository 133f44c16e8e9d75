/** All collections that there are, kept in step with the articles folder, and whose folder is whose. */
import { join } from 'node:path';
import type { Apart } from '../articles/folder.ts';
import { type Notice, statement } from '../refusals.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { type Collection, type CollectionId, DEFAULT_COLLECTION, keyOf } from './collection.ts';
import { type CollectionSettings, readCollectionFile } from './collection-file.ts';
import {
  collectionOf,
  type FindOptions,
  type FoundCollection,
  findCollections,
  isOfOneServer,
} from './find-collections.ts';
import { NO_QUOTAS } from './quota-fields.ts';

/** How they are kept. */
export interface RegistryOptions extends FindOptions {
  readonly notice: (notice: Notice) => void;
  /** Ids that are being deleted: they are there for nobody, and their folders are nobody's. */
  readonly deleting?: ReadonlySet<CollectionId>;
  /** Milliseconds between two looks; `LOOK_MS` unless a test is in a hurry. 0: it is never looked by itself. */
  readonly everyMs?: number;
  /** Milliseconds for which one without its file is one; `MARK_GONE_MS` unless a test is in a hurry. */
  readonly markGoneMs?: number;
}

/** The collections. All but `look` is from memory. */
export interface CollectionRegistry {
  /** What the articles folder itself is. */
  readonly default: Collection;
  /** All but the default one, by id; those that are shown to nobody are not among them. */
  all(): readonly Collection[];
  /** All that were found, readable or not, by id. */
  found(): readonly FoundCollection[];
  byId(id: CollectionId): Collection | null;
  /** Those that a server sees beside the default one: first what was made for it alone, then by id. */
  ofServer(serverId: string): readonly Collection[];
  /**
   * What a server's own managers look after: one that was made for it, or the first one that it sees; where
   * servers get one of their own, one that is made by what first comes into it; else null.
   */
  ownOf(serverId: string): Collection | null;
  /** Which sub-folders of a collection's folder are none of it. */
  apartOf(id: CollectionId): Apart;
  /** Looks at the folder now. */
  look(): Promise<void>;
  /** @returns what ends the listening. */
  listen(onChange: () => void): () => void;
  close(): Promise<void>;
}

/** Between two looks at the shortest, and how many times as long as a look took. */
const LOOK_MS = 2_000;
const PAUSE_SHARE = 20;

/**
 * A collection without its file is still one for so long: some editors take a file away before they write
 * it anew, and nothing of it may be seen elsewhere meanwhile.
 */
const MARK_GONE_MS = 3_000;

/** Looks at the folder; what is found is known when this resolves. */
export async function openRegistry(options: RegistryOptions): Promise<CollectionRegistry> {
  const { articlesDir, notice, perServer, deleting = new Set() } = options;
  const { everyMs = LOOK_MS, markGoneMs = MARK_GONE_MS } = options;
  let found: ReadonlyMap<CollectionId, FoundCollection> = new Map();
  let ofFolder: Collection = defaultOf(articlesDir);
  /** Since when they have no file, by the monotonic clock. */
  const goneSince = new Map<CollectionId, number>();
  const listeners = new Set<() => void>();
  let said: ReadonlySet<string> = new Set();
  let version = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function lookNow(): Promise<void> {
    const began = performance.now();
    await compare().catch(() => {
      // The folder is away: what was known is known.
    });
    clearTimeout(timer);
    if (isClosed || everyMs === 0) return;
    const pause = Math.max(everyMs, PAUSE_SHARE * (performance.now() - began));
    timer = setTimeout(() => void look(), pause);
    timer.unref();
  }

  async function compare(): Promise<void> {
    const { collections, unknown } = await findCollections(options, found);
    const own = await readCollectionFile(articlesDir, DEFAULT_COLLECTION);
    const next = new Map([...collections].filter(([id]) => !deleting.has(id)));
    for (const [id, before] of found) {
      if (next.has(id) || deleting.has(id)) continue;
      const isHidden = unknown.some((folder) => id === folder || id.startsWith(`${folder}/`));
      const since = goneSince.get(id) ?? performance.now();
      if (!isHidden) goneSince.set(id, since);
      if (isHidden || performance.now() - since < markGoneMs) next.set(id, before);
    }
    for (const id of goneSince.keys())
      if (collections.has(id) || !next.has(id)) goneSince.delete(id);
    tell([...next.values()], own?.problems ?? []);
    const isOther =
      next.size !== found.size || [...next].some(([id, each]) => found.get(id) !== each);
    const before = JSON.stringify(ofFolder);
    found = new Map([...next].sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
    ofFolder = defaultOf(articlesDir, own?.settings ?? null);
    if (!isOther && JSON.stringify(ofFolder) === before) return;
    version += Number(isOther);
    for (const listener of [...listeners]) listener();
  }

  /** What is odd about them, once each. */
  function tell(all: readonly FoundCollection[], ofDefault: FoundCollection['problems']): void {
    const notices: Notice[] = [...ofDefault];
    for (const { id, collection, problems } of all) {
      notices.push(...problems);
      if (collection === null) notices.push(statement('collectionHidden', { collection: id }));
    }
    const now = notices.map((each) => JSON.stringify(each));
    notices.forEach((each, i) => {
      if (!said.has(now[i] ?? '')) notice(each);
    });
    said = new Set(now);
  }

  function look(): Promise<void> {
    looking = looking.then(() => (isClosed ? undefined : lookNow()));
    return looking;
  }

  /** The innermost collection that a folder belongs to. */
  function ownerOf(folder: CollectionId): CollectionId {
    let path = folder;
    while (path !== '') {
      if (found.has(path) || deleting.has(path)) return path;
      path = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    }
    return DEFAULT_COLLECTION;
  }

  function ofServer(serverId: string): readonly Collection[] {
    const seen = [...found.values()]
      .flatMap(({ collection }) => collection ?? [])
      .filter(({ servers }) => servers.includes(serverId));
    return [...seen.filter(isOfOneServer), ...seen.filter((each) => !isOfOneServer(each))];
  }

  /** One that is not made yet. */
  function toBeMade(serverId: string): Collection | null {
    if (!perServer || !SNOWFLAKE.test(serverId)) return null;
    // Of a folder that cannot be read nobody knows whose it is; one that goes is nobody's.
    if (found.has(serverId) || deleting.has(serverId)) return null;
    const settings = {
      title: null,
      servers: [serverId],
      managers: [],
      seesDefault: true,
      page: null,
      quotas: {},
    };
    return collectionOf(serverId, join(articlesDir, serverId), settings, options.serverQuotas);
  }

  await look();
  return {
    get default() {
      return ofFolder;
    },
    all: () => [...found.values()].flatMap(({ collection }) => collection ?? []),
    found: () => [...found.values()],
    byId: (id) => (id === DEFAULT_COLLECTION ? ofFolder : (found.get(id)?.collection ?? null)),
    ofServer,
    ownOf: (serverId) => ofServer(serverId)[0] ?? toBeMade(serverId),
    apartOf: (id) => ({
      has(folder) {
        const inside = id === DEFAULT_COLLECTION ? folder : `${id}/${folder}`;
        if (perServer && SNOWFLAKE.test(inside.split('/', 1)[0] ?? '') && id === '') return true;
        return ownerOf(inside) !== id;
      },
      get version() {
        return version;
      },
    }),
    look,
    listen(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      return looking;
    },
  };
}

/** Whether a collection is there, and not yet to be made. */
export function isMade({ id }: Collection, registry: Pick<CollectionRegistry, 'byId'>): boolean {
  return registry.byId(id) !== null;
}

/** The default collection: a `collection.yaml` in the articles folder itself may name, manage and bound it. */
function defaultOf(articlesDir: string, settings: CollectionSettings | null = null): Collection {
  return {
    id: DEFAULT_COLLECTION,
    key: keyOf(DEFAULT_COLLECTION),
    title: settings?.title ?? null,
    servers: [],
    managers: settings?.managers ?? [],
    quotas: { ...NO_QUOTAS, ...settings?.quotas },
    seesDefault: true,
    page: settings?.page ?? null,
    folder: articlesDir,
  };
}
