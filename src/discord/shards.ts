/** Which of the bot's connections with Discord ("shards") a process holds, and how processes agree on that. */
import { pause } from '../supervision/deadline.ts';

/** What of the bot a process is to hold. */
export interface ShardPlan {
  /** Into how many connections the bot is split; null for as many as Discord recommends. */
  readonly count: number | null;
  /** The numbers of those that are held here, from 0; null for all. */
  readonly ids: readonly number[] | null;
}

/** All of them in one process: few bots need more. */
export const ALL_SHARDS: ShardPlan = { count: null, ids: null };

/** A shard that this process may hold. */
export interface ShardHold {
  /** Aborted once another process holds it, or it was released. */
  readonly lost: AbortSignal;
  /** False where this process was stopped and does not know yet whether it still holds it. */
  isFresh(): boolean;
  /** Lets others have it. Never throws. */
  release(): Promise<void>;
}

/** Why a shard is stood by for. */
export type Standby =
  /** Another process holds it. */
  | { readonly because: 'held' }
  /** Others run the bot split into another number of connections. */
  | { readonly because: 'count'; readonly count: number };

/** What the processes of one bot agree on; each method goes on through times when they cannot. */
export interface ShardAgreement {
  /**
   * Waits until this process may hold a shard.
   * @param onStandby told why that takes longer, once for each reason.
   * @returns null where `signal` ended that.
   */
  hold(
    id: number,
    count: number,
    signal: AbortSignal,
    onStandby: (why: Standby) => void,
  ): Promise<ShardHold | null>;
  /**
   * Waits until a shard may sign in: of each bucket one does in so many milliseconds.
   * @param bucket events/gateway.mdx, "Max Concurrency": a shard's number modulo that.
   * @returns false where `signal` ended that.
   */
  maySignIn(bucket: number, everyMs: number, signal: AbortSignal): Promise<boolean>;
  /**
   * Registers the commands, one process after the other.
   * @param register does it.
   * @param scope whose commands, and where.
   * @returns what `register` did; `older` where a newer release has, and nothing was done.
   * @throws what `register` throws, and where it cannot be agreed on now.
   */
  registering<T>(
    scope: { readonly applicationId: string; readonly guildId: string | null },
    register: () => Promise<T>,
  ): Promise<T | 'older'>;
}

/** A process that knows of no other. */
export function onlyProcess(): ShardAgreement {
  const turns = signInTurns();
  return {
    hold: async (_id, _count, signal) =>
      signal.aborted
        ? null
        : { lost: new AbortController().signal, isFresh: () => true, release: async () => {} },
    maySignIn: (bucket, everyMs, signal) => pause(turns(bucket, everyMs), signal),
    registering: (_scope, register) => register(),
  };
}

/** Gives out turns to sign in, within one process. @returns milliseconds to wait for the turn asked for. */
export function signInTurns(
  now: () => number = () => performance.now(),
): (bucket: number, everyMs: number) => number {
  /** By bucket, when the next one may. */
  const nextAt = new Map<number, number>();
  return (bucket, everyMs) => {
    const at = Math.max(nextAt.get(bucket) ?? Number.NEGATIVE_INFINITY, now());
    nextAt.set(bucket, at + everyMs);
    return at - now();
  };
}
