/** Puts one collection together: its library, and all that looks after its articles. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { EmbedderOptions } from '../embeddings/embedder.ts';
import { openAnnouncements } from './announcements/announcer.ts';
import {
  type Collection,
  type CollectionId,
  DEFAULT_COLLECTION,
} from './collections/collection.ts';
import { noteLongId } from './collections/delete-collection.ts';
import { measureFolder } from './collections/measure-folder.ts';
import type { DraftCollection, OpenCollection } from './collections/open-collection.ts';
import type { OwnRates } from './collections/question-rates.ts';
import { beyond, type QuotaUse, quotaUse } from './collections/quota-use.ts';
import type { CollectionRegistry } from './collections/registry.ts';
import type { SharedEmbedder } from './collections/shared-embedder.ts';
import { intakeWithin, type More, refuseMore, sourcesWithin } from './collections/with-quotas.ts';
import type { Config } from './config.ts';
import { dataFolders } from './data-folders.ts';
import { openEditorial } from './editorial/editorial.ts';
import { editorialInFolder } from './editorial/editorial-place.ts';
import { placesOnDisk } from './intake/disk-places.ts';
import { intakeOf } from './intake/intake.ts';
import { knowArticles } from './intake/known-articles.ts';
import { waitingCount } from './intake/waiting.ts';
import type { OpenLibrary } from './library/library.ts';
import { openLibrary } from './library/open-library.ts';
import { libraryOptions } from './library-options.ts';
import { openDraftAt } from './open-draft.ts';
import { type Reader, ReaderOf } from './reading/reader.ts';
import { type Notice, statement } from './refusals.ts';
import type { Reporter } from './reporter.ts';
import type { HostTurns } from './sources/host-turns.ts';
import { openSources } from './sources/open-sources.ts';
import type { LookResult } from './sources/source.ts';
import { sourcesInFolder } from './sources/sources-place.ts';
import { diskState } from './state/disk-state.ts';
import type { Vitals } from './supervision/vitals.ts';

/** What all collections share. */
export interface CollectionParts {
  readonly config: Config;
  readonly registry: CollectionRegistry;
  readonly embedder: SharedEmbedder;
  readonly reader: Reader;
  /** Of the bot: the default collection's looks and index are told there, and no other's. */
  readonly vitals: Vitals;
  readonly reporter: Reporter;
  readonly logger: Logger;
  readonly turns: HostTurns;
  readonly rates: OwnRates;
  /** The channels that managers chose for what comes into a collection. */
  readonly channelsFor: (id: CollectionId) => Promise<readonly string[]>;
}

/** A file that the library has not got to know after so long never came, or is gone again. */
const PENDING_MS = 10 * 60_000;

