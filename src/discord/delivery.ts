/**
 * Sends one thing to Discord as often as it takes. Between a request and its answer a line may break:
 * what was asked for may have been done or not, and only what is asked next tells.
 */
import { DiscordAPIError, HTTPError } from 'discord.js';
import { pause } from '../supervision/deadline.ts';
import { growingPauses, type PauseLimits } from '../supervision/pauses.ts';
import { isUnreachable } from './connection-failure.ts';
import { isUnauthorized } from './rest.ts';

/** Time as deliveries know it; a test has one of its own. Milliseconds of a monotonic clock. */
export interface DeliveryClock {
  now(): number;
  /** As `pause` of `supervision/deadline.ts`. */
  pause(ms: number, signal?: AbortSignal): Promise<boolean>;
  /** Calls back after so long. @returns what prevents that. */
  after(ms: number, then: () => void): () => void;
}

/** The machine's. */
export const MACHINE_CLOCK: DeliveryClock = {
  now: () => performance.now(),
  pause,
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** A clock whose time can be over at once: what waits by it waits no longer. */
export interface EndableClock extends DeliveryClock {
  /** From now on it is later than any time: pauses and deadlines are over. */
  end(): void;
}

/** Runs as another clock until it is ended. */
export function endable(clock: DeliveryClock): EndableClock {
  const waiting = new Set<() => void>();
  let isOver = false;
  return {
    now: () => (isOver ? Number.POSITIVE_INFINITY : clock.now()),
    async pause(ms, signal) {
      if (isOver) return false;
      const early = new AbortController();
      const end = (): void => early.abort();
      waiting.add(end);
      signal?.addEventListener('abort', end);
      if (signal?.aborted) end();
      try {
        return await clock.pause(ms, early.signal);
      } finally {
        waiting.delete(end);
        signal?.removeEventListener('abort', end);
      }
    },
    after(ms, then) {
      const once = (): void => {
        if (!waiting.delete(once)) return;
        cancel();
        then();
      };
      waiting.add(once);
      const cancel = clock.after(ms, once);
      if (isOver) once();
      return () => {
        waiting.delete(once);
        cancel();
      };
    },
    end() {
      isOver = true;
      for (const end of [...waiting]) end();
    },
  };
}

/**
 * HTTP 500 is what Discord also says of a message that it will never take (discord-api-docs#8554):
 * it is tried so often, and then it is a fault.
 */
const TRIES_AT_500 = 4;

/** How something is delivered. Milliseconds. */
export interface Delivering<T> {
  /** One try; the signal ends it where its answer takes too long. */
  readonly attempt: (signal: AbortSignal) => Promise<T>;
  /** So long one try may take. */
  readonly tryWithin: number;
  /** When nothing is begun any more, by the clock. */
  readonly until: number;
  readonly pauses: PauseLimits;
  readonly clock: DeliveryClock;
  /** Ends a pause early, and with it the trying, since it arrived after all. */
  readonly seen?: AbortSignal;
}

/** What became of it. */
export type Delivered<T> =
  | { readonly fate: 'done'; readonly value: T }
  /** Another sign than its answer told that it arrived. */
  | { readonly fate: 'seen' }
  /** Discord said no; `tries` above 1 where an earlier try may have arrived. */
  | { readonly fate: 'refused'; readonly error: DiscordAPIError; readonly tries: number }
  /** The time was over before it was known. */
  | { readonly fate: 'unknown'; readonly error: unknown };

/** Tries until it is known what became of it, or the time is over. @throws only what is a bug. */
export async function deliver<T>(how: Delivering<T>): Promise<Delivered<T>> {
  const { attempt, tryWithin, until, clock, seen } = how;
  const pauses = growingPauses(how.pauses);
  let wasUnauthorized = false;
  for (let tries = 1; ; tries++) {
    let failure: unknown;
    try {
      return { fate: 'done', value: await once(attempt, tryWithin, clock) };
    } catch (error) {
      // Discord answers 401 now and then for a moment: once is no refusal.
      const isMoment: boolean = isUnauthorized(error) && !wasUnauthorized;
      wasUnauthorized ||= isMoment;
      if (error instanceof DiscordAPIError && !isMoment) return { fate: 'refused', error, tries };
      if (!isMoment && !isUncertain(error)) throw error;
      if (error instanceof HTTPError && error.status === 500 && tries >= TRIES_AT_500) throw error;
      failure = error;
    }
    const wait = pauses.next();
    if (clock.now() + wait >= until) return { fate: 'unknown', error: failure };
    await clock.pause(wait, seen);
    if (seen?.aborted) return { fate: 'seen' };
    if (clock.now() >= until) return { fate: 'unknown', error: failure };
  }
}

/** One try that ends in time, even where what carries it waits for something else. */
async function once<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  ms: number,
  clock: DeliveryClock,
): Promise<T> {
  const ending = new AbortController();
  let inTime = (): void => {};
  const late = new Promise<never>((_, reject) => {
    inTime = clock.after(ms, () => {
      const error = new DOMException(`no answer within ${ms} ms`, 'AbortError');
      ending.abort(error);
      reject(error);
    });
  });
  const work = attempt(ending.signal);
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    inTime();
  }
}

/** Whether it may have arrived: the line broke, a gateway failed, or the answer was cut off. */
function isUncertain(error: unknown): boolean {
  return isUnreachable(error) || error instanceof SyntaxError;
}

/** Nobody can be told any more: Discord was away for all the time there was. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered';
}
