/** One connection with Discord's gateway, from asking where it is to its end, as something kept running. */
import { type Client, Events, GatewayOpcodes, Routes } from 'discord.js';
import { z } from 'zod';
import { Refusal } from '../refusals.ts';
import { pause, within } from '../supervision/deadline.ts';
import { growingPauses, type PauseLimits } from '../supervision/pauses.ts';
import type { Life } from '../supervision/supervised.ts';
import { GatewayError, NoSessionStarts, ShardLost } from './connection-failure.ts';
import { guardQueue, type ShardGuard } from './guarded-shards.ts';
import type { Packet } from './packets.ts';
import type { ShardHold } from './shards.ts';

/** How long what may take. Milliseconds. */
export interface GatewayTiming {
  /** From the first request to READY, and from a new connection to RESUMED. */
  readonly readyWithinMs: number;
  /** Before a connection is begun anew. */
  readonly pauses: PauseLimits;
  /** Before a session is taken up again; after as many tries as given it is begun anew. */
  readonly resumePauses: PauseLimits;
  readonly resumeTries: number;
  /** Between two sign-ins of a bucket: a little more than Discord wants, since they travel. */
  readonly signInEveryMs: number;
}

/**
 * Discord's own: an app may sign in every 5 s, and 1,000 times a day (events/gateway.mdx, "Rate
 * Limiting", "Session Start Limit"); a session can be resumed for a few minutes.
 */
export const GATEWAY_TIMING: GatewayTiming = {
  readyWithinMs: 30_000,
  pauses: { first: 5_000, longest: 60_000 },
  resumePauses: { first: 1_000, longest: 30_000 },
  resumeTries: 8,
  signInEveryMs: 5_500,
};

/**
 * More than a shard takes to say good-bye. Where discord.js leaves one twice at a time, as at a
 * deadline of its own, the first call never ends.
 */
const LEFT_WITHIN_MS = 1_500;

/** The shard that a connection is for. */
export interface ShardSeat {
  readonly id: number;
  /** Of how many, once that is known: what Discord recommends is told, and may decide it. */
  countAmong(recommended: number): number;
  /**
   * Sees to it that this process holds it.
   * @returns the hold, and whether it had to be waited for; null where `signal` ended that.
   */
  take(
    count: number,
    signal: AbortSignal,
  ): Promise<{ readonly hold: ShardHold; readonly isNew: boolean } | null>;
  /** Waits until it may sign in. @returns false where `signal` ended that. */
  maySignIn(bucket: number, signal: AbortSignal): Promise<boolean>;
}

/** What a connection is made of. */
export interface GatewayOptions {
  readonly token: string;
  readonly timing: GatewayTiming;
  readonly seat: ShardSeat;
  /** Makes a client with its listeners, whose shards are built by `guardedStrategy`. */
  readonly makeClient: (guard: ShardGuard) => Client;
  readonly packets: Pick<ShardGuard, 'now' | 'admit' | 'onBadPacket'>;
  /** It was lost, and discord.js takes its session up again. */
  readonly onReconnecting: () => void;
  readonly onResumed: () => void;
}

/** A connection; `exited` resolves with why it ended, null where it was left. */
export interface Connection extends Life {
  /** Resolves with the client once it has greeted. */
  readonly ready: Promise<Client<true>>;
}

