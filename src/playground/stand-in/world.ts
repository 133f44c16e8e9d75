/** The stand-in's whole state as plain data: people, servers, channels, messages, interactions. */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIGuild,
  APIGuildMember,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIRole,
  APIUser,
} from 'discord.js';
import type { Clock } from './clock.ts';
import type { JsonObject } from './rules/problems.ts';
import { createSnowflakes } from './snowflake.ts';

/** Who may do what where; `allow` and `deny` are permission bits. */
interface Overwrite {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** A place to talk. */
export interface Channel {
  readonly id: string;
  /** The server that it is in; null for one in none. */
  readonly serverId: string | null;
  /** `text` is in a server, `bot-dm` with the bot, `private` between people without the bot. */
  readonly kind: 'text' | 'bot-dm' | 'private';
  readonly name: string;
  readonly topic: string | null;
  /** Of a thread the channel that it is in; absent for a channel. */
  readonly parentId?: string;
  /** Empty in a server, where every member may look in. */
  readonly recipients: readonly string[];
  readonly overwrites: readonly Overwrite[];
  lastMessageId: string | null;
}

/** An uploaded file and how it is served. */
export interface StoredFile {
  readonly id: string;
  readonly channelId: string;
  readonly filename: string;
  readonly contentType: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Whoever does not know it is not given the file. */
  readonly key: string;
}

/** A message and who can see it. */
export interface StoredMessage {
  data: APIMessage;
  readonly channelId: string;
  /** The only user who sees an ephemeral message; null for everyone in the channel. */
  readonly visibleTo: string | null;
  /** The user has put the ephemeral message away. */
  dismissed: boolean;
}

/** How an interaction was acknowledged. */
export interface Acknowledgement {
  /** Discord's callback type: 4 message, 5 deferred, 6 deferred update, 7 update, 8 choices, 9 modal. */
  readonly callback: number;
  readonly deferred: boolean;
  readonly ephemeral: boolean;
  /** Milliseconds from the interaction to its acknowledgement, by the stand-in's clock. */
  readonly afterMs: number;
}

/** What an interaction came to, as soon as it is complete. */
export interface Outcome {
  readonly kind: 'message' | 'update' | 'modal' | 'choices' | 'deleted';
  readonly message: APIMessage | null;
  readonly modal: APIModalInteractionResponseCallbackData | null;
  readonly choices: readonly APIApplicationCommandOptionChoice[] | null;
}

/** One interaction, from a person's act to the bot's last word on it. */
export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  /** Discord's interaction type: 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  readonly userId: string;
  readonly channelId: string;
  /** Milliseconds since the Unix epoch, by the stand-in's clock. */
  readonly createdAt: number;
  /** What is shown with the answer: name, kind, who. */
  readonly metadata: JsonObject;
  readonly commandName: string | null;
  /** The message a component stands on, also for a modal that came from one. */
  readonly sourceMessageId: string | null;
  /** The type of the option being typed, for autocompletion. */
  readonly focusedType: number;
  readonly userInstallOnly: boolean;
  acknowledgement: Acknowledgement | null;
  /** The message that `@original` names. */
  originalId: string | null;
  /** The answer is deferred and the user still sees "thinking…". */
  loading: boolean;
  readonly followUpIds: string[];
  outcome: Outcome | null;
  /** Why the user was told that it failed. */
  failed: 'noResponse' | null;
}

/** A registered command, with all of Discord's fields; `guild_id` is absent for a global one. */
export type StoredCommand = JsonObject &
  Pick<APIApplicationCommand, 'id' | 'name' | 'type' | 'description' | 'options' | 'guild_id'>;

/** A change, as the gateway, the pages and waiting tests learn of it. */
export type WorldEvent =
  | { readonly type: 'message-create' | 'message-update'; readonly message: StoredMessage }
  | { readonly type: 'message-delete'; readonly message: StoredMessage }
  | { readonly type: 'message-dismiss'; readonly message: StoredMessage }
  | { readonly type: 'interaction-create'; readonly payload: JsonObject }
  | { readonly type: 'interaction-change'; readonly interaction: InteractionRecord }
  | { readonly type: 'typing'; readonly channelId: string; readonly userId: string }
  | { readonly type: 'commands-change' }
  | { readonly type: 'bot-status'; readonly online: boolean };

/** A server with its roles and members. The bot is installed there where it is a member. */
export interface Server {
  readonly data: Pick<APIGuild, 'id' | 'name' | 'owner_id' | 'preferred_locale'>;
  readonly roles: APIRole[];
  /** By user id. */
  readonly members: Map<string, APIGuildMember>;
}

