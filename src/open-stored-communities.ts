/** Puts the communities together that are in the database: a bot keeps nothing of them on its disk. */
import type { Embedder } from '../embeddings/embedder.ts';
import { hasNews } from './announcements/heard-announcements.ts';
import { allAnnouncements } from './collections/all-announcements.ts';
import { chosenChannels } from './collections/chosen-channels.ts';
import { type CollectionId, DEFAULT_COLLECTION } from './collections/collection.ts';
import {
  collectionsOnDemand,
  draftsOnDemand,
  noSuch,
} from './collections/collections-on-demand.ts';
import { manyCommunities } from './collections/many-communities.ts';
import type { PlaceLogs } from './collections/place-logs.ts';
import { followServers, serverData } from './collections/server-data.ts';
import type { SharedEmbedder } from './collections/shared-embedder.ts';
import { type Numbered, storedLooks } from './collections/stored-looks.ts';
import { storedQuestionRates } from './collections/stored-question-rates.ts';
import { openStoredRegistry } from './collections/stored-registry.ts';
import type { Database } from './database/open-database.ts';
import { StoredCollections } from './index/postgres/view.ts';
import { postgresPlaces } from './intake/postgres-places.ts';
import { keepTidy, tidyIntake } from './intake/waiting.ts';
import { deleteCollectionRows } from './library/postgres/delete-rows.ts';
import { evidenceKind } from './library/postgres/evidence-kind.ts';
import { deskOf, type LibraryDesk } from './library/postgres/open-postgres-library.ts';
import { type Reading, searchTogether } from './library/postgres/postgres-library.ts';
import { quoteCache } from './library/postgres/quote-cache.ts';
import { StoredSummaries } from './library/postgres/stored-summaries.ts';
import { numberOf } from './library/postgres/writer.ts';
import { titleVectors } from './library/title-vectors.ts';
import { libraryOptions } from './library-options.ts';
import {
  type CommunitiesParts,
  managingServers,
  type OpenCommunities,
} from './open-communities.ts';
import {
  type OpenStoredCollection,
  openStoredCollection,
  openStoredDraft,
} from './open-stored-collection.ts';
import { isRefusal, Refusal } from './refusals.ts';
import { openSettings } from './settings/open-settings.ts';
import { hostTurns } from './sources/host-turns.ts';
import { HOST_PAUSE_MS } from './sources/limits.ts';
import { STORED_SOURCES, sourcesInState } from './sources/sources-place.ts';
import { readSourceList } from './sources/status.ts';

/** What nobody used for so long is closed: it costs a query every two seconds. */
const IDLE_MS = 5 * 60_000;
/** Of one that is open: its sources, and what is known of its files while something is added. */
const BYTES_PER_COLLECTION = 1_000_000;

/** What they are put together of. */
export interface StoredCommunitiesParts extends CommunitiesParts {
  readonly database: Database;
  readonly embedder: SharedEmbedder;
}

/** What questions are asked by. */
export function openDesk({
  config,
  database,
  embedder,
  reporter,
}: Pick<StoredCommunitiesParts, 'config' | 'database' | 'embedder' | 'reporter'>): LibraryDesk {
  const { embedding } = libraryOptions(config, reporter);
  let reading: Promise<Reading> | null = null;
  const open = async (): Promise<Reading> => {
    const opened: Embedder = await embedder.open(embedding);
    const known = new StoredCollections(evidenceKind(opened));
    return { embedder: opened, titleVector: titleVectors(opened), known };
  };
  return deskOf({
    database,
    modelName: embedding.model,
    quotes: quoteCache(),
    summaries: new StoredSummaries(),
    model() {
      reading ??= open().catch((error: unknown) => {
        reading = null;
        throw error;
      });
      return reading;
    },
  });
}

