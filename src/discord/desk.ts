/** Where what comes from Discord is taken in: each thing once, none too late, and none ends the bot. */
import {
  Client,
  type ClientOptions,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
  type Interaction,
  Options,
  type REST,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Channels } from '../announcements/announcer.ts';
import type { LanguageCode } from '../languages/languages.ts';
import type { DigestWay } from '../statistics/digester.ts';
import type { AccessRules } from './access-of.ts';
import { announcementChannels } from './announce.ts';
import type { Command, Control, Services } from './command.ts';
import { makeCooldown } from './cooldown.ts';
import { onDeletedMessages } from './deleted-originals.ts';
import { type DeliveryClock, MACHINE_CLOCK } from './delivery.ts';
import { digestWay } from './digests.ts';
import { errorName } from './error-name.ts';
import { guardedStrategy, guardedThrottler, type ShardGuard } from './guarded-shards.ts';
import { makeHistory } from './history.ts';
import { noteOriginal } from './kept-message.ts';
import { makeListener } from './listener.ts';
import { makeOwnRoles } from './own-roles.ts';
import { makePackets, nameOf } from './packets.ts';
import { noteParent } from './parent-channel.ts';
import { makeParting } from './parting.ts';
import { openReplyChannel, type ReplyChannel } from './reply-channel.ts';
import type { TokenKeepingRest } from './rest.ts';
import { makeRouter } from './router.ts';
import { noteTarget } from './target-message.ts';
import { makeWaitingRoom } from './waiting-room.ts';

/** Discord waits three seconds (interactions/receiving-and-responding.mdx): nobody hears a later answer. */
export const DESK_TIMING: DeskTiming = { shedAfterMs: 3_000, now: () => performance.now() };
/** Nothing is looked up in caches: enough that one interaction's own objects stay together. */
const USERS_CACHED = 100;

/** When an interaction is too old, by which clock. */
export interface DeskTiming {
  /** Milliseconds since it came. */
  readonly shedAfterMs: number;
  /** Milliseconds of a clock that nobody sets: those of a computer may be wrong by minutes. */
  readonly now: () => number;
}

/** What the desk works with. */
export interface DeskOptions {
  readonly commands: readonly Command[];
  readonly buttons: readonly Control[];
  readonly services: Omit<Services, 'waiting' | 'post'>;
  /** Signed in as the bot, to look things up. */
  readonly rest: Pick<REST, 'get'>;
  /** By what else than the services an access is decided. */
  readonly rules: Pick<AccessRules, 'chosenBy'>;
  readonly logger: Logger;
  readonly timing: DeskTiming;
  /** Root of Discord's REST API without the version; its own where it is left out. */
  readonly apiUrl?: string;
  readonly clock?: DeliveryClock;
  /** Whether all that Discord tells of the bot comes to this process now. */
  readonly isWatching: () => boolean;
}

/** Takes in what comes over any number of connections, one shard's after the other. */
export interface Desk {
  /** For connections: what looks at each packet. */
  readonly packets: Pick<ShardGuard, 'now' | 'admit' | 'onBadPacket'>;
  /** A client whose interactions and messages are answered. */
  makeClient(rest: TokenKeepingRest, guard: ShardGuard, shard: number): Client;
  /** The way to channels for what is announced. */
  readonly channels: Channels;
  /** The same for whatever else is posted. */
  readonly channel: Pick<ReplyChannel, 'post'>;
  readonly isConnected: () => boolean;
  /** The same for what is told of a week. */
  readonly digests: DigestWay;
  /** Takes in nothing more, and gives what is being answered a moment to end. */
  close(): Promise<void>;
}

