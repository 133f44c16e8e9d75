/** The channels that managers chose for new articles, by the collection that those come into. */
import type { Settings } from '../settings/server-settings.ts';
import { type CollectionId, DEFAULT_COLLECTION } from './collection.ts';
import type { CollectionRegistry } from './registry.ts';

/** What they are found by. */
export interface ChosenChannelsOptions {
  readonly registry: Pick<CollectionRegistry, 'byId'>;
  readonly settings: Pick<Settings, 'of'>;
  /** Servers whose managers look after the default collection, by id. */
  readonly managing: readonly string[];
}

/**
 * @returns asks for the channels of a collection: those of the servers whose managers look after it, each once.
 * A server that only sees the default collection is told nothing of what comes into that.
 */
export function chosenChannels({
  registry,
  settings,
  managing,
}: ChosenChannelsOptions): (id: CollectionId) => Promise<readonly string[]> {
  return async (id) => {
    const servers = id === DEFAULT_COLLECTION ? managing : (registry.byId(id)?.servers ?? []);
    const chosen = await Promise.all(servers.map((server) => settings.of(server)));
    return [...new Set(chosen.flatMap(({ announcements }) => announcements ?? []))];
  };
}
