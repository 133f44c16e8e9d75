/**
 * discord.js's connections with everything that comes through them caught. It runs the handling of a
 * packet in promises that nobody holds and in `setImmediate`, so that whatever is thrown there ends
 * the process. The seam is the option `ws.buildStrategy`, and the methods of a shard that are
 * replaced here; they are private, and tests with the real client notice when they are gone.
 */
import {
  type Client,
  type IIdentifyThrottler,
  type IShardingStrategy,
  SimpleShardingStrategy,
} from 'discord.js';
import type { Packet } from './packets.ts';

/** Of `@discordjs/ws`; discord.js has another class of its name. */
type GatewayManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/** What is told of shards, and asked about them. */
export interface ShardGuard {
  /** Milliseconds that HELLO and READY may each take. */
  readonly greetWithinMs: number;
  /** Milliseconds of the monotonic clock. */
  readonly now: () => number;
  /** Makes a packet fit; may throw. @param at when it came, by `now`. */
  readonly admit: (raw: unknown, at: number) => Packet | null;
  /** Something that came could not be worked with. @param raw as it came; null where unreadable. */
  readonly onBadPacket: (raw: unknown, error: unknown) => void;
  /** Waits until it may sign in. @returns false where the connection was left. */
  readonly maySignIn: (signal: AbortSignal) => Promise<boolean>;
  /** Whether the connection was left: a sign-in that was under way goes on by itself otherwise. */
  readonly isLeft: () => boolean;
  /** Asked before a session is resumed; false where that is given up. */
  readonly mayResume: () => Promise<boolean>;
  /** It does not come back by itself. @param closeCode with which it was closed last. */
  readonly onLost: (closeCode: number | null, error?: unknown) => void;
}

/** A WebSocket of the package `ws`. */
interface Connection {
  readonly readyState: number;
  onclose: unknown;
  onmessage: unknown;
  on(event: 'error', listener: () => void): unknown;
  terminate(): void;
}

/** A connection that is left gets so long to say good-bye. */
const LEAVE_WITHIN_MS = 1_000;
/** The WebSocket standard's number for a connection that is still being made. */
const CONNECTING = 0;

/** The private methods of a shard that are replaced or used. */
interface Shard {
  readonly id: number;
  readonly strategy: { retrieveSessionInfo(id: number): unknown };
  readonly connection: Connection | null;
  internalConnect(): Promise<void>;
  destroy(...options: unknown[]): Promise<void>;
  heartbeat(...requested: unknown[]): Promise<void>;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
  unpackMessage(data: unknown, isBinary: boolean): Promise<unknown>;
  onError(error: unknown): unknown;
  onClose(code: number): Promise<void>;
}

/** For `ws.buildStrategy` of a client. */
export function guardedStrategy(manager: GatewayManager, guard: ShardGuard): IShardingStrategy {
  // Half a minute and more each by default, in which nobody would be answered.
  manager.options.handshakeTimeout = guard.greetWithinMs;
  manager.options.helloTimeout = guard.greetWithinMs;
  manager.options.readyTimeout = guard.greetWithinMs;
  const strategy = new SimpleShardingStrategy(manager);
  const spawn = strategy.spawn.bind(strategy);
  strategy.spawn = async (ids) => {
    await spawn(ids);
    const spawned = (strategy as unknown as { shards: Map<number, Shard> }).shards;
    for (const shard of spawned.values()) guardShard(shard, guard);
  };
  return strategy;
}

/** For `ws.buildIdentifyThrottler` of a client: the package's own knows of no other client. */
export function guardedThrottler({ maySignIn }: Pick<ShardGuard, 'maySignIn'>): IIdentifyThrottler {
  return {
    async waitForIdentify(_id, signal) {
      // Whatever else is thrown here it takes for leave to sign in: a connection that is left never gets it.
      if (await maySignIn(signal)) return;
      signal.throwIfAborted();
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
  };
}

/** Packets that come before the client is ready are worked with later, by themselves. */
export function guardQueue({ ws }: Client, { onBadPacket }: Pick<ShardGuard, 'onBadPacket'>): void {
  const manager = ws as unknown as { handlePacket(packet?: unknown, shard?: unknown): boolean };
  const handle = manager.handlePacket.bind(manager);
  manager.handlePacket = (packet, shard) => {
    try {
      return handle(packet, shard);
    } catch (error) {
      onBadPacket(packet, error);
      return true;
    }
  };
}

function guardShard(shard: Shard, guard: ShardGuard): void {
  const { now, admit, onBadPacket, isLeft, mayResume, onLost } = guard;
  let closeCode: number | null = null;
  let isFirst = true;

  const unpack = shard.unpackMessage.bind(shard);
  const take = shard.onMessage.bind(shard);
  shard.unpackMessage = async (packet) => packet;
  shard.onMessage = async (data, isBinary) => {
    // Before anything is awaited: all that came in one piece came now.
    const at = now();
    let raw: unknown = null;
    try {
      raw = await unpack(data, isBinary);
      const packet = admit(raw, at);
      if (packet === null) throw new TypeError('no packet');
      await take(packet, false);
    } catch (error) {
      onBadPacket(raw, error);
    }
  };

  const connect = shard.internalConnect.bind(shard);
  shard.internalConnect = async () => {
    if (isLeft()) return;
    try {
      // Without a session it would sign in anew, unasked how often it may: that begins elsewhere.
      if (!isFirst) {
        const session = await shard.strategy.retrieveSessionInfo(shard.id);
        if (session == null || !(await mayResume())) return onLost(closeCode);
      }
      isFirst = false;
      await connect();
    } catch (error) {
      onLost(closeCode, error);
    }
  };

  const close = shard.onClose.bind(shard);
  shard.onClose = async (code) => {
    closeCode = code;
    await close(code).catch((error: unknown) => onLost(code, error));
  };

  const destroy = shard.destroy.bind(shard);
  shard.destroy = async (...options) => {
    abandon(shard.connection);
    await destroy(...options).catch((error: unknown) => onLost(closeCode, error));
  };
  const heartbeat = shard.heartbeat.bind(shard);
  shard.heartbeat = (...requested) =>
    heartbeat(...requested).catch((error: unknown) => onLost(closeCode, error));

  const fail = shard.onError.bind(shard);
  shard.onError = (error) => {
    try {
      fail(error);
    } catch (second) {
      onBadPacket(null, second);
    }
  };
}

/**
 * A shard that is left listens to its connection no more; what fails there later, as one that is
 * still being made may after half a minute, would be an error that nobody hears: the end.
 */
function abandon(connection: Connection | null): void {
  if (connection === null) return;
  connection.on('error', () => {});
  if (connection.readyState === CONNECTING) {
    connection.onclose = null;
    connection.onmessage = null;
    connection.terminate();
  }
  // A polite good-bye is waited for half a minute, also from a side that is gone.
  setTimeout(() => connection.terminate(), LEAVE_WITHIN_MS).unref();
}