/** Opens a collection at once; reading and embedding go on behind it. */
export async function openCollection(
  collection: Collection,
  parts: CollectionParts,
): Promise<OpenCollection> {
  const { config, registry, logger, rates } = parts;
  const { id } = collection;
  const articlesDir = collection.folder ?? config.articlesDir;
  await noteLongId(config, id);
  const reporter = reporterOf(id, parts.reporter);
  const reader = id === DEFAULT_COLLECTION ? parts.reader : new ReaderOf(parts.reader, id);
  const { state: stateDir } = dataFolders(config.dataDir, id);
  const faults = (what: string) => (error: unknown) =>
    logger.error({ error: String(error), ...named(id) }, what);
  const editorial = await openEditorial({
    ...{ place: editorialInFolder(articlesDir), state: diskState(stateDir) },
    ...{ notice: reporter.notice, onFault: faults('editorial') },
  });
  const library = openLibrary({
    ...libraryOptions({ ...config, articlesDir }, reporter),
    ...{ watch: true, reader, collection: id, apart: registry.apartOf(id), editorial },
    ...(id === DEFAULT_COLLECTION && { vitals: parts.vitals }),
    openEmbedder: (options: EmbedderOptions) => parts.embedder.open(options),
  });
  try {
    const places = placesOnDisk(stateDir, articlesDir);
    const { state } = places;
    const known = knowArticles(() => library.currentFiles());
    const kept = pendingFiles(library);
    const apart = registry.apartOf(id);
    const quotas = quotaUse({
      limits: () => registry.byId(id)?.quotas ?? collection.quotas,
      count: {
        articles: async () => library.status().articles + (await kept()).articles,
        passages: async () => library.status().passages + (await kept()).passages,
        bytes: async () => (await measureFolder(articlesDir, apart)).bytes,
        sources: () => sources.list().sources.length,
        waiting: () => waitingCount(state),
      },
      questions: () => rates.count(id),
    });
    const sources = await openSources({
      ...{ places, sourcesFile: sourcesInFolder(articlesDir), reader, known },
      ...{ isScheduled: true, notice: reporter.notice },
      articlesUnder: (name) => library.articlesUnder(name),
      fetching: { allowlist: config.urlAllowlist },
      turns: parts.turns,
      refuseMore: (bytes) => refuseMore(quotas, { articles: 1, passages: 1, bytes }),
      onFault: faults('sources'),
    });
    sources.listen({ onLook: (result) => logLook(result, id, logger) });
    const announcements = await openAnnouncements({
      ...{ state, sources, library, ...(collection.key !== '' && { collection: collection.key }) },
      chosen: () => parts.channelsFor(id),
      onClosed: (source, { channel, why }) =>
        logger.warn(
          { source, channel, why, ...named(id) },
          'new articles cannot be announced in a channel',
        ),
      onFault: faults('announcements'),
    });
    const intake = intakeOf(places, known, { allowlist: config.urlAllowlist, reader });
    sayIfFull(library, quotas, id, parts.reporter);
    return {
      library,
      answers: editorial,
      quotas,
      announcements,
      intake: intakeWithin(intake, quotas, kept.add),
      sources: sourcesWithin(sources, quotas),
      catchUp: () => known.catchUp(),
      isBusy: () =>
        library.status().phase !== 'ready' ||
        sources.list().sources.some(({ isLooking }) => isLooking),
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

/** In a line of the log; nothing for the default collection. */
function named(id: string): { readonly collection?: string } {
  return id === DEFAULT_COLLECTION ? {} : { collection: id };
}

/** Notices of a collection say which one they are of; how far each is, is told where it is asked. */
function reporterOf(collection: string, all: Reporter): Reporter {
  if (collection === DEFAULT_COLLECTION) return all;
  return {
    notice: (notice: Notice) => all.notice(statement('ofCollection', { collection, notice })),
    progress: () => {},
  };
}

function logLook(result: LookResult, id: string, logger: Logger): void {
  const { source, added, changed, removed, waiting, problem } = result;
  const counts = { added, changed, removed, waiting };
  const moved = Object.entries(counts).filter(([, { length }]) => length > 0);
  const facts = Object.fromEntries(moved.map(([what, { length }]) => [what, length]));
  const told = {
    source: source.name,
    ...named(id),
    ...facts,
    ...(problem && { problem: problem.key }),
  };
  logger[moved.length > 0 ? 'info' : 'debug'](told, 'a source was looked at');
}

/** Files that were kept and that the library does not know yet: they count as if it did. */
function pendingFiles(library: OpenLibrary) {
  const pending = new Map<string, More & { readonly since: number }>();
  async function count(): Promise<Pick<More, 'articles' | 'passages'>> {
    let [articles, passages] = [0, 0];
    for (const [file, more] of pending) {
      const isOver = performance.now() - more.since > PENDING_MS;
      if (isOver || (await library.reading(file)) !== null) pending.delete(file);
      else {
        articles += more.articles;
        passages += more.passages;
      }
    }
    return { articles, passages };
  }
  return Object.assign(count, {
    add: (file: string, more: More) =>
      void pending.set(file, { ...more, since: performance.now() }),
  });
}

/** A folder that somebody filled by hand beyond its quotas goes on being answered from; that is told. */
function sayIfFull(
  library: OpenLibrary,
  quotas: QuotaUse,
  collection: string,
  { notice }: Reporter,
): void {
  const say = async (): Promise<void> => {
    await library.whenReady();
    const quota = beyond(quotas.limits, await quotas.use());
    if (quota !== null) notice(statement('collectionFull', { collection, quota }));
  };
  // What keeps it from being ready is told by whoever reads it.
  say().catch(() => {});
}

/** Puts together what a server works with before anything is kept of it. */
export async function openDraft(
  collection: Collection,
  parts: CollectionParts,
): Promise<DraftCollection> {
  const { cache, state } = dataFolders(parts.config.dataDir, collection.id);
  // It has nothing in it, and never will.
  const articlesDir = join(cache, 'nothing-yet');
  await mkdir(articlesDir, { recursive: true });
  const places = placesOnDisk(state, articlesDir);
  return openDraftAt(collection, { places, sourcesFile: sourcesInFolder(articlesDir) }, parts);
}
