/** How much the reader page does at once, and for one address: whoever asks more is told to wait. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 60;
/** Nobody reads two pages a second; a chat's service that looks at links for many people does not either. */
const OF_ONE = 120;
/** Of all together: what is counted of each is kept for a minute. */
const OF_ALL = 3_000;
/** Look-ups under way. What is late still counts: a database that hangs is not asked ever more. */
const AT_ONCE = 16;

/** Counts requests; one a page. */
export interface PageRate {
  /** Counts one by an address. @returns seconds to wait; 0 where it may go on. */
  take(address: string): Promise<number>;
  /** Does some work, unless too much is being done already: then null. */
  run<T>(work: () => Promise<T>): Promise<T> | null;
}

/** Counts that end with the process. */
export function makePageRate(): PageRate {
  const ofOne = new RateLimiterMemory({ points: OF_ONE, duration: WINDOW_SECONDS });
  const ofAll = new RateLimiterMemory({ points: OF_ALL, duration: WINDOW_SECONDS });
  let running = 0;
  return {
    async take(address) {
      const all = await ofAll.get('');
      if (all !== null && all.consumedPoints >= OF_ALL) return secondsUntil(all);
      try {
        await ofOne.consume(address);
        await ofAll.consume('');
        return 0;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return secondsUntil(refusal);
      }
    },
    run(work) {
      if (running >= AT_ONCE) return null;
      running += 1;
      return work().finally(() => {
        running -= 1;
      });
    },
  };
}

function secondsUntil({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000));
}
