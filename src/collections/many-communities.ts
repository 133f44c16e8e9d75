/** Many communities: each place gets what it may see and change, of collections that are opened on demand. */
import type { Intake } from '../intake/intake.ts';
import { joinLibraries, type SearchAll } from '../library/joined-library.ts';
import { joinStatus } from '../library/joined-status.ts';
import type { Library, LibraryStatus, Upkeep } from '../library/library.ts';
import { ownAmong } from '../statistics/use-report.ts';
import { within } from '../supervision/deadline.ts';
import type { Access } from './access.ts';
import { type Collection, type CollectionId, DEFAULT_COLLECTION, keyOf } from './collection.ts';
import type { Communities, Served } from './communities.ts';
import { lentAnswers, lentIntake, lentLibrary, lentSources, lentUpkeep, type Use } from './lend.ts';
import type { OnDemand } from './on-demand.ts';
import type { DraftCollection, OpenCollection } from './open-collection.ts';
import { logsFor, type PlaceLogs } from './place-logs.ts';
import type { OwnRates, SharedRates } from './question-rates.ts';
import { type CollectionRegistry, isMade } from './registry.ts';

/** What they are put together of. */
export interface ManyOptions {
  readonly registry: CollectionRegistry;
  /** Open ones; the default one always is. */
  readonly open: OnDemand<OpenCollection>;
  /** What a server works with before it has a collection, and how it comes to one. */
  readonly drafts: OnDemand<DraftCollection>;
  readonly make: (serverId: string) => Promise<void>;
  /** Whether servers get one of their own. */
  readonly perServer: boolean;
  /** What is counted per place. */
  readonly records: PlaceLogs;
  /** How many questions were asked lately, by collection: of this process, or of all. */
  readonly rates: OwnRates | SharedRates;
  /** What collections are, as marks that change with their articles; null where it is known by those that are open. */
  readonly revisions?: (ids: readonly CollectionId[]) => Promise<string>;
  /** For libraries that are searched in one go; see `joinLibraries`. */
  readonly searchAll?: SearchAll;
}

/** A collection that was opened just now is waited for so long, by whoever looks something up. */
const OPENING_MS = 5_000;

/** Ways of seeing that are remembered: each server has one or two. */
const MOST_VIEWS = 10_000;

/** A library before it was ever open. */
const NOT_OPEN: Omit<LibraryStatus, 'model'> = {
  ...{ phase: 'reading', done: 0, total: 0, remainingMs: null },
  ...{ articles: 0, passages: 0, changedAt: null },
};

/** Of a collection that is made by what is kept first. */
const NOTHING: Omit<LibraryStatus, 'model'> = { ...NOT_OPEN, phase: 'ready' };

