/**
 * A stand-in for Discord in one local server: REST, gateway, files, and the people's side.
 *
 * ```ts
 * import { CHANNELS, PEOPLE } from './seed.ts';
 * const standIn = await startStandIn();
 * const client = new Client({ intents: [], rest: { api: standIn.apiUrl } });
 * await client.login(standIn.token);
 * const member = standIn.as(PEOPLE.member);
 * const sent = await member.runCommand({ name: 'ask', options: { question: 'How many?' } });
 * const reply = await sent.reply(); // reply.message, reply.ephemeral, reply.deferred, reply.afterMs
 * const next = await member.click(reply.message.id, 'more');
 * standIn.requests; // what the bot has sent
 * await standIn.close();
 * ```
 */

import { serveHttp } from '../../http.ts';
import { Refusal } from '../../refusals.ts';
import { type Actor, createActor } from './actor.ts';
import { type Clock, systemClock } from './clock.ts';
import { attachGateway } from './gateway.ts';
import { createRestApp, type RecordedRequest } from './rest/app.ts';
import {
  addChannel,
  addPerson,
  addServer,
  createWorld,
  GUILD_ID,
  join,
  moderatorRoles,
  openBotDm,
} from './seed.ts';
import type { Server, World } from './world.ts';

/** Requests remembered in `StandIn.requests`; the oldest go first. */
const KEPT_REQUESTS = 1000;

/** `events/gateway`, "Rate Limiting": milliseconds between two sign-ins. */
const IDENTIFY_EVERY_MS = 5_000;

/** How a stand-in is started. */
export interface StandInOptions {
  /** Where to listen; this machine only by default. */
  readonly host?: string;
  /** Any free one by default. */
  readonly port?: number;
  /** The machine's by default; a test can hand in one that it moves on itself. */
  readonly clock?: Clock;
  /**
   * Milliseconds between two sign-ins: earlier ones are refused. Discord's own by default; none where
   * a test moves the clock, since the bot's pauses then take no time either.
   */
  readonly identifyEveryMs?: number;
  /** Told of bugs in the stand-in itself, which the bot sees as HTTP 500. */
  readonly onError?: (error: unknown) => void;
}

/** @throws Refusal `channelUnseen` for one that there is none of. */
function serverNamed({ servers }: World, id: string): Server {
  const server = servers.get(id);
  if (server === undefined) throw new Refusal('channelUnseen');
  return server;
}

/** A running stand-in. */
export interface StandIn {
  /** For `rest.api` of discord.js, or DISCORD_API_URL. */
  readonly apiUrl: string;
  /** The only bot token it accepts; a new one at every start. */
  readonly token: string;
  readonly applicationId: string;
  /** The state, to look into; it changes only through the functions here and the bot's requests. */
  readonly world: World;
  /** The bot's latest requests with their answers, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** One person's side. @throws Refusal `noSuchPerson` for someone who does not exist. */
  as(userId: string): Actor;
  /** Adds an ordinary member to a server, the first one where it is left out. @returns the id. */
  addMember(name: string, serverId?: string): string;
  /** The same with the roles of a moderator. */
  addModerator(name: string, serverId?: string): string;
  /**
   * Adds a server with one channel.
   * @param ownerId who moderates it.
   * @param members who is in it, too; the bot where it is installed.
   */
  addServer(
    name: string,
    ownerId: string,
    members?: readonly string[],
  ): { readonly id: string; readonly channelId: string };
  /** Makes somebody who is there a member of a server, or the bot; or takes them out of it. */
  join(serverId: string, userId: string): void;
  leave(serverId: string, userId: string): void;
  /** Opens the direct messages of somebody with the bot. @returns the channel's id. */
  openDirect(userId: string): string;
  /** Lets somebody take no direct messages of the bot any more (Privacy Settings), or take them again. */
  closeDirect(userId: string, isClosed: boolean): void;
  /** Sets the language of a person's Discord, such as `ru`. */
  setLocale(userId: string, locale: string): void;
  /** Cuts the bot's gateway connection with a close code, 4000 by default: it should resume. */
  disconnect(code?: number): void;
  /** Sends the bot a text over the gateway as it is, whatever it holds; for how it fails, `world.gateway`. */
  sendRaw(text: string): void;
  /** Ends every connection. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in.
 * @throws Refusal `standInNotListening` when it can't listen there.
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { host = '127.0.0.1', port = 0, clock = systemClock, onError = () => {} } = options;
  const world = createWorld({
    now: () => clock.now(),
    // What a timer throws nobody would catch.
    after: (milliseconds, then) =>
      clock.after(milliseconds, () => {
        try {
          then();
        } catch (error) {
          onError(error);
        }
      }),
  });
  world.gateway.identifyEveryMs =
    options.identifyEveryMs ?? (options.clock === undefined ? IDENTIFY_EVERY_MS : 0);
  const requests: RecordedRequest[] = [];
  const remember = (request: RecordedRequest) => {
    requests.push(request);
    if (requests.length > KEPT_REQUESTS) requests.shift();
  };

  const app = createRestApp(world, host, remember, onError);
  const http = await serveHttp({ fetch: app.fetch, host, port }).catch((cause: unknown) => {
    throw new Refusal('standInNotListening', { host, port }, { cause });
  });
  world.origin = http.origin;
  const gateway = attachGateway(world, http.server, { host, onError });

  return {
    apiUrl: `${world.origin}/api`,
    token: world.token,
    applicationId: world.application.id,
    world,
    requests,
    as: (userId) => createActor(world, userId),
    addMember(name, serverId = GUILD_ID) {
      const id = addPerson(world, name, world.nextId());
      join(world, serverNamed(world, serverId), id, []);
      return id;
    },
    addModerator(name, serverId = GUILD_ID) {
      const server = serverNamed(world, serverId);
      const id = addPerson(world, name, world.nextId());
      join(world, server, id, moderatorRoles(server));
      return id;
    },
    addServer(name, ownerId, members = []) {
      const ids = { id: world.nextId(), roleId: world.nextId() };
      const server = addServer(world, { ...ids, name, ownerId });
      for (const userId of members) join(world, server, userId, []);
      const { id: channelId } = addChannel(world, server, world.nextId(), 'general');
      return { id: server.data.id, channelId };
    },
    join: (serverId, userId) => join(world, serverNamed(world, serverId), userId, []),
    leave: (serverId, userId) => void serverNamed(world, serverId).members.delete(userId),
    openDirect: (userId) => openBotDm(world, userId, world.nextId()).id,
    closeDirect(userId, isClosed) {
      if (isClosed) world.closedDirect.add(userId);
      else world.closedDirect.delete(userId);
    },
    setLocale(userId, locale) {
      if (!world.users.has(userId)) throw new Refusal('noSuchPerson');
      world.locales.set(userId, locale);
    },
    disconnect: (code = 4000) => gateway.disconnect(code),
    sendRaw: (text) => gateway.send(text),
    close() {
      gateway.close();
      return http.close();
    },
  };
}
