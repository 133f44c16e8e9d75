/** Collections and drafts that are opened on demand, whichever way each is opened. */
import { type Notice, Refusal, reasonOf, statement } from '../refusals.ts';
import { type Collection, type CollectionId, DEFAULT_COLLECTION } from './collection.ts';
import { type CountedHoldings, countHoldings } from './holdings.ts';
import { type OnDemand, type OnDemandOptions, onDemand } from './on-demand.ts';
import type { DraftCollection, OpenCollection } from './open-collection.ts';
import type { CollectionRegistry } from './registry.ts';

type Options<T> = Omit<OnDemandOptions<T>, 'open' | 'close' | 'isBusy' | 'stays'>;

/** How collections are opened and closed. */
export interface CollectionsOptions<T> extends Options<T> {
  readonly registry: CollectionRegistry;
  readonly notice: (notice: Notice) => void;
  readonly open: (collection: Collection) => Promise<T>;
  /** Called before one is closed. */
  readonly onClose?: (opened: T) => void;
}

/** The default one stays open; what is not is counted as it was last seen. */
export function collectionsOnDemand<T extends OpenCollection>({
  registry,
  notice,
  onClose = () => {},
  ...options
}: CollectionsOptions<T>): { readonly open: OnDemand<T>; readonly holdings: CountedHoldings } {
  const idOf = new WeakMap<T, CollectionId>();
  const open: OnDemand<T> = onDemand({
    ...options,
    async open(id) {
      const collection = registry.byId(id);
      if (collection === null) throw noSuch(id);
      try {
        const opened = await options.open(collection);
        idOf.set(opened, id);
        return opened;
      } catch (error) {
        notice(statement('collectionFails', { collection: id, reason: reasonOf(error) }));
        throw error;
      }
    },
    async close(opened) {
      onClose(opened);
      const id = idOf.get(opened);
      if (id !== undefined) holdings.note(id, opened.library.status());
      await opened.close();
    },
    isBusy: (opened) => opened.isBusy(),
    stays: (id) => id === DEFAULT_COLLECTION,
  });
  const holdings = countHoldings({
    ids: () => [DEFAULT_COLLECTION, ...registry.all().map(({ id }) => id)],
    countsOf: (id) => open.peek(id)?.library.status() ?? null,
  });
  return { open, holdings };
}

/** How drafts are opened. */
export interface DraftsOptions extends Pick<Options<DraftCollection>, 'idleMs' | 'onFault'> {
  readonly registry: CollectionRegistry;
  readonly open: (own: Collection) => Promise<DraftCollection>;
}

/** What servers work with before they have a collection: nothing but doors, however many. */
export function draftsOnDemand({
  registry,
  open,
  ...options
}: DraftsOptions): OnDemand<DraftCollection> {
  return onDemand({
    ...options,
    async open(id) {
      const own = registry.ownOf(id);
      if (own?.id !== id) throw noSuch(id);
      return open(own);
    },
    close: (draft) => draft.close(),
    bytesOf: () => 0,
    isBusy: () => false,
    stays: () => false,
    mostBytes: Number.POSITIVE_INFINITY,
  });
}

/** Why what was never there, or is no more, cannot be opened. */
export function noSuch(id: CollectionId): Refusal {
  return new Refusal('noSuchCollection', { name: id });
}
