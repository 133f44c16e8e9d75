/** Ends the bot where its model has not run for long: what starts it again may have better luck. */
import { Refusal } from '../refusals.ts';
import type { Vitals } from '../supervision/vitals.ts';

const MINUTE_MS = 60_000;

/** How the model is watched. */
export interface ModelWatchOptions {
  readonly vitals: Vitals;
  /** The model's name. */
  readonly model: string;
  /** Milliseconds that it is ill before it is given up. */
  readonly afterMs: number;
  /** Milliseconds between two looks. */
  readonly everyMs: number;
  /** Told once, with Refusal `modelAway`. */
  readonly onGivenUp: (refusal: Refusal) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Watches the model until it is given up or this is closed. One that is being downloaded is not ill,
 * however long that takes.
 */
export function watchModel(options: ModelWatchOptions): { look(): void; close(): Promise<void> } {
  const { vitals, model, afterMs, everyMs, onGivenUp, now = Date.now } = options;
  const look = (): void => {
    const { state, since } = vitals.state('model');
    if (state !== 'ill' || now() - since < afterMs) return;
    clearInterval(timer);
    onGivenUp(new Refusal('modelAway', { model, n: Math.round(afterMs / MINUTE_MS) }));
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    look,
    async close() {
      clearInterval(timer);
    },
  };
}
