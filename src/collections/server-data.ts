/** What is kept of a server beside its articles, and the end of all that is its own where it was left. */
import { type Notice, reasonOf, statement } from '../refusals.ts';
import type { Settings } from '../settings/server-settings.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { CollectionId } from './collection.ts';
import { CHOSEN_SERVERS, type DirectMessages, openDirectMessages } from './direct-messages.ts';
import { isOfOneServer } from './find-collections.ts';
import { followLeaving, type Leaving } from './leaving.ts';
import { forgetInLogs, type PlaceLogs, serversInLogs } from './place-logs.ts';
import type { CollectionRegistry } from './registry.ts';

/** What is counted of a server, what people chose for their direct messages, and managers for the server. */
export interface ServerData {
  readonly directMessages: DirectMessages;
  /** Servers of which there is some; other ids may be among them. */
  servers(): Promise<readonly string[]>;
  forget(server: string): Promise<void>;
}

/** @param state of the default collection. */
export function serverData(
  state: StateFolder,
  logs: PlaceLogs,
  settings: Pick<Settings, 'servers' | 'forget'>,
): ServerData {
  const directMessages = openDirectMessages(state);
  return {
    directMessages,
    async servers() {
      const counted = await serversInLogs(logs);
      const chosen = await state.entries(CHOSEN_SERVERS);
      return [...counted, ...chosen.map(({ name }) => name), ...(await settings.servers())];
    },
    async forget(server) {
      await forgetInLogs(logs, server);
      await directMessages.forget(server);
      await settings.forget(server);
    },
  };
}

/** What leaving ends. */
export interface ServersOptions {
  /** Of the default collection. */
  readonly state: StateFolder;
  readonly retentionDays: number;
  readonly registry: CollectionRegistry;
  readonly data: ServerData;
  /** Ids of collections of which something is left although they are not there; others' too. */
  readonly leftOver?: () => Promise<readonly CollectionId[]>;
  readonly deleteCollection: (id: CollectionId) => Promise<void>;
  readonly notice: (notice: Notice) => void;
  /** Told why something was not deleted; people are told by `notice`. */
  readonly onFault: (error: unknown) => void;
}

/** Follows which servers are left: what is their own goes, and nothing that an operator made. */
export function followServers({
  registry,
  data,
  leftOver = async () => [],
  deleteCollection,
  notice,
  ...options
}: ServersOptions): Leaving {
  return followLeaving({
    ...options,
    async servers() {
      const own = registry.all().filter(isOfOneServer);
      const all = [...own.map(({ id }) => id), ...(await leftOver()), ...(await data.servers())];
      return [...new Set(all)].filter((id) => SNOWFLAKE.test(id));
    },
    async forget(server, n) {
      const own = registry.byId(server);
      const isLeft = own === null && (await leftOver()).includes(server);
      if (isLeft || (own !== null && isOfOneServer(own))) {
        await deleteCollection(server);
        notice(statement('collectionDeleted', { collection: own?.title ?? server, n }));
      }
      await data.forget(server);
    },
    onFault(server, error) {
      options.onFault(error);
      notice(statement('collectionStays', { collection: server, reason: reasonOf(error) }));
    },
  });
}