/** How the gateway is, and how it fails; whoever tries what a bot does then sets it. */
export interface GatewayState {
  /** Milliseconds between the bot's heartbeats. */
  heartbeatMs: number;
  /** Sign-ins left, and milliseconds until there are more. */
  sessionStarts: number;
  resetAfterMs: number;
  /** Says HELLO to those who connect. */
  greets: boolean;
  /** Answers a sign-in. */
  letsIn: boolean;
  /** Acknowledges heartbeats. */
  acknowledges: boolean;
  /** With which sign-ins are refused; null lets in. */
  refusesWith: number | null;
  /** How often somebody signed in anew. */
  signIns: number;
  /** Into how many connections it says that the bot should be split. */
  shards: number;
  /** How many may sign in at once, each in a bucket of its own: a shard's number modulo this. */
  maxConcurrency: number;
  /** Milliseconds of the machine's clock between two sign-ins of a bucket; 0 where none is refused. */
  identifyEveryMs: number;
  /** Servers that one connection may be for at most. */
  serversPerShard: number;
  /** How often a sign-in came too early. */
  hastySignIns: number;
}

/** Everything there is. Only the functions beside this file change it, and each publishes it. */
export interface World {
  readonly clock: Clock;
  readonly nextId: () => string;
  /** The token the bot signs in with. */
  readonly token: string;
  /** `http://host:port` under which files are served; set when the server listens. */
  origin: string;
  readonly application: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** Whose the bot is. */
    owner: APIUser;
  };
  readonly bot: APIUser;
  readonly users: Map<string, APIUser>;
  /** The languages of people's Discords, such as `en-US`, by user id. */
  readonly locales: Map<string, string>;
  /** Who takes no direct messages of the bot, by id. */
  readonly closedDirect: Set<string>;
  /** By id, oldest first. */
  readonly servers: Map<string, Server>;
  readonly channels: Map<string, Channel>;
  /** By id, oldest first. */
  readonly messages: Map<string, StoredMessage>;
  /** By token, oldest first. */
  readonly interactions: Map<string, InteractionRecord>;
  readonly commands: Map<string, StoredCommand>;
  readonly files: Map<string, StoredFile>;
  /** How changes reach the gateway, the pages and waiting tests; see `publish` and `subscribe`. */
  readonly changes: EventEmitter<{ change: [WorldEvent] }>;
  botOnline: boolean;
  readonly gateway: GatewayState;
  /** What lists hold at most; Discord may give less than was asked for. */
  readonly pages: { servers: number };
}

/** Discord's own interval between heartbeats, in milliseconds. */
const HEARTBEAT_INTERVAL = 41_250;
/** `events/gateway`: identifications a day. */
const SESSION_STARTS = 1000;
/** `events/gateway`, "Sharding": a connection for more than that is closed. */
const SERVERS_PER_SHARD = 2_500;
/** `resources/user`: servers that one request lists at most, and by itself. */
const SERVERS_LISTED = 200;
/** A day in milliseconds. */
const DAY = 24 * 60 * 60_000;

/** Bytes of an interaction token: too many to guess. */
const TOKEN_BYTES = 48;

/** A random text that is safe in a URL. */
export function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Tells of a change, at once, everyone who listens. */
export function publish({ changes }: Pick<World, 'changes'>, event: WorldEvent): void {
  changes.emit('change', event);
}

/** Listens to changes from now on. @returns a function that ends it. */
export function subscribe(
  { changes }: Pick<World, 'changes'>,
  listener: (event: WorldEvent) => void,
): () => void {
  changes.on('change', listener);
  return () => void changes.off('change', listener);
}

/** The server that a channel is in; null where it is in none. */
export function serverOf(
  { servers }: Pick<World, 'servers'>,
  { serverId }: Pick<Channel, 'serverId'>,
): Server | null {
  return servers.get(serverId ?? '') ?? null;
}

/** The servers that the bot is installed in, by id. */
export function botServers({ servers, bot }: Pick<World, 'servers' | 'bot'>): Server[] {
  return [...servers.values()]
    .filter(({ members }) => members.has(bot.id))
    .sort(({ data: a }, { data: b }) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/** The collections of a world without anything in them. */
export function emptyWorld(clock: Clock) {
  return {
    clock,
    nextId: createSnowflakes(() => clock.now()),
    origin: '',
    users: new Map<string, APIUser>(),
    locales: new Map<string, string>(),
    closedDirect: new Set<string>(),
    servers: new Map<string, Server>(),
    channels: new Map<string, Channel>(),
    messages: new Map<string, StoredMessage>(),
    interactions: new Map<string, InteractionRecord>(),
    commands: new Map<string, StoredCommand>(),
    files: new Map<string, StoredFile>(),
    // Every page and every waiting test listens: there is no number that would be too many.
    changes: new EventEmitter<{ change: [WorldEvent] }>().setMaxListeners(0),
    botOnline: false,
    gateway: {
      heartbeatMs: HEARTBEAT_INTERVAL,
      sessionStarts: SESSION_STARTS,
      resetAfterMs: DAY,
      greets: true,
      letsIn: true,
      acknowledges: true,
      refusesWith: null,
      signIns: 0,
      shards: 1,
      maxConcurrency: 1,
      identifyEveryMs: 0,
      serversPerShard: SERVERS_PER_SHARD,
      hastySignIns: 0,
    } as GatewayState,
    pages: { servers: SERVERS_LISTED },
  };
}
