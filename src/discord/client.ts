/** The bot's connection with Discord: logs in, registers the commands, listens, and shuts down. */
import {
  Client,
  type ClientOptions,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  Options,
  REST,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import type { GapLog } from '../gaps/gap-log.ts';
import type { Intake } from '../intake/intake.ts';
import type { Library } from '../library/library.ts';
import type { Quotes } from '../quotes/quotes.ts';
import type { Notice } from '../refusals.ts';
import { makeVitals, type Vitals } from '../supervision/vitals.ts';
import { CDN_ORIGINS } from './attachments.ts';
import type { AboutBot, Button, Command, Services } from './command.ts';
import { connectionFailure, GatewayError } from './connection-failure.ts';
import { makeCooldown } from './cooldown.ts';
import { type Hooks, joinHooks } from './hooks.ts';
import { type Managers, makeManagers } from './managers.ts';
import { makeMentions } from './mentions.ts';
import { registerCommands } from './register.ts';
import { makeRouter } from './router.ts';

/** The gateway greets within a second or two; a proxy that swallows it never does. */
const READY_WITHIN_MS = 30_000;
/** At shutdown, what is being answered gets this long: less than a supervisor waits to kill. */
const FINISH_WITHIN_MS = 2_000;
/** Nothing is looked up in caches: enough that one interaction's own objects stay together. */
const USERS_CACHED = 100;

/** What the bot is started with. */
export interface BotOptions {
  readonly token: string;
  /** What people can type, and press. */
  readonly commands: readonly Command[];
  readonly buttons: readonly Button[];
  /** Root of Discord's REST API without the version, such as `https://discord.com/api`. */
  readonly apiUrl?: string;
  /** The one server to register the commands in; everywhere where it is left out. */
  readonly guildId?: string;
  /** Servers whose members with Manage Server may change the articles, `guildId` beside them. */
  readonly managerGuildIds?: readonly string[];
  /** Told what whoever runs the bot should know. */
  readonly notice?: (notice: Notice) => void;
  readonly library: Library;
  /** Told how the connection is; shown by commands. */
  readonly vitals?: Vitals;
  readonly logger: Logger;
  /** What the bot says of itself. */
  readonly about?: AboutBot;
  /** Where unanswered questions are kept; nowhere where it is left out. */
  readonly gaps?: GapLog;
  /** Without it `/quote` and `/verify` say that they are not set up. */
  readonly quotes?: Quotes;
  /** Without it nobody adds or removes articles. */
  readonly intake?: Intake;
  /** Told the application's id, by which the bot is invited, as soon as it is known. */
  readonly onApplication?: (applicationId: string) => void;
  /** Told what happens, for whoever counts. */
  readonly hooks?: readonly Hooks[];
}

/** A running bot. */
export interface Bot {
  /** Finishes what is being answered and disconnects. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Logs in, registers the commands where they changed, and answers until it is closed.
 * @throws Refusal for a token or server id that Discord refuses, and where Discord cannot be
 *   reached.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { token, guildId = null, logger, commands, buttons } = options;
  const client = new Client(clientOptions(options.apiUrl));
  logConnection(client, logger);

  const managers = makeManagers({
    rest: client.rest,
    guildIds: [...(options.managerGuildIds ?? []), ...(guildId === null ? [] : [guildId])],
    logger,
    ...(options.notice && { notice: options.notice }),
  });
  const services = servicesOf(options, managers);
  const cooldown = makeCooldown();
  const router = makeRouter({ commands, buttons, services, logger, cooldown });
  const answerMention = makeMentions({ client, services, logger, cooldown });
  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    const turn = work.finally(() => running.delete(turn));
    running.add(turn);
  };
  const onMessage = (message: GatewayMessageCreateDispatchData) => track(answerMention(message));
  client.on(Events.InteractionCreate, (interaction) => track(router(interaction)));
  // As it comes: discord.js would need the Guilds intent and a cache to make an object of it.
  client.ws.on(GatewayDispatchEvents.MessageCreate, onMessage);

  const close = async () => {
    managers.close();
    client.removeAllListeners(Events.InteractionCreate);
    client.ws.off(GatewayDispatchEvents.MessageCreate, onMessage);
    await Promise.race([Promise.all(running), sleep(FINISH_WITHIN_MS)]);
    // Leaving on purpose is announced as a reconnection, and is none.
    client.removeAllListeners(Events.ShardReconnecting);
    await client.destroy();
  };
  try {
    const ready = waitUntilReady(client);
    await Promise.all([client.login(token), ready]);
    const { id } = (client as Client<true>).application;
    options.onApplication?.(id);
    const outcome = await registerCommands(client.rest, id, guildId, bodiesOf(commands));
    logger.debug({ commands: commands.length, outcome }, 'connected with Discord');
    void managers.keep();
  } catch (error) {
    await client.destroy();
    throw connectionFailure(error, options);
  }
  return { close };
}

/** What commands get of what the bot is started with. */
function servicesOf(options: BotOptions, managers: Managers): Services {
  const {
    library,
    vitals = makeVitals(),
    about = {},
    gaps,
    quotes,
    intake,
    apiUrl,
    hooks,
    logger,
  } = options;
  return {
    hooks: joinHooks(hooks ?? [], logger),
    library,
    vitals,
    about,
    managers,
    ...(gaps !== undefined && { gaps }),
    ...(quotes !== undefined && { quotes }),
    ...(intake !== undefined && { intake }),
    attachmentOrigins:
      apiUrl === undefined ? CDN_ORIGINS : [...CDN_ORIGINS, new URL(apiUrl).origin],
  };
}

function bodiesOf(commands: readonly Command[]): Command['data'][] {
  return commands.map(({ data }) => data);
}

/** What `register` is told. */
export type RegisterOptions = Pick<BotOptions, 'token' | 'apiUrl' | 'guildId' | 'commands'>;

/**
 * Registers the commands without starting the bot.
 * @throws Refusal as `startBot` does.
 */
export async function register(options: RegisterOptions): Promise<'unchanged' | 'registered'> {
  const rest = new REST(restOptions(options.apiUrl)).setToken(options.token);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as { id: string };
    return await registerCommands(rest, id, options.guildId ?? null, bodiesOf(options.commands));
  } catch (error) {
    throw connectionFailure(error, options);
  }
}

function clientOptions(apiUrl: string | undefined): ClientOptions {
  return {
    // Interactions come without any intent; these bring the messages that mention the bot, the
    // only ones whose text is delivered without the privileged one.
    intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // The one place where this is set: no message of the bot ever notifies anyone.
    allowedMentions: { parse: [] },
    rest: restOptions(apiUrl),
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

function restOptions(apiUrl: string | undefined) {
  return { userAgentAppendix: 'Footnote', ...(apiUrl !== undefined && { api: apiUrl }) };
}

/** Resolves when the gateway has greeted; rejects when it closes for good or stays silent. */
function waitUntilReady(client: Client): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new GatewayError(null)), READY_WITHIN_MS);
    timer.unref();
    client.once(Events.ClientReady, () => {
      clearTimeout(timer);
      resolve();
    });
    client.once(Events.ShardDisconnect, ({ code }) => {
      clearTimeout(timer);
      reject(new GatewayError(code));
    });
  });
}

/** discord.js reconnects on its own; this says so in the log. */
function logConnection(client: Client, logger: Logger): void {
  client.on(Events.Error, ({ name, message }) => logger.error({ error: name, message }, 'client'));
  client.on(Events.Warn, (message) => logger.warn({ message }, 'client'));
  client.on(Events.ShardReconnecting, () => logger.warn('reconnecting with Discord'));
  client.on(Events.ShardResume, () => logger.info('connected with Discord again'));
  client.on(Events.ShardDisconnect, ({ code }) => logger.error({ code }, 'disconnected for good'));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
