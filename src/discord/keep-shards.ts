/**
 * Keeps the bot's connections with Discord that are this process's: one client for each shard, so that
 * one that is lost, refused or taken over by another process takes no other with it.
 */
import { type Client, GatewayCloseCodes } from 'discord.js';
import { asStatement, type Refusal } from '../refusals.ts';
import { makeVitals, type Vitals } from '../supervision/vitals.ts';
import { GatewayError } from './connection-failure.ts';
import type { ShardSeat } from './gateway.ts';
import type { ShardGuard } from './guarded-shards.ts';
import { type KeepOptions, type KeptConnection, keepConnected } from './keep-connected.ts';
import type { TokenKeepingRest } from './rest.ts';
import type { ShardAgreement, ShardHold, ShardPlan, Standby } from './shards.ts';

/** What is kept connected, and how. */
export interface KeepShardsOptions
  extends Omit<KeepOptions, 'seat' | 'splitsFurther' | 'makeClient'> {
  readonly shards: ShardPlan;
  readonly agreement: ShardAgreement;
  /** Makes a client whose requests go through `rest`. */
  readonly makeClient: (rest: TokenKeepingRest, guard: ShardGuard, shard: number) => Client;
}

/** Which shards are where. */
export interface ShardsHere {
  /** Of all processes together; null before that is known. */
  readonly count: number | null;
  /** The numbers of those that answer here, in rising order. */
  readonly ids: readonly number[];
}

/** Connections that come back; see `KeptConnection`. Its client is that of any shard. */
export interface KeptShards extends Omit<KeptConnection, 'isConnected'> {
  /** Those that are connected now. */
  here(): ShardsHere;
}

/** One shard that is kept. */
interface Kept {
  readonly connection: KeptConnection;
  readonly vitals: Vitals;
  hold: ShardHold | null;
}

/** Begins to connect. */
export function keepShards(options: KeepShardsOptions): KeptShards {
  const { shards, agreement, vitals, timing, logger } = options;
  const kept = new Map<number, Kept>();
  let count = shards.count;
  /** What Discord found too few; and whether it recommends no more than that. */
  let tooFew: number | null = null;
  let isAtOdds = false;
  let closedBy: { readonly reason: unknown } | null = null;
  /** Resolved when another shard is kept, and at the end: whoever waits for one looks again. */
  let changed = signal();
  let resolveEnded: (refusal: Refusal) => void = () => {};
  const ended = new Promise<Refusal>((resolve) => {
    resolveEnded = resolve;
  });

  /** The first one tells how many there are, where that is left to Discord. */
  const wanted = (): readonly number[] =>
    shards.ids ?? Array.from({ length: count ?? 1 }, (_, id) => id);

  function spread(): void {
    if (closedBy !== null) return;
    const ids = new Set(wanted());
    for (const [id, shard] of kept) {
      if (ids.has(id)) continue;
      kept.delete(id);
      void leave(shard);
    }
    for (const id of ids) if (!kept.has(id)) keep(id);
  }

  function keep(id: number): void {
    const own = reportingTo(makeVitals(), gather);
    const log = (count ?? 1) > 1 ? logger.child({ shard: id }) : logger;
    const seat: ShardSeat = {
      id,
      countAmong(recommended) {
        if (count !== null) return count;
        if (tooFew !== null && recommended <= tooFew) {
          isAtOdds = true;
          throw new GatewayError(GatewayCloseCodes.ShardingRequired);
        }
        count = recommended;
        queueMicrotask(spread);
        return count;
      },
      async take(of, signal) {
        if (shard.hold !== null && !shard.hold.lost.aborted) {
          return { hold: shard.hold, isNew: false };
        }
        let hasWaited = false;
        const hold = await agreement.hold(id, of, signal, (why) => {
          hasWaited = true;
          standBy(id, why);
          // It does what it is there for.
          own.well('gateway');
        });
        shard.hold = hold;
        if (hold === null) return null;
        if (hasWaited) logger.info({ shard: id }, 'takes a shard over');
        return { hold, isNew: hasWaited };
      },
      maySignIn: (bucket, signal) => agreement.maySignIn(bucket, timing.signInEveryMs, signal),
    };
    const connection = keepConnected({
      ...{ ...options, seat, vitals: own, logger: log, splitsFurther },
      makeClient: (rest, guard) => options.makeClient(rest, guard, id),
    });
    const shard: Kept = { connection, vitals: own, hold: null };
    kept.set(id, shard);
    void connection.ended.then(end);
    changed.resolve();
    changed = signal();
  }

  function standBy(id: number, why: Standby): void {
    if (why.because === 'held') {
      logger.info({ shard: id }, 'another process holds this shard: standing by');
    } else {
      const others = { shard: id, shards: count, theirs: why.count };
      logger.warn(others, 'others run the bot split into another number of shards: standing by');
    }
  }

  /** Where the number is Discord's to say, it is asked for again, and all begin anew. */
  function splitsFurther(): boolean {
    if (shards.count !== null || isAtOdds) return false;
    if (count === null) return true;
    tooFew = count;
    count = null;
    for (const shard of kept.values()) void leave(shard);
    kept.clear();
    spread();
    vitals.ill('gateway', null);
    return true;
  }

  /** The whole is as its worst shard. */
  function gather(change: 'state' | 'restart'): void {
    if (change === 'restart') {
      vitals.restarted('gateway');
      return;
    }
    const states = [...kept.values()].map((shard) => shard.vitals.state('gateway'));
    const ill = states.findLast(({ state }) => state === 'ill');
    if (ill !== undefined) vitals.ill('gateway', ill.ailment);
    else if (states.every(({ state }) => state === 'well')) vitals.well('gateway');
  }

  async function leave({ connection, hold }: Kept): Promise<void> {
    await connection.close();
    await hold?.release();
  }

  function end(refusal: Refusal): void {
    if (closedBy !== null) return;
    resolveEnded(refusal);
    void close(refusal).then(() => vitals.ill('gateway', asStatement(refusal)));
  }

  async function close(reason: unknown = new DOMException('closed', 'AbortError')): Promise<void> {
    closedBy ??= { reason };
    changed.resolve();
    await Promise.all([...kept.values()].map(leave));
  }

  async function get(): Promise<Client<true>> {
    for (;;) {
      if (closedBy !== null) throw closedBy.reason;
      const again = changed.promise;
      const clients = [...kept.values()].map(({ connection }) => connection.get());
      const client = await Promise.race([Promise.any(clients).catch(() => again), again]);
      if (client) return client;
    }
  }

  spread();
  return { get, ended, end, close: () => close(), here };

  function here(): ShardsHere {
    const ids = [...kept]
      .filter(([, { connection }]) => connection.isConnected())
      .map(([id]) => id);
    return { count, ids: ids.sort((a, b) => a - b) };
  }
}

/** What can be waited for, and done once. */
function signal(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Vitals that somebody looks at after each report. */
function reportingTo(own: Vitals, look: (change: 'state' | 'restart') => void): Vitals {
  return {
    ...own,
    well(part) {
      own.well(part);
      look('state');
    },
    ill(part, ailment) {
      own.ill(part, ailment);
      look('state');
    },
    restarted(part) {
      own.restarted(part);
      look('restart');
    },
  };
}
