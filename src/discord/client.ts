/** The bot's connection with Discord: logs in, registers the commands, listens, and shuts down. */
import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { Announcements } from '../announcements/announcer.ts';
import type { Cards } from '../cards/cards.ts';
import type { Communities } from '../collections/communities.ts';
import type { Leaving } from '../collections/leaving.ts';
import type { Originals } from '../intake/originals.ts';
import type { ReadTextFile } from '../quotes/text-file.ts';
import { isRefusal, type Notice, type Refusal } from '../refusals.ts';
import type { Settings } from '../settings/server-settings.ts';
import type { Digests } from '../statistics/digester.ts';
import { makeVitals, type Vitals } from '../supervision/vitals.ts';
import { CDN_ORIGINS } from './attachments.ts';
import { serverOf } from './channel-server.ts';
import { seenIn } from './channel-visibility.ts';
import { makeChosenBy } from './chosen-by.ts';
import type { AboutBot, Command, Control, Services } from './command.ts';
import { connectionFailure } from './connection-failure.ts';
import type { DeliveryClock } from './delivery.ts';
import { DESK_TIMING, type DeskTiming, openDesk } from './desk.ts';
import { GATEWAY_TIMING, type GatewayTiming } from './gateway.ts';
import { type Hooks, joinHooks } from './hooks.ts';
import type { KeepOptions } from './keep-connected.ts';
import { keepShards, type ShardsHere } from './keep-shards.ts';
import { type Managers, makeManagers } from './managers.ts';
import { makeMembership } from './membership.ts';
import type { PublicUrlOf } from './public-url.ts';
import {
  keepRegistering,
  makeCommandIds,
  type RegisteringOptions,
  registerCommands,
} from './register.ts';
import { TokenKeepingRest } from './rest.ts';
import { keepListingServers } from './server-list.ts';
import { makeServerNames } from './server-names.ts';
import { ALL_SHARDS, onlyProcess, type ShardAgreement, type ShardPlan } from './shards.ts';
import { type TellOptions, tellAskers } from './tell-askers.ts';

/** How long what may take. Milliseconds. */
export interface BotTiming
  extends GatewayTiming,
    DeskTiming,
    Pick<KeepOptions, 'refusedPauses' | 'sayEveryMs'>,
    Pick<RegisteringOptions, 'registerPauses' | 'invalidPauseMs'> {}

const BOT_TIMING: BotTiming = {
  ...GATEWAY_TIMING,
  ...DESK_TIMING,
  refusedPauses: { first: 8_000, longest: 30_000 },
  sayEveryMs: 60_000,
  registerPauses: { first: 5_000, longest: 300_000 },
  invalidPauseMs: 3_600_000,
};

/** What the bot is started with. */
export interface BotOptions {
  readonly token: string;
  /** What people can type, and press. */
  readonly commands: readonly Command[];
  readonly buttons: readonly Control[];
  /** Root of Discord's REST API without the version, such as `https://discord.com/api`. */
  readonly apiUrl?: string;
  /** The one server to register the commands in; everywhere where it is left out. */
  readonly guildId?: string;
  /** Servers whose members with Manage Server may change the articles, `guildId` beside them. */
  readonly managerGuildIds?: readonly string[];
  /** Told what whoever runs the bot should know. */
  readonly notice?: (notice: Notice) => void;
  /** Everything that is known and kept, by who may see and change it. */
  readonly communities: Communities;
  /** What the managers of servers chose. */
  readonly settings: Settings;
  /** Told how the connection is; shown by commands. */
  readonly vitals?: Vitals;
  readonly logger: Logger;
  /** What the bot says of itself. */
  readonly about?: AboutBot;
  /** The address of a citation's own page on the web; none has one where it is left out. */
  readonly publicUrlOf?: PublicUrlOf;
  /** Draws quotes as pictures; none are offered where it is left out. */
  readonly cards?: Cards;
  /** Reads text files that messages have; none are where it is left out. */
  readonly readTextFile?: ReadTextFile;
  /** Announces what sources bring, for as long as the bot runs. */
  readonly announcements?: Pick<Announcements, 'connect'>;
  /** Messages that articles were made of; nobody is told that they are gone where it is left out. */
  readonly originals?: Originals;
  /** Who waits for an answer, to be told once there is one; nobody is told where it is left out. */
  readonly telling?: TellOptions;
  /** Tells of each week in the channels that were chosen for that, for as long as the bot runs. */
  readonly digests?: Pick<Digests, 'connect' | 'chosen' | 'closedFor'>;
  /** Told daily which servers the bot is in; nobody lists them where it is left out. */
  readonly leaving?: Pick<Leaving, 'seen'>;
  /** Told the application's id, by which the bot is invited, as soon as it is known. */
  readonly onApplication?: (applicationId: string) => void;
  /** Told what happens, for whoever counts. */
  readonly hooks?: readonly Hooks[];
  /** What of the bot this process holds; all of it where it is left out. */
  readonly shards?: ShardPlan;
  /** How it agrees with others on that; it is the only one where this is left out. */
  readonly agreement?: ShardAgreement;
  /** How long what may take, where it is not to be as usual. */
  readonly timing?: Partial<BotTiming>;
  /** Time, for tries and for those who wait; the machine's where it is left out. */
  readonly clock?: DeliveryClock;
}

