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