/** Opens the desk. */
export function openDesk(options: DeskOptions): Desk {
  const { commands, buttons, rules, logger, timing, apiUrl, clock = MACHINE_CLOCK } = options;
  const { hooks, vitals, publicUrlOf } = options.services;
  const stopping = new AbortController();
  const waiting = makeWaitingRoom({ clock, stopping: stopping.signal });
  const cooldown = makeCooldown();
  const isConnected = () => isOpen && vitals.state('gateway').state === 'well';
  const { isWatching } = options;
  const channel = openReplyChannel({ apiUrl, logger, clock, isWatching });
  const services: Services = { ...options.services, waiting, post: channel.post };
  const parting = makeParting();
  const common = { services, rules, channel, parting, logger, cooldown };
  const router = makeRouter({ commands, buttons, ...common });
  const running = new Set<Promise<void>>();
  /** The latest one of each shard. */
  const clients = new Map<number, Client>();
  const self = {
    get user() {
      return [...clients.values()].find(({ user }) => user !== null)?.user ?? null;
    },
  };
  const looking = { rest: options.rest, logger, botId: () => self.user?.id ?? '' };
  const listen = makeListener({
    client: self,
    ...common,
    history: makeHistory(looking),
    ownRoles: makeOwnRoles(looking),
  });
  let isOpen = true;

  function onBadPacket(raw: unknown, error: unknown): void {
    const event = { type: nameOf(raw), error: errorName(error) };
    logger.warn(event, 'a packet could not be worked with');
    hooks.onBadPacket(event);
  }

  /** @param t the event's name, under which a failure is counted. */
  function track(t: GatewayDispatchEvents, work: Promise<void>): void {
    const turn = work
      .catch((error: unknown) => onBadPacket({ op: GatewayOpcodes.Dispatch, t }, error))
      .finally(() => running.delete(turn));
    running.add(turn);
  }

  const { originals } = options.services;
  const onDeleted = originals && onDeletedMessages({ ...options, ...looking, originals, channel });
  function noteDeleted(server: string, messages: readonly string[]): void {
    if (isOpen && onDeleted)
      track(GatewayDispatchEvents.MessageDelete, onDeleted(server, messages));
  }

  const packets = makePackets((message) => {
    channel.saw(message);
    if (isOpen) track(GatewayDispatchEvents.MessageCreate, listen(message));
  }, noteDeleted);

  function takeIn(interaction: Interaction): void {
    if (!isOpen) return;
    const now = timing.now();
    const arrival = packets.arrivalOf(interaction.id);
    const { at, target, original, parent } = arrival ?? {
      at: now,
      target: null,
      original: null,
      parent: null,
    };
    const afterMs = now - at;
    if (afterMs > timing.shedAfterMs) {
      logger.warn({ afterMs: Math.round(afterMs) }, 'an interaction had waited too long');
      hooks.onShed({ afterMs });
      return;
    }
    if (target !== null) noteTarget(interaction, target);
    if (original !== null) noteOriginal(interaction, original);
    if (parent !== null) noteParent(interaction, parent);
    track(GatewayDispatchEvents.InteractionCreate, router(interaction, afterMs));
  }

  /** Of a channel that nobody knows the server of, nothing is known. */
  async function spokenIn(channelId: string): Promise<LanguageCode | null> {
    const server = await services.serverOfChannel(channelId).catch(() => null);
    return server === null ? null : (await services.settings.of(server)).language;
  }

  return {
    ...{ channel, isConnected },
    channels: announcementChannels({ channel, isConnected, publicUrlOf, spokenIn, logger }),
    digests: digestWay({
      ...{ services, rest: options.rest, channel, isConnected, logger },
      botId: looking.botId,
    }),
    packets: { now: timing.now, admit: packets.admit, onBadPacket },
    makeClient(rest, guard, shard) {
      const client = new Client(clientOptions(guard));
      // Its own forgets the token at the first refusal.
      client.rest.clearHashSweeper();
      client.rest.clearHandlerSweeper();
      client.rest = rest;
      channel.signIn(rest);
      clients.set(shard, client);
      client.on(Events.InteractionCreate, takeIn);
      logTrouble(client, logger);
      return client;
    },
    async close() {
      isOpen = false;
      stopping.abort();
      await parting.part(running);
      channel.close();
    },
  };
}

function clientOptions(guard: ShardGuard): ClientOptions {
  return {
    // Interactions come without any intent; these bring direct messages and those that mention the bot,
    // the only ones whose text is delivered without the privileged one.
    intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // The one place where this is set: no message of the bot ever notifies anyone.
    allowedMentions: { parse: [] },
    ws: {
      buildStrategy: (manager) => guardedStrategy(manager, guard),
      buildIdentifyThrottler: () => guardedThrottler(guard),
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      UserManager: {
        maxSize: USERS_CACHED,
        keepOverLimit: (user) => user.id === user.client.user.id,
      },
    }),
  };
}

/** What discord.js remarks on by itself. */
function logTrouble(client: Client, logger: Logger): void {
  client.on(Events.Error, ({ name, message }) => logger.error({ error: name, message }, 'client'));
  client.on(Events.Debug, (message) => logger.trace({ message }, 'client'));
  client.on(Events.Warn, (message) => logger.warn({ message }, 'client'));
  client.on(Events.ShardError, ({ name, message }) =>
    logger.warn({ error: name, message }, 'connection'),
  );
}