/** See the head of this file. */
export function manyCommunities(options: ManyOptions): Communities {
  const { registry, open, drafts, make, perServer, records, rates } = options;
  /** By the ids that are seen: the same one for the same places, which others remember things by. */
  const views = new Map<string, Library>();
  const openedAt = new WeakMap<OpenCollection, number>();
  const lastStatus = new Map<CollectionId, LibraryStatus>();

  const ofAll = (): OpenCollection | null => open.peek(DEFAULT_COLLECTION);
  const model = (): string => ofAll()?.library.status().model ?? '';

  async function held(id: CollectionId) {
    const lent = await open.hold(id);
    if (!openedAt.has(lent.item)) openedAt.set(lent.item, performance.now());
    return lent;
  }

  /** Until what was saved of it is loaded; what takes longer than that is not waited for. */
  async function loaded(item: OpenCollection): Promise<void> {
    const left = (openedAt.get(item) ?? 0) + OPENING_MS - performance.now();
    if (left <= 0) return;
    await within(left, item.library.whenSearchable(), () => {}).catch(() => {});
  }

  function using<T>(id: CollectionId, part: (item: OpenCollection) => T): Use<T> {
    return async (work) => {
      const { item, release } = await held(id);
      try {
        await loaded(item);
        return await work(part(item));
      } finally {
        release();
      }
    };
  }

  function statusOf(id: CollectionId): LibraryStatus {
    const now = open.peek(id)?.library.status();
    if (now !== undefined) lastStatus.set(id, now);
    return now ?? lastStatus.get(id) ?? { ...NOT_OPEN, model: model() };
  }

  /** Counts a question for all that it is asked of and that has a bound. */
  function charging(sees: readonly Collection[]): Pick<Served, 'charge' | 'chargeShared'> {
    const bounded = () =>
      sees.flatMap(({ id }) => {
        const max = registry.byId(id)?.quotas.questionsPerMinute ?? null;
        return max === null ? [] : [{ id, max }];
      });
    if (rates.kind === 'own') return { charge: () => rates.charge(bounded()) };
    return { chargeShared: () => rates.charge(bounded()) };
  }

  /** All that is seen, each held until the work is done. */
  function usingAll(ids: readonly CollectionId[]): Use<Library> {
    return async (work) => {
      const lent = await Promise.all(ids.map((id) => held(id)));
      try {
        await Promise.all(lent.map(({ item }) => loaded(item)));
        const [first, ...others] = lent.map(({ item: { library } }, i) => ({
          key: keyOf(ids[i] ?? DEFAULT_COLLECTION),
          library,
        }));
        if (first === undefined) throw new RangeError('an access to no collection that is here');
        return await work(joinLibraries([first, ...others], options.searchAll));
      } finally {
        for (const { release } of lent) release();
      }
    };
  }

  function viewOf(ids: readonly CollectionId[]): Library {
    const key = JSON.stringify(ids);
    const known = views.get(key);
    if (known !== undefined) return known;
    const view = lentLibrary(usingAll(ids), {
      status: () => ({ ...joinStatus(ids.map(statusOf)), model: model() }),
      isQuotable: () => ids.every((id) => open.peek(id)?.library.quotes.isReady() ?? false),
    });
    const [oldest] = views.keys();
    if (oldest !== undefined && views.size >= MOST_VIEWS) views.delete(oldest);
    views.set(key, view);
    return view;
  }

  /** What is seen, where it is there; opened behind this. */
  async function libraryOf(sees: readonly Collection[]): Promise<Library> {
    const ids = sees.map(({ id }) => id).filter((id) => registry.byId(id) !== null);
    if (ids.length === 1 && ids[0] === DEFAULT_COLLECTION) {
      const { item, release } = await open.hold(DEFAULT_COLLECTION);
      release();
      return item.library;
    }
    for (const id of ids) {
      // What fails is told by whoever opens it, and to whoever asks.
      held(id).then(
        ({ release }) => release(),
        () => {},
      );
    }
    return viewOf(ids);
  }

  const hasOwnLogs = (id: string): boolean => perServer || registry.ofServer(id).length > 0;

  function recordsOf(server: string | null, changes: Collection | null, library: Library) {
    const own = changes && (async () => ownAmong(await library.articles(), changes.key));
    return logsFor(records, server, hasOwnLogs, own ?? undefined);
  }

  /** What looking after a collection takes. */
  async function servedOf({ id }: Collection): Promise<Omit<Served, 'library'>> {
    const { item, release } = await held(id);
    release();
    const now = (): OpenCollection => open.peek(id) ?? item;
    return {
      upkeep: lentUpkeep(
        using(id, ({ library }) => library),
        {
          status: () => statusOf(id),
          articlesUnder: (folder) => now().library.articlesUnder(folder),
        },
      ),
      intake: lentIntake(using(id, ({ intake }) => intake)),
      sources: lentSources(
        using(id, ({ sources }) => sources),
        () => now().sources,
      ),
      announcements: { closedFor: (source) => now().announcements.closedFor(source) },
      answers: lentAnswers(
        using(id, ({ answers }) => answers),
        () => now().answers,
      ),
      quotas: {
        get limits() {
          return now().quotas.limits;
        },
        use: () => using(id, ({ quotas }) => quotas)((quotas) => quotas.use()),
        refuse: (kind, more) =>
          using(id, ({ quotas }) => quotas)((quotas) => quotas.refuse(kind, more)),
      },
    };
  }

  /** The same before there is one: what is kept first makes it. */
  async function drafted({ id }: Collection): Promise<Omit<Served, 'library'>> {
    const { item, release } = await drafts.hold(id);
    release();
    const draft: Use<DraftCollection> = async (work) => {
      const lent = await drafts.hold(id);
      try {
        return await work(lent.item);
      } finally {
        lent.release();
      }
    };
    const real = async <R>(work: (made: OpenCollection) => Promise<R>): Promise<R> => {
      await make(id);
      return using(id, (made) => made)(work);
    };
    const intake: Intake = {
      ...lentIntake((work) => draft((one) => work(one.intake))),
      keep: (stagedId, seen, by) => real((made) => made.intake.keep(stagedId, seen, by)),
      restore: (removedId) => real((made) => made.intake.restore(removedId)),
    };
    return {
      upkeep: emptyUpkeep(() => ({ ...NOTHING, model: model() })),
      intake,
      sources: {
        ...lentSources(
          (work) => draft((one) => work(one.sources)),
          () => item.sources,
        ),
        add: (previewId) => real((made) => made.sources.add(previewId)),
      },
      announcements: { closedFor: () => null },
      quotas: item.quotas,
    };
  }

  function historiesOf(sees: readonly Collection[]): Served['histories'] {
    const ids = new Map(sees.map(({ id, key }) => [key, id]));
    return {
      historyOf({ file, collection = keyOf(DEFAULT_COLLECTION) }) {
        const id = ids.get(collection);
        return id === undefined ? null : (open.peek(id)?.sources.historyOf(file) ?? null);
      },
    };
  }

  async function changed({ sees }: Access): Promise<string | null> {
    const ids = sees.map(({ id }) => id).filter((id) => registry.byId(id) !== null);
    if (options.revisions) return options.revisions(ids);
    const times = ids.map((id) => statusOf(id).changedAt);
    return times.every((at) => at === null) ? null : times.join(' ');
  }

  return {
    changed,
    collections: {
      get default() {
        return registry.default;
      },
      byId: registry.byId,
      ofServer: registry.ofServer,
      ownOf: registry.ownOf,
    },
    async serve({ sees, changes, server }: Access): Promise<Served> {
      const library = await libraryOf(sees);
      const histories = historiesOf(sees);
      const read: Served = {
        ...{ library, quotes: library.quotes, ...recordsOf(server, changes, library) },
        ...(histories && { histories }),
        ...charging(sees),
      };
      if (changes === null) return read;
      const more = isMade(changes, registry) ? await servedOf(changes) : await drafted(changes);
      return { ...read, ...more };
    },
  };
}

function emptyUpkeep(status: () => LibraryStatus): Upkeep {
  return {
    status,
    articlesUnder: () => 0,
    reading: async () => null,
    unread: async () => [],
    refresh: async () => {},
    withdraw: async () => {},
    currentFiles: async () => new Map(),
  };
}
