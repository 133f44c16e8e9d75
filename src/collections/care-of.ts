/** What is done to a collection as a whole, while the bot runs: changed, deleted, and what follows for the rest. */
import { type Notice, Refusal, reasonOf, statement } from '../refusals.ts';
import type { CollectionCare } from './care.ts';
import type { CollectionId } from './collection.ts';
import {
  buriedCollections,
  buryCollection,
  type CollectionPlaces,
  deleteBuried,
} from './delete-collection.ts';
import type { OnDemand } from './on-demand.ts';
import type { CollectionRegistry } from './registry.ts';
import { changeCollection } from './write-collection.ts';

/** By what it is done. */
export interface CareParts {
  readonly places: CollectionPlaces;
  readonly registry: CollectionRegistry;
  /** The very set that the registry looks at. */
  readonly deleting: Set<CollectionId>;
  /** All that may have a collection open. */
  readonly open: readonly Pick<OnDemand<unknown>, 'ban' | 'allow'>[];
  /** Makes a server's own where it is not there. */
  readonly make: (serverId: string) => Promise<void>;
  /** Deletes what else is kept of a collection. */
  readonly forget: (id: CollectionId) => Promise<void>;
  readonly notice: (notice: Notice) => void;
}

/** See `CollectionCare`. */
export interface Care extends CollectionCare {
  /** Deletes what was to go when a process ended, or could not be deleted. What fails is told, and stays hidden. */
  finish(): Promise<void>;
}

/** See the head of this file. */
export function careOf(parts: CareParts): Care {
  const { places, registry, deleting, open, make, forget, notice } = parts;
  /** By id: asked for twice it is done once. */
  const going = new Map<CollectionId, Promise<void>>();

  async function deleteNow(id: CollectionId): Promise<void> {
    deleting.add(id);
    try {
      await buryCollection(places, id);
    } catch (error) {
      deleting.delete(id);
      throw error;
    }
    await registry.look();
    await deleteRest(id);
  }

  /** @throws what could not be deleted: it stays hidden then. */
  async function deleteRest(id: CollectionId): Promise<void> {
    for (const each of open)
      await each.ban(id, () => new Refusal('noSuchCollection', { name: id }));
    await deleteBuried(places, id, forget);
    deleting.delete(id);
    for (const each of open) each.allow(id);
    await registry.look();
  }

  function once(id: CollectionId, work: () => Promise<void>): Promise<void> {
    const known = going.get(id);
    if (known !== undefined) return known;
    const done = work().finally(() => going.delete(id));
    going.set(id, done);
    return done;
  }

  return {
    async setSeesDefault(id, seesDefault) {
      if (registry.byId(id) === null) await make(id);
      const { folder = null } = registry.byId(id) ?? {};
      if (folder === null) throw new Refusal('noSuchCollection', { name: id });
      await changeCollection(folder, { seesDefault });
      await registry.look();
    },
    delete: (id) => once(id, () => deleteNow(id)),
    async finish() {
      for (const id of await buriedCollections(places)) {
        deleting.add(id);
        try {
          await once(id, () => deleteRest(id));
        } catch (error) {
          notice(statement('collectionStays', { collection: id, reason: reasonOf(error) }));
        }
      }
    },
  };
}