/** Begins a connection. It never throws: what fails ends it. */
export function openConnection(options: GatewayOptions): Connection {
  const { token, timing, seat, makeClient, packets, onReconnecting, onResumed } = options;
  const stop = new AbortController();
  const { signal } = stop;
  const pauses = growingPauses(timing.resumePauses);
  let tries = 0;
  let isReady = false;
  let unresumed: NodeJS.Timeout | undefined;
  let unready: NodeJS.Timeout | undefined;
  let maxConcurrency = 1;
  let unheard = (): void => {};
  let isFresh = (): boolean => true;

  let resolveReady: (client: Client<true>) => void = () => {};
  let rejectReady: (cause: unknown) => void = () => {};
  const ready = new Promise<Client<true>>((resolve, reject) => {
    resolveReady = resolve;
    rejectReady = reject;
  });
  ready.catch(() => {});
  let resolveExited: (cause: unknown) => void = () => {};
  const exited = new Promise<unknown>((resolve) => {
    resolveExited = resolve;
  });

  /** Only the first call does anything. */
  function end(cause: unknown): void {
    if (signal.aborted) return;
    stop.abort();
    clearTimeout(unresumed);
    clearTimeout(unready);
    unheard();
    rejectReady(cause ?? new GatewayError(null));
    // Leaving on purpose is announced as a reconnection, and is none.
    client.removeAllListeners(Events.ShardReconnecting);
    void within(LEFT_WITHIN_MS, client.destroy(), () => {})
      .catch(() => {})
      .then(() => resolveExited(cause));
  }

  function expectReady(): void {
    clearTimeout(unready);
    if (signal.aborted) return;
    unready = setTimeout(() => end(new GatewayError(null)), timing.readyWithinMs);
  }

  /** Waits for others of the bot, which is no silence of Discord's. */
  async function waiting<T>(work: Promise<T>): Promise<T> {
    clearTimeout(unready);
    const result = await work;
    expectReady();
    return result;
  }

  const client = makeClient({
    ...packets,
    // Who was stopped may have been replaced: what came meanwhile is the other one's to answer.
    admit: (raw, at) => (isFresh() ? packets.admit(raw, at) : UNHEARD),
    maySignIn: (closed) =>
      waiting(seat.maySignIn(seat.id % maxConcurrency, AbortSignal.any([signal, closed]))),
    greetWithinMs: timing.readyWithinMs,
    isLeft: () => signal.aborted,
    async mayResume() {
      if (!isReady || tries++ >= timing.resumeTries) return false;
      // discord.js has waited half a second; the first try needs no more.
      if (tries > 1 && !(await pause(pauses.next(), signal))) return false;
      clearTimeout(unresumed);
      unresumed = setTimeout(() => end(new GatewayError(null)), timing.readyWithinMs);
      return !signal.aborted;
    },
    onLost: (closeCode, error) => end(error ?? new GatewayError(closeCode)),
  });
  guardQueue(client, packets);

  client.once(Events.ClientReady, (greeted) => {
    isReady = true;
    clearTimeout(unready);
    resolveReady(greeted);
  });
  client.on(Events.ShardReconnecting, () => {
    if (isReady) onReconnecting();
  });
  client.on(Events.ShardResume, () => {
    clearTimeout(unresumed);
    tries = 0;
    pauses.reset();
    onResumed();
  });
  client.on(Events.ShardDisconnect, ({ code }) => end(new GatewayError(code)));

  async function begin(): Promise<void> {
    if (!SENDABLE.test(token)) throw new Refusal('tokenRefused');
    expectReady();
    let found = await gatewayFound();
    const count = seat.countAmong(found.shards);
    const taken = await waiting(seat.take(count, signal));
    if (taken === null) return;
    const { hold, isNew } = taken;
    const onLost = (): void => end(new ShardLost());
    if (hold.lost.aborted) return onLost();
    hold.lost.addEventListener('abort', onLost);
    unheard = () => hold.lost.removeEventListener('abort', onLost);
    isFresh = () => hold.isFresh();
    // Who stood by for hours knows nothing of today's sign-ins.
    if (isNew) found = await gatewayFound();
    maxConcurrency = found.session_start_limit.max_concurrency;
    Object.assign(client.options, { shards: [seat.id], shardCount: count });
    await client.login(token);
  }

  async function gatewayFound(): Promise<Found> {
    const found = foundIn(await client.rest.get(Routes.gatewayBot(), { signal }));
    const { remaining, reset_after: resetAfter } = found.session_start_limit;
    if (remaining < 1) throw new NoSessionStarts(resetAfter);
    return found;
  }
  void begin().catch(end);
  return { ready, exited, kill: () => end(null) };
}

/** What may stand in a header; what may not is no token. */
const SENDABLE = /^[\x21-\x7e]+(?: [\x21-\x7e]+)?$/;

const FOUND = z.object({
  url: z.string(),
  shards: z.int().positive(),
  session_start_limit: z.object({
    remaining: z.int(),
    reset_after: z.number().nonnegative(),
    max_concurrency: z.int().positive().catch(1),
  }),
});
type Found = z.infer<typeof FOUND>;

/** How often the bot may still sign in, and how. @throws TypeError where that is no answer of Discord's. */
function foundIn(found: unknown): Found {
  const { data } = FOUND.safeParse(found);
  if (data === undefined) throw new TypeError('Not what Discord says of its gateway');
  return data;
}

/** What discord.js is given instead of what is not to be worked with. */
const UNHEARD: Packet = { op: GatewayOpcodes.Dispatch, t: 'UNHEARD', s: null, d: null };
