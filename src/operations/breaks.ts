/** Notices when something is broken for so long that it will not mend itself, and when it is well again. */
import type { PartState, Vitals } from '../supervision/vitals.ts';
import { hindrances } from './condition.ts';

/** How breaks are watched for. */
export interface BreakOptions {
  readonly vitals: Vitals;
  /** Milliseconds that something is broken before anybody is told. */
  readonly afterMs: number;
  /** Milliseconds that it must be well: what is broken again before that was never mended. */
  readonly mendedAfterMs: number;
  /** Milliseconds between two looks, and between two tries to tell. */
  readonly everyMs: number;
  /** Tells of a break that lasts. @returns whether nothing is left to be tried. */
  readonly tellBroken: (parts: readonly PartState[]) => Promise<boolean>;
  /** Tells that it is over; times in milliseconds since 1970. @returns as `tellBroken`. */
  readonly tellWell: (since: number, until: number) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What has become of the break that goes on, or of the last one. */
interface Break {
  readonly since: number;
  /** When it was over; null while it lasts. */
  until: number | null;
  isToldBroken: boolean;
}

/** A watch that runs until it is closed. */
export interface BreakWatch {
  /** Looks now, as it does by itself every so often. Never rejects. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** Watches for breaks: of each that lasts, one word when it has lasted and one when it is over. */
export function watchBreaks(options: BreakOptions): BreakWatch {
  const { vitals, afterMs, mendedAfterMs, everyMs, tellBroken, tellWell, now = Date.now } = options;
  let current: Break | null = null;
  let looking: Promise<void> | null = null;

  /** Which part is broken does not matter: it is one break until all are well. */
  function follow(): PartState[] {
    const broken = hindrances(vitals.states());
    if (broken.length === 0) {
      if (current !== null) current.until ??= now();
      return broken;
    }
    if (current !== null && (current.until === null || now() - current.until < mendedAfterMs)) {
      current.until = null;
    } else {
      current = {
        since: Math.min(...broken.map((part) => part.since)),
        until: null,
        isToldBroken: false,
      };
    }
    return broken;
  }

  async function lookOnce(): Promise<void> {
    const broken = follow();
    const seen: Break | null = current;
    if (seen === null) return;
    const { since, until } = seen;
    if (until === null) {
      // Tried again where Discord itself is what is broken.
      if (now() - since < afterMs || seen.isToldBroken) return;
      seen.isToldBroken = await tellBroken(broken);
    } else {
      if (now() - until < mendedAfterMs) return;
      const isTold = until - since < afterMs || (await tellWell(since, until));
      if (isTold && current === seen) current = null;
    }
  }

  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  const stopListening = vitals.onChange(() => void follow());
  return {
    look,
    async close() {
      clearInterval(timer);
      stopListening();
      await looking;
    },
  };
}
