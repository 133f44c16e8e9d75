/** Puts the communities together: the collections that there are, what opens them, and what goes on without anybody. */
import type { Logger } from 'pino';
import type { Embedder, EmbedderOptions } from '../embeddings/embedder.ts';
import { type AllAnnouncements, allAnnouncements } from './collections/all-announcements.ts';
import { type Care, careOf } from './collections/care-of.ts';
import { chosenChannels } from './collections/chosen-channels.ts';
import { type CollectionId, DEFAULT_COLLECTION } from './collections/collection.ts';
import {
  collectionsOnDemand,
  draftsOnDemand,
  noSuch,
} from './collections/collections-on-demand.ts';
import type { Communities } from './collections/communities.ts';
import { buriedCollections, keptCollections } from './collections/delete-collection.ts';
import { lookAfterClosed } from './collections/due-sources.ts';
import type { Holdings } from './collections/holdings.ts';
import type { Leaving } from './collections/leaving.ts';
import { manyCommunities } from './collections/many-communities.ts';
import type { OpenCollection } from './collections/open-collection.ts';
import type { PlaceLogs } from './collections/place-logs.ts';
import { questionRates } from './collections/question-rates.ts';
import { type CollectionRegistry, openRegistry } from './collections/registry.ts';
import { followServers, serverData } from './collections/server-data.ts';
import { shareEmbedder } from './collections/shared-embedder.ts';
import { makeServerCollection } from './collections/write-collection.ts';
import type { Config } from './config.ts';
import { dataFolders } from './data-folders.ts';
import { placesOnDisk } from './intake/disk-places.ts';
import { keepTidy, tidyIntake } from './intake/waiting.ts';
import { savedCounts } from './library/generation.ts';
import { openCollection, openDraft } from './open-collection.ts';
import type { Reader } from './reading/reader.ts';
import type { Reporter } from './reporter.ts';
import { openSettings } from './settings/open-settings.ts';
import type { Settings } from './settings/server-settings.ts';
import { SNOWFLAKE } from './snowflake.ts';
import { hostTurns } from './sources/host-turns.ts';
import { HOST_PAUSE_MS } from './sources/limits.ts';
import { sourcesInFolder } from './sources/sources-place.ts';
import { readSourceList } from './sources/status.ts';
import { diskState } from './state/disk-state.ts';
import type { Vitals } from './supervision/vitals.ts';

/** What they are put together of. */
export interface CommunitiesParts {
  readonly config: Config;
  readonly reader: Reader;
  readonly vitals: Vitals;
  readonly reporter: Reporter;
  readonly logger: Logger;
  /** Servers whose managers look after the default collection, by id; those of the settings where left out. */
  readonly managing?: readonly string[];
  /** Starts the model that all share; `openEmbedder` unless it is shared with others beside them. */
  readonly startModel?: (options: EmbedderOptions) => Promise<Embedder>;
}

/** All communities, open. */
export interface OpenCommunities {
  /** The default collection, which is open as long as these are. */
  readonly ofAll: OpenCollection;
  readonly registry: CollectionRegistry;
  readonly announcements: AllAnnouncements;
  /** What the managers of servers chose. */
  readonly settings: Settings;
  /** Serves them; nothing is asked before. @param records where what is counted per place is kept. */
  serve(records: PlaceLogs): { readonly communities: Communities; readonly leaving: Leaving };
  /** Ids of the collections that are open. */
  open(): readonly CollectionId[];
  /** What all hold together. */
  holdings(): Holdings;
  close(): Promise<void>;
}

/** Measured: the index, and the places that its passages stand in. */
const BYTES_PER_PASSAGE = 21_000;
/** Of one that is open, whatever it holds. */
const BYTES_PER_COLLECTION = 1_000_000;
/** What nobody used for so long is closed, however much room there is. */
const IDLE_MS = 30 * 60_000;
/** A draft is nothing but a door. */
const DRAFT_IDLE_MS = 10 * 60_000;

/** Servers that the settings name. */
export function managingServers({
  managerGuildIds,
  discord: { guildId },
}: Pick<Config, 'managerGuildIds' | 'discord'>): readonly string[] {
  return [...managerGuildIds, ...(guildId === null ? [] : [guildId])];
}

