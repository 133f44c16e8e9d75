/** When a source is looked at next: by its interval, later where it fails, sooner where much is left. */
import { GO_ON_AFTER_MS, LONGEST_BACK_OFF_MS, RETRY_MS } from './limits.ts';
import type { Memory } from './memory.ts';
import type { Source } from './source.ts';

/** Looks are spread by a tenth, so that many sources do not ask all at once for ever. */
const JITTER = 0.1;

/**
 * Milliseconds until the next look.
 * @param memory after a look.
 * @param random as `Math.random`.
 */
export function untilNextLook(
  { everyMs }: Pick<Source, 'everyMs'>,
  { failures, isWhole }: Pick<Memory, 'failures' | 'isWhole'>,
  random: () => number,
): number {
  const spread = 1 - JITTER + 2 * JITTER * random();
  if (failures > 0) {
    const first = Math.min(everyMs, RETRY_MS);
    const longest = Math.max(everyMs, LONGEST_BACK_OFF_MS);
    return Math.min(longest, first * 2 ** Math.min(failures - 1, 20)) * spread;
  }
  return (isWhole ? everyMs : Math.min(everyMs, GO_ON_AFTER_MS)) * spread;
}

/** What a list is read with; where that is another, it is read anew. */
export function readWithOf({ kind, only, most }: Pick<Source, 'kind' | 'only' | 'most'>): string {
  return JSON.stringify([kind, only, most]);
}

/**
 * When a source is due, in milliseconds since 1970: as it was planned, unless its settings say otherwise
 * by now, or the clock did when that was planned.
 * @param now milliseconds since 1970.
 */
export function dueAt(
  source: Pick<Source, 'everyMs' | 'kind' | 'only' | 'most'>,
  { lastLookAt, nextLookAt, failures, readWith }: Memory,
  now: number,
): number {
  if (lastLookAt === null || nextLookAt === null || lastLookAt > now) return 0;
  if (failures > 0)
    return Math.min(nextLookAt, now + Math.max(source.everyMs, LONGEST_BACK_OFF_MS));
  if (readWith !== '' && readWith !== readWithOf(source)) return 0;
  return Math.min(nextLookAt, lastLookAt + (1 + JITTER) * source.everyMs);
}
