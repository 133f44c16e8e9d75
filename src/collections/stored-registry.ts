/** The collections of a database, from memory: the table is looked at again and again. */
import { z } from 'zod';
import { NONE_APART } from '../articles/folder.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { pause } from '../supervision/deadline.ts';
import {
  type Collection,
  type CollectionId,
  DEFAULT_COLLECTION,
  keyOf,
  PAGE_SHOWS,
  type PageShows,
  type Quotas,
} from './collection.ts';
import { NO_QUOTAS } from './quota-fields.ts';
import type { CollectionRegistry } from './registry.ts';

/** Milliseconds between two looks; of very many collections, as many times as long as a look took. */
const LOOK_MS = 2_000;
const PAUSE_SHARE = 50;

/** What is sent to the database. */
export interface CollectionQueries {
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** What is stored of a collection beside its name. A draft is one that nothing was kept in yet. */
const Settings = z.object({
  servers: z.array(z.string()).default([]),
  managers: z.array(z.string()).default([]),
  seesDefault: z.boolean().default(true),
  page: z.enum(PAGE_SHOWS).nullable().default(null),
  isDraft: z.boolean().default(false),
  quotas: z
    .object({
      articles: z.number().nullable(),
      passages: z.number().nullable(),
      bytes: z.number().nullable(),
      sources: z.number().nullable(),
      waiting: z.number().nullable(),
      questionsPerMinute: z.number().nullable(),
    })
    .nullable()
    .default(null),
});

interface Row {
  readonly no: number;
  readonly id: string;
  readonly title: string | null;
  readonly settings: unknown;
}

/** How they are kept. */
export interface StoredRegistryOptions {
  readonly queries: CollectionQueries;
  readonly perServer: boolean;
  /** Of those that were made for a server, where nothing else is said. */
  readonly serverQuotas: Quotas;
}

/** The registry, with what the database calls a collection. */
export interface StoredRegistry extends CollectionRegistry {
  /** The number of a collection, a draft's too; null where there is none. */
  numberOf(id: CollectionId): number | null;
  /** Makes a collection of a server, or its draft; nothing happens where there is one. */
  make(serverId: string, isDraft: boolean): Promise<void>;
  setSeesDefault(id: CollectionId, seesDefault: boolean): Promise<void>;
  setPage(id: CollectionId, page: PageShows | null): Promise<void>;
}

/** Looks at the table; what is there is known when this resolves. */
export async function openStoredRegistry(options: StoredRegistryOptions): Promise<StoredRegistry> {
  const { queries, perServer, serverQuotas } = options;
  const stop = new AbortController();
  const listeners = new Set<() => void>();
  let rows: readonly Row[] = [];
  let byId: ReadonlyMap<CollectionId, Collection> = new Map();
  let numbers: ReadonlyMap<CollectionId, number> = new Map();
  let seen = '';

  async function look(): Promise<void> {
    rows = await queries.query<Row>(
      'select no, id, title, settings from collections as collection order by id',
    );
    const text = JSON.stringify(rows);
    if (text === seen) return;
    seen = text;
    numbers = new Map(rows.map(({ id, no }) => [id, no]));
    byId = new Map(
      rows.flatMap((row) => {
        const collection = collectionOf(row);
        return collection === null ? [] : [[row.id, collection] as const];
      }),
    );
    for (const listener of [...listeners]) listener();
  }

  function collectionOf({ id, title, settings }: Row): Collection | null {
    const read = Settings.safeParse(settings);
    const { servers, managers, seesDefault, page, isDraft, quotas } = read.success
      ? read.data
      : Settings.parse({});
    if (isDraft) return null;
    const isServers = SNOWFLAKE.test(id);
    return {
      ...{ id, key: keyOf(id), title, managers, seesDefault, page, folder: null },
      servers: isServers ? [...new Set([id, ...servers])] : servers,
      quotas: quotas ?? (isServers ? serverQuotas : NO_QUOTAS),
    };
  }

  async function set(id: CollectionId, settings: Partial<z.infer<typeof Settings>>): Promise<void> {
    await queries.query('update collections set settings = settings || $2 where id = $1', [
      id,
      JSON.stringify(settings),
    ]);
    await look();
  }

  function usual(id: CollectionId): Collection {
    return collectionOf({ no: 0, id, title: null, settings: {} }) as Collection;
  }

  const all = () => [...byId.values()].filter(({ id }) => id !== DEFAULT_COLLECTION);
  function ofServer(serverId: string): readonly Collection[] {
    const own = all().filter(({ servers }) => servers.includes(serverId));
    return own.sort((a, b) => Number(b.id === serverId) - Number(a.id === serverId));
  }

  await look();
  const looking = (async () => {
    while (!stop.signal.aborted) {
      const began = performance.now();
      // While the database is away, what was known is known.
      await look().catch(() => {});
      await pause(Math.max(LOOK_MS, PAUSE_SHARE * (performance.now() - began)), stop.signal);
    }
  })();

  return {
    get default() {
      return byId.get(DEFAULT_COLLECTION) ?? usual(DEFAULT_COLLECTION);
    },
    all,
    found: () =>
      all().map((collection) => ({
        ...{ id: collection.id, folder: '', collection, problems: [], mark: '' },
      })),
    byId: (id) => byId.get(id) ?? (id === DEFAULT_COLLECTION ? usual(DEFAULT_COLLECTION) : null),
    ofServer,
    ownOf(serverId) {
      const [own] = ofServer(serverId);
      return own ?? (perServer && SNOWFLAKE.test(serverId) ? usual(serverId) : null);
    },
    apartOf: () => NONE_APART,
    look,
    numberOf: (id) => numbers.get(id) ?? null,
    async make(serverId, isDraft) {
      await queries.query(
        `insert into collections as collection (id, key, settings) values ($1, $2, $3)
         on conflict (id) do update set settings = collection.settings || excluded.settings
         where not $4`,
        [serverId, keyOf(serverId), JSON.stringify({ isDraft }), isDraft],
      );
      await look();
    },
    setSeesDefault: (id, seesDefault) => set(id, { seesDefault }),
    setPage: (id, page) => set(id, { page }),
    listen(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    async close() {
      stop.abort();
      await looking;
    },
  };
}