/** A bot that runs, whether it is connected just now or not. */
export interface Bot {
  /**
   * Resolves when it is connected for the first time and has told Discord its commands: true; false
   * where it was closed before. Rejects with a Refusal for a token or server id that Discord refuses,
   * and for an address that is not Discord's.
   */
  readonly connected: Promise<boolean>;
  /** Resolves with why Discord lets it in no more; it answers nobody then, and is to be closed. */
  readonly ended: Promise<Refusal>;
  /** Which of its connections are here, now. */
  shards(): ShardsHere;
  /** Finishes what is being answered and disconnects. Safe to call twice, and at any moment. */
  close(): Promise<void>;
}

/**
 * Begins to connect, and answers until it is closed or refused for good, connecting again for as
 * long as it takes. Never throws.
 */
export function openBot(options: BotOptions): Bot {
  const { guildId = null, logger, commands } = options;
  const { shards = ALL_SHARDS, agreement = onlyProcess() } = options;
  const timing = { ...BOT_TIMING, ...options.timing };
  const vitals = options.vitals ?? makeVitals();
  const stop = new AbortController();
  const { signal } = stop;
  const { directMessages } = options.communities;
  const rest: Pick<REST, 'get' | 'post'> = {
    get: async (...request) => (await kept.get()).rest.get(...request),
    post: async (...request) => (await kept.get()).rest.post(...request),
  };
  const managers = makeManagers({
    rest,
    guildIds: [...(options.managerGuildIds ?? []), ...(guildId === null ? [] : [guildId])],
    logger,
    ...(options.notice && { notice: options.notice }),
  });
  const serverOfChannel = (channelId: string) =>
    kept.get().then(({ rest }) => serverOf(rest, channelId));
  const serverNames = makeServerNames({ rest, logger });
  const commandIds = makeCommandIds();
  const { commandIdOf } = commandIds;
  const given = {
    ...{ ...options, vitals, serverOfChannel, serverNames, commandIdOf },
    seenIn: (channelId: string) => seenIn(rest, channelId),
  };
  const services = servicesOf(given, managers);
  const membership = makeMembership({ rest, logger });
  const rules = directMessages && {
    chosenBy: makeChosenBy({ directMessages, membership, logger }),
  };
  // Of what comes through others' connections nothing is seen here.
  const isWatching = (): boolean => kept.here().ids.length === kept.here().count;
  const desk = openDesk({ ...options, rest, timing, services, rules: rules ?? {}, isWatching });
  const kept = keepShards({ ...options, ...timing, ...desk, vitals, timing, shards, agreement });
  /** Resolves when the commands were sent once, whether Discord took them or not. */
  const registered = new Promise<void>((resolve) => {
    void keepRegistering({
      ...timing,
      async register() {
        const { rest, application } = await kept.get();
        const scope = { applicationId: application.id, guildId };
        return agreement.registering(scope, () =>
          registerCommands(rest, application.id, guildId, bodiesOf(commands), commandIds.know),
        );
      },
      logger,
      signal,
      onFailure(error) {
        const failure = connectionFailure(error, options);
        const isFinal = isRefusal(failure, 'notInServer');
        if (isFinal) kept.end(failure);
        return isFinal;
      },
      onTried: resolve,
    });
  });
  kept.get().then(
    ({ application }) => {
      options.onApplication?.(application.id);
      void managers.keep();
      if (signal.aborted) return;
      const ends = [
        options.announcements?.connect(desk.channels),
        options.digests?.connect(desk.digests),
      ];
      disconnect = () => {
        for (const end of ends) end?.();
      };
      const seen = options.leaving?.seen;
      if (options.telling) {
        const { channel, isConnected } = desk;
        const way = { channel, isConnected, rest, logger, services, rules: rules ?? {} };
        telling = tellAskers({ ...options.telling, ...way, communities: options.communities });
      }
      if (seen) endListing = keepListingServers({ rest, seen, logger });
    },
    () => {},
  );
  let disconnect: (() => void) | null = null;
  let telling: ReturnType<typeof tellAskers> | null = null;
  let endListing = (): void => {};
  const refused = kept.ended.then((refusal) => {
    stop.abort();
    throw refusal;
  });
  let resolveClosed: (isConnected: false) => void = () => {};
  const closed = new Promise<false>((resolve) => {
    resolveClosed = resolve;
  });
  const connected = Promise.race([registered.then(() => true), refused, closed]);
  connected.catch(() => {});

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    stop.abort();
    resolveClosed(false);
    managers.close();
    disconnect?.();
    endListing();
    await telling?.close();
    await desk.close();
    await kept.close();
  }
  return {
    connected,
    ended: kept.ended,
    shards: kept.here,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/**
 * Opens the bot and waits until it is connected, for as long as that takes.
 * @throws Refusal as `Bot.connected` does.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const bot = openBot(options);
  try {
    await bot.connected;
    return bot;
  } catch (error) {
    await bot.close();
    throw error;
  }
}

/** What commands get of what the bot is started with. */
function servicesOf(
  options: BotOptions &
    Pick<Services, 'vitals' | 'serverOfChannel' | 'seenIn' | 'serverNames' | 'commandIdOf'>,
  managers: Managers,
): Omit<Services, 'waiting' | 'post'> {
  const { communities, settings, vitals, about = {}, apiUrl, hooks, logger } = options;
  const { serverOfChannel, seenIn, serverNames, commandIdOf } = options;
  return {
    hooks: joinHooks(hooks ?? [], logger),
    communities,
    settings,
    vitals,
    about,
    managers,
    serverOfChannel,
    seenIn,
    serverNames,
    commandIdOf,
    publicUrlOf: options.publicUrlOf ?? (() => null),
    ...(options.originals && { originals: options.originals }),
    ...(options.cards && { cards: options.cards }),
    ...(options.digests && { digests: options.digests }),
    ...(options.readTextFile && { readTextFile: options.readTextFile }),
    attachmentOrigins:
      apiUrl === undefined ? CDN_ORIGINS : [...CDN_ORIGINS, new URL(apiUrl).origin],
  };
}

function bodiesOf(commands: readonly Command[]): Command['data'][] {
  return commands.map(({ data }) => data);
}

/** What `register` is told. */
export type RegisterOptions = Pick<BotOptions, 'token' | 'apiUrl' | 'guildId' | 'commands'> & {
  readonly agreement?: Pick<ShardAgreement, 'registering'>;
};

/**
 * Registers the commands without starting the bot.
 * @throws Refusal as `startBot` does.
 */
export async function register(
  options: RegisterOptions,
): Promise<'unchanged' | 'registered' | 'older'> {
  const { commands, guildId = null, agreement = onlyProcess() } = options;
  const rest = new TokenKeepingRest(options.apiUrl).setToken(options.token);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as { id: string };
    return await agreement.registering({ applicationId: id, guildId }, () =>
      registerCommands(rest, id, guildId, bodiesOf(commands)),
    );
  } catch (error) {
    throw connectionFailure(error, options);
  }
}
