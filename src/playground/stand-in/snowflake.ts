/** Discord's ids: 42 bits of milliseconds since 2015, then worker, process and a counter. */

/** Milliseconds from the Unix epoch to Discord's, 2015-01-01T00:00:00Z. */
const DISCORD_EPOCH = 1_420_070_400_000n;

/**
 * Makes ids that never repeat and always grow, also within a millisecond and when the clock stands
 * still or goes back.
 * @param now milliseconds since the Unix epoch.
 */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const fromClock = (BigInt(Math.trunc(now())) - DISCORD_EPOCH) << 22n;
    last = fromClock > last ? fromClock : last + 1n;
    // The worker and process bits stay 0 as long as fewer than 4096 ids fall on a millisecond;
    // beyond, the counter runs into them, which keeps ids unique and in order.
    return last.toString();
  };
}