/** See the head of this file. @throws what opening the default collection does. */
export async function openCommunities(parts: CommunitiesParts): Promise<OpenCommunities> {
  const { config, logger, reporter, vitals } = parts;
  const { articlesDir, collections } = config;
  const { notice } = reporter;
  const deleting = new Set(await buriedCollections(config));
  const { perServer, serverQuotas } = collections;
  const registry = await openRegistry({ articlesDir, perServer, serverQuotas, notice, deleting });
  const embedder = shareEmbedder({ vitals }, parts.startModel);
  const rates = questionRates();
  const turns = hostTurns(HOST_PAUSE_MS);
  const state = diskState(dataFolders(config.dataDir).state);
  const settings = openSettings({
    state,
    onFault: (error) => logger.error({ error: String(error) }, 'settings'),
  });
  const managing = parts.managing ?? managingServers(config);
  const channelsFor = chosenChannels({ registry, settings, managing });
  const common = { ...parts, registry, embedder, turns, rates, channelsFor };
  const announcements = allAnnouncements();
  const onFault = (error: unknown) => logger.error({ error: String(error) }, 'collections');

  /** Of what is not opened yet, what was saved of it. */
  async function readHoldings(): Promise<void> {
    for (const { id } of registry.all()) {
      if (isClosed) return;
      const saved = await savedCounts(dataFolders(config.dataDir, id).snapshots);
      if (saved !== null && open.peek(id) === null) holdings.note(id, saved);
    }
  }

  const { open, holdings } = collectionsOnDemand<OpenCollection>({
    ...{ registry, notice, onFault, mostBytes: collections.mostBytes, idleMs: IDLE_MS },
    async open(collection) {
      const opened = await openCollection(collection, common);
      announcements.add(opened.announcements);
      return opened;
    },
    onClose: (opened) => announcements.drop(opened.announcements),
    bytesOf: ({ library }) =>
      library === ofAll?.library
        ? 0
        : BYTES_PER_COLLECTION + BYTES_PER_PASSAGE * library.status().passages,
  });
  const drafts = draftsOnDemand({
    ...{ registry, onFault, idleMs: DRAFT_IDLE_MS },
    open: (own) => openDraft(own, common),
  });
  let ofAll: OpenCollection | null = null;
  ofAll = (await open.hold(DEFAULT_COLLECTION)).item;

  async function make(serverId: string): Promise<void> {
    if (registry.byId(serverId) !== null) return;
    await makeServerCollection(articlesDir, serverId, null);
    await registry.look();
  }

  // A collection of which the folder is gone is looked after no more.
  registry.listen(() => {
    const there = new Set(registry.found().map(({ id }) => id));
    for (const id of open.open()) {
      if (id === DEFAULT_COLLECTION || there.has(id) || deleting.has(id)) continue;
      open.ban(id, () => noSuch(id)).then(() => open.allow(id), onFault);
    }
  });

  const due = lookAfterClosed({
    collections: registry.all,
    isOpen: (id) => open.peek(id) !== null,
    hold: open.hold,
    read: ({ id, folder }) =>
      readSourceList(
        sourcesInFolder(folder ?? articlesDir),
        diskState(dataFolders(config.dataDir, id).state),
      ),
    onFault,
  });

  /** What waits and what was removed goes in its time, whether its collection is open or not. */
  async function tidy(): Promise<void> {
    const ids = new Set([
      '',
      ...registry.all().map(({ id }) => id),
      ...(await keptCollections(config)),
    ]);
    for (const id of ids) {
      if (isClosed) return;
      if (deleting.has(id)) continue;
      const folder = registry.byId(id)?.folder ?? articlesDir;
      await tidyIntake(placesOnDisk(dataFolders(config.dataDir, id).state, folder)).catch(onFault);
    }
  }
  let isClosed = false;
  let care: Care | null = null;
  const reading = readHoldings().catch(onFault);
  const tidying = keepTidy(async () => {
    await reading;
    await tidy();
    await care?.finish();
  }, onFault);

  return {
    ofAll,
    registry,
    announcements,
    settings,
    open: open.open,
    holdings: holdings.now,
    serve(records) {
      const data = serverData(state, records, settings);
      const ofDeleted = new Map<CollectionId, readonly string[]>();
      const caring = careOf({
        ...{ places: config, registry, deleting, make, notice, open: [open, drafts] },
        async forget(id) {
          const servers = ofDeleted.get(id) ?? (SNOWFLAKE.test(id) ? [id] : []);
          // What else a server sees may have been asked there.
          const alone = servers.filter((server) => registry.ofServer(server).length === 0);
          for (const server of alone) await data.forget(server);
          ofDeleted.delete(id);
        },
      });
      const deleteOne = (id: CollectionId): Promise<void> => {
        ofDeleted.set(id, registry.byId(id)?.servers ?? []);
        return caring.delete(id);
      };
      care = caring;
      void caring.finish().catch(onFault);
      const leaving = followServers({
        ...{ state, retentionDays: collections.retentionDays, registry, data, notice },
        leftOver: () => keptCollections(config),
        deleteCollection: deleteOne,
        onFault: (error) =>
          logger.error({ error: String(error) }, 'what a server had was not deleted'),
      });
      const communities = manyCommunities({
        ...{ registry, open, drafts, make, perServer, records, rates },
      });
      return {
        leaving,
        communities: {
          ...communities,
          care: { setSeesDefault: caring.setSeesDefault, delete: deleteOne },
          directMessages: data.directMessages,
        },
      };
    },
    async close() {
      isClosed = true;
      const tidied = tidying.close();
      await registry.close();
      await due.close();
      await tidied;
      await drafts.close();
      await open.close();
      await embedder.close();
    },
  };
}
