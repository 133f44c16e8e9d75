/** The gateway: one WebSocket endpoint that speaks Discord's protocol to the bot's client. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { isOwnRequest } from '../guard.ts';
import { dispatchesFor, shardOf, shardOfEvent } from './dispatches.ts';
import { isObject, type JsonObject } from './rules/problems.ts';
import { guildCreateView, selfView } from './views.ts';
import { botServers, publish, subscribe, type World } from './world.ts';

/** `events/gateway`: bytes of one payload of the bot's. */
const MAX_PAYLOAD_BYTES = 4096;
/** What is read of one payload at most: enough to refuse in Discord's words what is too large. */
const MAX_READ_BYTES = 4 * MAX_PAYLOAD_BYTES;
/** Connections at once: one shard needs one, and a second while it comes back. */
const MAX_SOCKETS = 16;
/** `events/gateway`: payloads of the bot's in a window of milliseconds. */
const SENDS = { most: 120, window: 60_000 };
/** Presences, members and message content need Discord's approval, which this bot never asks for. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);
/** Guilds intent: without it `GUILD_CREATE` is not sent. */
const GUILDS_INTENT = 1 << 0;
/** Events kept for a client that lost its connection; a session with more than that starts anew. */
const KEPT_EVENTS = 500;
/** How long a lost session can be resumed, in milliseconds. */
const RESUMABLE = 5 * 60_000;

/** What outlives a connection, so that it can be resumed. */
interface Session {
  readonly id: string;
  readonly intents: number;
  /** Which of how many connections it is. */
  readonly shard: readonly [id: number, count: number];
  sequence: number;
  readonly kept: { sequence: number; text: string }[];
  socket: WebSocket | null;
  lostAt: number;
}

/** The gateway, and how tests disturb it. */
interface Gateway {
  /** Cuts every connection with a close code, as Discord does now and then. */
  disconnect(code: number): void;
  /** Sends a text to every connection as it is. */
  send(text: string): void;
  close(): void;
}

/** What the gateway is attached with. */
interface GatewayOptions {
  /** The host that the server listens on. */
  readonly host: string;
  /** Told of bugs in the gateway. */
  readonly onError: (error: unknown) => void;
}

/** A payload of the bot's; undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Which of how many connections one signs in as, the only one where it does not say; null for nonsense. */
function shardIn(given: unknown): readonly [id: number, count: number] | null {
  if (given === undefined) return [0, 1];
  if (!Array.isArray(given) || given.length !== 2) return null;
  const [id, count] = given as [unknown, unknown];
  const isShard = Number.isInteger(id) && Number.isInteger(count);
  if (!isShard || Number(id) < 0 || Number(id) >= Number(count)) return null;
  return [Number(id), Number(count)];
}

