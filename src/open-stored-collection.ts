/** Puts one collection of the database together: its library, and all that looks after its articles. */
import type { Logger } from 'pino';
import { type Announcements, openAnnouncements } from './announcements/announcer.ts';
import { heardAnnouncements } from './announcements/heard-announcements.ts';
import {
  type Collection,
  type CollectionId,
  DEFAULT_COLLECTION,
} from './collections/collection.ts';
import type { DraftCollection, OpenCollection } from './collections/open-collection.ts';
import type { SharedRates } from './collections/question-rates.ts';
import { type QuotaUse, quotaUse } from './collections/quota-use.ts';
import type { LookedAfter, StoredLooks } from './collections/stored-looks.ts';
import type { StoredRegistry } from './collections/stored-registry.ts';
import { intakeWithin, refuseMore, sourcesWithin } from './collections/with-quotas.ts';
import type { Config } from './config.ts';
import { openEditorial } from './editorial/editorial.ts';
import { editorialInState } from './editorial/editorial-place.ts';
import { intakeOf } from './intake/intake.ts';
import { knowArticles } from './intake/known-articles.ts';
import { postgresPlaces } from './intake/postgres-places.ts';
import { waitingCount } from './intake/waiting.ts';
import { type LibraryDesk, openPostgresLibrary } from './library/postgres/open-postgres-library.ts';
import { openDraftAt } from './open-draft.ts';
import { type Reader, ReaderOf } from './reading/reader.ts';
import { isRefusal, Refusal } from './refusals.ts';
import type { Reporter } from './reporter.ts';
import type { HostTurns } from './sources/host-turns.ts';
import { openSources } from './sources/open-sources.ts';
import type { Sources } from './sources/sources.ts';
import { sourcesInState } from './sources/sources-place.ts';
import { postgresState } from './state/postgres-state.ts';

/** What all collections share. */
export interface StoredCollectionParts {
  readonly config: Config;
  readonly registry: StoredRegistry;
  readonly desk: LibraryDesk;
  readonly reader: Reader;
  readonly reporter: Reporter;
  readonly logger: Logger;
  readonly turns: HostTurns;
  readonly rates: SharedRates;
  readonly looks: StoredLooks;
  /** The channels that managers chose for what comes into a collection. */
  readonly channelsFor: (id: CollectionId) => Promise<readonly string[]>;
}

/** A collection of the database that is open: its sources are looked after where its lease is. */
export interface OpenStoredCollection extends OpenCollection {
  /** Opens what looks after them, and announces what they bring. */
  lookAfter(): Promise<LookedAfter & { readonly announcements: Announcements }>;
}

/** The number of a collection. @throws Refusal `noSuchCollection`. */
function numberOf(registry: StoredRegistry, id: string): number {
  const no = registry.numberOf(id);
  if (no === null) throw new Refusal('noSuchCollection', { name: id });
  return no;
}

/** Opens a collection: nothing of it is read for that. */
export async function openStoredCollection(
  { id, quotas: usual }: Collection,
  parts: StoredCollectionParts,
): Promise<OpenStoredCollection> {
  const { config, registry, desk, logger, rates, turns, reporter, looks } = parts;
  const { primary } = desk.database;
  const no = numberOf(registry, id);
  const reader = id === DEFAULT_COLLECTION ? parts.reader : new ReaderOf(parts.reader, id);
  const faults = (what: string) => (error: unknown) => {
    // A database that is away is told by its part.
    if (isRefusal(error, 'databaseAway')) return;
    logger.error({ error: String(error), ...(id !== '' && { collection: id }) }, what);
  };
  const ownState = postgresState(primary, no);
  const editorial = await openEditorial({
    ...{ place: editorialInState(ownState), state: ownState },
    ...{ notice: reporter.notice, onFault: faults('editorial') },
  });
  const library = openPostgresLibrary(desk, no, editorial);
  try {
    const places = postgresPlaces(primary, no);
    const { state } = places;
    const known = knowArticles(() => library.currentFiles());
    const kept = async () => {
      const [row] = await primary.query<{ bytes: number; files: number }>(
        `select coalesce(sum(size), 0)::int8 as bytes, count(*) filter (
           where origin = 'discord' and read_sha256 is null and path !~ '\\.yaml$')::int as files
         from files where collection = $1`,
        [no],
      );
      return row ?? { bytes: 0, files: 0 };
    };
    const quotas: QuotaUse = quotaUse({
      limits: () => registry.byId(id)?.quotas ?? usual,
      count: {
        // What no writer has read yet counts as if it had.
        articles: async () => library.status().articles + (await kept()).files,
        passages: async () => library.status().passages + (await kept()).files,
        bytes: async () => (await kept()).bytes,
        sources: () => sources.list().sources.length,
        waiting: () => waitingCount(state),
      },
      questions: () => rates.count(id),
    });
    const sourcesOf = (isScheduled: boolean): Promise<Sources> =>
      openSources({
        ...{ places, sourcesFile: sourcesInState(state), reader, known, turns, isScheduled },
        // How sources do is said by whoever looks at them.
        notice: isScheduled ? reporter.notice : () => {},
        articlesUnder: (name) => library.articlesUnder(name),
        fetching: { allowlist: config.urlAllowlist },
        refuseMore: (bytes) => refuseMore(quotas, { articles: 1, passages: 1, bytes }),
        onFault: faults('sources'),
      });
    const opened = await sourcesOf(false);
    const sources: Sources = {
      ...opened,
      async add(previewId) {
        const added = await opened.add(previewId);
        looks.nudge(no);
        return added;
      },
      refresh: (name) => looks.refresh({ no, id }, name),
    };
    const announcements = await heardAnnouncements(state, sources);
    async function lookAfter(): ReturnType<OpenStoredCollection['lookAfter']> {
      const scheduled = await sourcesOf(true);
      const announcing = await openAnnouncements({
        ...{ state, sources: scheduled, library },
        ...(id !== DEFAULT_COLLECTION && { collection: registry.byId(id)?.key ?? '' }),
        chosen: () => parts.channelsFor(id),
        onClosed: (source, { channel, why }) =>
          logger.warn({ source, channel, why }, 'new articles cannot be announced in a channel'),
        onFault: faults('announcements'),
      });
      return {
        ...{ sources: scheduled, announcements: announcing },
        settled: () => announcing.settled(),
        async close() {
          await announcing.close();
          await scheduled.close();
        },
      };
    }
    const intake = intakeOf(places, known, { allowlist: config.urlAllowlist, reader });
    return {
      ...{ library, answers: editorial, quotas, announcements, lookAfter },
      intake: intakeWithin(intake, quotas, () => {}),
      sources: sourcesWithin(sources, quotas),
      // What is there is asked for when something is added.
      catchUp: async () => {},
      isBusy: () => sources.list().sources.some(({ isLooking }) => isLooking),
      async close() {
        await announcements.close();
        await sources.close();
        await editorial.close();
        await library.close();
      },
    };
  } catch (error) {
    await editorial.close();
    await library.close();
    throw error;
  }
}

/** What a server works with before anything is kept of it: its rows are there, and nobody sees them. */
export async function openStoredDraft(
  collection: Collection,
  parts: StoredCollectionParts,
): Promise<DraftCollection> {
  const { registry, desk } = parts;
  await registry.make(collection.id, true);
  const places = postgresPlaces(desk.database.primary, numberOf(registry, collection.id));
  return openDraftAt(collection, { places, sourcesFile: sourcesInState(places.state) }, parts);
}
