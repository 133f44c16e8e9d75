/** What Discord was asked for, remembered for a while: one request for all who ask meanwhile, and soon another where it failed. */
import { LRUCache } from 'lru-cache';
import { within } from '../supervision/deadline.ts';
import { errorName } from './error-name.ts';

/** How long answers are remembered, and what stands for one. */
export interface RememberedOptions<Value> {
  /** Keys; beyond that the longest unused are asked for anew. */
  readonly max: number;
  /** Milliseconds that an answer is remembered, and that a failure is. */
  readonly rememberedMs: number;
  readonly failedMs: number;
  /** In the place of an answer that cannot be had in time. */
  readonly unknown: Value;
  /** Told of a failure by its name alone: nothing of whom it is about. */
  readonly log: (fields: { readonly error: string }) => void;
}

/**
 * Asks, or tells what was answered before. Never rejects.
 * @param ask one request, which ends by itself.
 * @param withinMs milliseconds that it may take; a later answer is remembered all the same.
 */
export type Remembered<Value> = (
  key: string,
  ask: () => Promise<Value>,
  withinMs: number,
) => Promise<Value>;

/** Remembers nothing yet. */
export function remembered<Value>(options: RememberedOptions<Value>): Remembered<Value> {
  const { max, rememberedMs, failedMs, unknown, log } = options;
  const known = new LRUCache<string, Promise<Value>>({
    max,
    ttl: rememberedMs,
    // Its own would be the clock of the moment it was loaded.
    perf: { now: () => performance.now() },
  });

  function asked(key: string, ask: () => Promise<Value>): Promise<Value> {
    const before = known.get(key);
    if (before !== undefined) return before;
    const asking: Promise<Value> = ask().catch((error: unknown) => {
      log({ error: errorName(error) });
      if (known.peek(key) === asking) known.set(key, asking, { ttl: failedMs });
      return unknown;
    });
    known.set(key, asking);
    return asking;
  }

  return (key, ask, withinMs) => within(withinMs, asked(key, ask), () => unknown);
}