/** See the head of this file. */
export async function openStoredCommunities(
  parts: StoredCommunitiesParts,
): Promise<OpenCommunities> {
  const { config, database, logger, reporter } = parts;
  const { primary } = database;
  const { perServer, serverQuotas, mostBytes, retentionDays } = config.collections;
  const { notice } = reporter;
  const onFault = (error: unknown): void => {
    // Told by the part `database`, once; what was to be done is done when it is back.
    if (!isRefusal(error, 'databaseAway')) logger.error({ error: String(error) }, 'collections');
  };
  const ofAllNo = await numberOf(primary, DEFAULT_COLLECTION);
  const registry = await openStoredRegistry({ queries: primary, perServer, serverQuotas });
  const rates = storedQuestionRates({ queries: primary, numberOf: registry.numberOf });
  const desk = openDesk(parts);
  const { state } = postgresPlaces(primary, ofAllNo);
  const settings = openSettings({
    state,
    onFault(error) {
      // As above.
      if (!isRefusal(error, 'databaseAway')) logger.error({ error: String(error) }, 'settings');
    },
  });
  const looks = storedLooks({
    onFault,
    take: (no) => database.leases.take(`sources:${no}`),
    async collections() {
      const rows = await primary.query<Numbered>(
        `select no, id from collections as collection where exists (
           select from state_files s where s.collection = no and s.path = any($1)) order by no`,
        [STORED_SOURCES],
      );
      return rows.filter(({ id }) => registry.byId(id) !== null);
    },
    async read({ no }) {
      const { state } = postgresPlaces(primary, no);
      return {
        list: await readSourceList(sourcesInState(state), state),
        hasNews: await hasNews(state),
      };
    },
    async open({ id }) {
      const { item, release } = await open.hold(id);
      try {
        const looked = await item.lookAfter();
        announcements.add(looked.announcements);
        return {
          ...looked,
          async close() {
            announcements.drop(looked.announcements);
            await looked.close().finally(release);
          },
        };
      } catch (error) {
        release();
        throw error;
      }
    },
  });
  const managing = parts.managing ?? managingServers(config);
  const channelsFor = chosenChannels({ registry, settings, managing });
  const shared = { registry, desk, rates, looks, channelsFor };
  const common = { ...parts, ...shared, turns: hostTurns(HOST_PAUSE_MS) };
  const announcements = allAnnouncements();

  const { open, holdings } = collectionsOnDemand<OpenStoredCollection>({
    ...{ registry, notice, onFault, mostBytes, idleMs: IDLE_MS },
    open: (collection) => openStoredCollection(collection, common),
    bytesOf: () => BYTES_PER_COLLECTION,
  });
  const drafts = draftsOnDemand({
    ...{ registry, onFault, idleMs: IDLE_MS },
    open: (own) => openStoredDraft(own, common),
  });
  const ofAll = (await open.hold(DEFAULT_COLLECTION)).item;
  // Folders are the writers' business, and what there is to search is theirs to say.
  parts.vitals.leaveOut('folder');
  ofAll.library.whenReady().then(
    () => parts.vitals.well('index'),
    () => {},
  );

  const make = (serverId: string) => registry.make(serverId, false);
  const gone = (id: CollectionId) => () => noSuch(id);
  registry.listen(() => {
    for (const id of open.open()) {
      if (registry.byId(id) === null) open.ban(id, gone(id)).then(() => open.allow(id), onFault);
    }
  });

  async function deleteOne(id: CollectionId): Promise<void> {
    const inFolder = await primary.query(
      `select from files where collection = $1 and origin = 'folder' limit 1`,
      [registry.numberOf(id)],
    );
    // Its writer would read it again.
    if (inFolder.length > 0) {
      throw new Refusal('collectionInFolder', { name: registry.byId(id)?.title ?? id });
    }
    for (const each of [open, drafts]) await each.ban(id, gone(id));
    try {
      await deleteCollectionRows(primary, id);
    } finally {
      for (const each of [open, drafts]) each.allow(id);
      await registry.look();
    }
  }

  async function tidy(): Promise<void> {
    for (const id of [DEFAULT_COLLECTION, ...registry.all().map((each) => each.id)]) {
      const no = registry.numberOf(id);
      if (no !== null) await tidyIntake(postgresPlaces(primary, no)).catch(onFault);
    }
  }
  const tidying = keepTidy(tidy, onFault);

  return {
    ...{ ofAll, registry, announcements, settings },
    open: open.open,
    holdings: holdings.now,
    serve(records: PlaceLogs) {
      const data = serverData(state, records, settings);
      const leaving = followServers({
        ...{ state, retentionDays, registry, data, notice, deleteCollection: deleteOne },
        onFault: (error) =>
          logger.error({ error: String(error) }, 'what a server had was not deleted'),
      });
      const communities = manyCommunities({
        ...{ registry, open, drafts, make, perServer, records, rates },
        searchAll: searchTogether(desk),
        async revisions(ids) {
          const rows = await primary.query<{ revision: number }>(
            'select revision from collections as collection where no = any($1) order by no',
            [ids.flatMap((id) => registry.numberOf(id) ?? [])],
          );
          return rows.map(({ revision }) => revision).join(' ');
        },
      });
      return {
        leaving,
        communities: {
          ...communities,
          care: {
            async setSeesDefault(id, seesDefault) {
              if (registry.byId(id) === null) await make(id);
              await registry.setSeesDefault(id, seesDefault);
            },
            async delete(id) {
              const servers = registry.byId(id)?.servers ?? [];
              await deleteOne(id);
              for (const server of servers) {
                if (registry.ofServer(server).length === 0) await data.forget(server);
              }
            },
          },
          directMessages: data.directMessages,
        },
      };
    },
    async close() {
      const tidied = tidying.close();
      await looks.close();
      await registry.close();
      await tidied;
      await drafts.close();
      await open.close();
    },
  };
}