/** Answers a request for a connection with no connection. */
function refuse(socket: Duplex, status: '403 Forbidden' | '404 Not Found' | '503 Busy'): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Attaches the gateway to the HTTP server and delivers every change that concerns the bot. */
export function attachGateway(
  world: World,
  server: Server,
  { host, onError }: GatewayOptions,
): Gateway {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_READ_BYTES });
  /** Of what sockets cause, nothing gets out: an event that throws would end the process. */
  const safely = (work: () => void, fail: () => void) => {
    try {
      work();
    } catch (error) {
      onError(error);
      fail();
    }
  };
  server.on('upgrade', (request, socket, head) => {
    safely(
      () => {
        if (!isOwnRequest(request.headers, host)) return refuse(socket, '403 Forbidden');
        if (!/^\/(?:\?|$)/.test(request.url ?? '')) return refuse(socket, '404 Not Found');
        if (sockets.clients.size >= MAX_SOCKETS) return refuse(socket, '503 Busy');
        sockets.handleUpgrade(request, socket, head, (opened) =>
          sockets.emit('connection', opened),
        );
      },
      () => socket.destroy(),
    );
  });
  const sessions = new Map<string, Session>();

  const setOnline = () => {
    const online = [...sessions.values()].some((session) => session.socket !== null);
    if (online === world.botOnline) return;
    world.botOnline = online;
    publish(world, { type: 'bot-status', online });
  };

  const dispatch = (session: Session, name: string, data: unknown) => {
    session.sequence++;
    const text = JSON.stringify({ op: Op.Dispatch, s: session.sequence, t: name, d: data });
    session.kept.push({ sequence: session.sequence, text });
    if (session.kept.length > KEPT_EVENTS) session.kept.shift();
    session.socket?.send(text);
  };

  /** By bucket, when somebody signed in last, in milliseconds of the machine's clock. */
  const signedInAt = new Map<number, number>();
  const isHasty = (id: number): boolean => {
    const { maxConcurrency, identifyEveryMs } = world.gateway;
    const bucket = id % maxConcurrency;
    const now = performance.now();
    if (now - (signedInAt.get(bucket) ?? Number.NEGATIVE_INFINITY) < identifyEveryMs) return true;
    signedInAt.set(bucket, now);
    return false;
  };

  const identify = (socket: WebSocket, data: JsonObject): Session | null => {
    if (world.gateway.refusesWith !== null) {
      socket.close(world.gateway.refusesWith);
      return null;
    }
    if (data.token !== world.token && data.token !== `Bot ${world.token}`) {
      socket.close(Close.AuthenticationFailed, 'Authentication failed.');
      return null;
    }
    const intents = Number(data.intents);
    if (!Number.isInteger(intents) || intents < 0) {
      socket.close(Close.InvalidIntents, 'Invalid intent(s).');
      return null;
    }
    if ((intents & PRIVILEGED_INTENTS) !== 0) {
      socket.close(Close.DisallowedIntents, 'Disallowed intent(s).');
      return null;
    }
    const shard = shardIn(data.shard);
    if (shard === null) {
      socket.close(Close.InvalidShard, 'Invalid shard.');
      return null;
    }
    const servers = botServers(world).filter(
      ({ data: { id } }) => shardOf(id, shard[1]) === shard[0],
    );
    if (servers.length > world.gateway.serversPerShard) {
      socket.close(Close.ShardingRequired, 'Sharding required.');
      return null;
    }
    if (isHasty(shard[0])) {
      world.gateway.hastySignIns++;
      socket.send(JSON.stringify({ op: Op.InvalidSession, d: false }));
      return null;
    }
    world.gateway.signIns++;
    world.gateway.sessionStarts--;
    if (!world.gateway.letsIn) return null;
    const session: Session = {
      id: randomUUID().replaceAll('-', ''),
      intents,
      shard,
      sequence: 0,
      kept: [],
      socket,
      lostAt: 0,
    };
    for (const old of sessions.values())
      if (old.socket === null && world.clock.now() - old.lostAt > RESUMABLE)
        sessions.delete(old.id);
    sessions.set(session.id, session);
    dispatch(session, 'READY', {
      v: 10,
      user: selfView(world),
      guilds: servers.map(({ data: { id } }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: world.origin.replace(/^http/, 'ws'),
      shard,
      application: { id: world.application.id, flags: 0 },
    });
    if ((intents & GUILDS_INTENT) !== 0)
      for (const server of servers)
        dispatch(session, 'GUILD_CREATE', guildCreateView(world, server));
    return session;
  };

  const resume = (socket: WebSocket, data: JsonObject): Session | null => {
    const session = sessions.get(String(data.session_id));
    const from = Number(data.seq);
    const oldest = session?.kept[0]?.sequence ?? 0;
    const usable =
      session !== undefined &&
      data.token === world.token &&
      from <= session.sequence &&
      oldest <= from + 1 &&
      (session.socket !== null || world.clock.now() - session.lostAt <= RESUMABLE);
    if (!usable) {
      socket.send(JSON.stringify({ op: Op.InvalidSession, d: false }));
      return null;
    }
    if (!world.gateway.letsIn) return null;
    session.socket?.terminate();
    session.socket = socket;
    for (const event of session.kept) if (event.sequence > from) socket.send(event.text);
    dispatch(session, 'RESUMED', {});
    return session;
  };

  sockets.on('connection', (socket: WebSocket) => {
    let session: Session | null = null;
    let sends: number[] = [];
    const hello = { op: Op.Hello, d: { heartbeat_interval: world.gateway.heartbeatMs } };
    if (world.gateway.greets) socket.send(JSON.stringify(hello));

    const receive = (text: string) => {
      if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES)
        return socket.close(Close.DecodeError, 'Payload too large.');
      const now = world.clock.now();
      sends = [...sends.filter((at) => now - at < SENDS.window), now];
      if (sends.length > SENDS.most) return socket.close(Close.RateLimited, 'Rate limited.');
      const payload = parsed(text);
      if (!isObject(payload)) return socket.close(Close.DecodeError, 'Error while decoding.');
      const data = isObject(payload.d) ? payload.d : {};
      switch (payload.op) {
        case Op.Heartbeat:
          if (!world.gateway.acknowledges) return;
          return socket.send(JSON.stringify({ op: Op.HeartbeatAck }));
        case Op.Identify:
        case Op.Resume:
          if (session !== null)
            return socket.close(Close.AlreadyAuthenticated, 'Already authenticated.');
          session = payload.op === Op.Identify ? identify(socket, data) : resume(socket, data);
          return setOnline();
        case Op.PresenceUpdate:
        case Op.VoiceStateUpdate:
        case Op.RequestGuildMembers:
          if (session === null) socket.close(Close.NotAuthenticated, 'Not authenticated.');
          return;
        default:
          return socket.close(Close.UnknownOpcode, 'Unknown opcode.');
      }
    };
    socket.on('message', (raw) => {
      safely(
        () => receive(String(raw)),
        () => socket.close(Close.UnknownError, 'Unknown error.'),
      );
    });
    // A connection that breaks is told by 'close'; without a listener 'error' would end the process.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (session?.socket !== socket) return;
      session.socket = null;
      session.lostAt = world.clock.now();
      safely(setOnline, () => {});
    });
  });

  const unsubscribe = subscribe(world, (event) => {
    for (const session of sessions.values()) {
      const [id, count] = session.shard;
      if (shardOfEvent(world, event, count) !== id) continue;
      for (const [name, data] of dispatchesFor(world, event, session.intents))
        dispatch(session, name, data);
    }
  });

  return {
    disconnect(code) {
      for (const { socket } of sessions.values()) socket?.close(code);
    },
    send(text) {
      for (const { socket } of sessions.values()) socket?.send(text);
    },
    close() {
      unsubscribe();
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      sessions.clear();
      setOnline();
    },
  };
}
