/** Keeps one thing running: started, watched, ended where it hangs, started again after a pause. */
import { pause, within } from './deadline.ts';
import { growingPauses, type PauseLimits } from './pauses.ts';
import type { Ailment, Part, Vitals } from './vitals.ts';

/** What is kept running, such as a process. */
export interface Life {
  /** Resolves when it can be used. Rejects where it never will; it is ended then. */
  readonly ready: Promise<unknown>;
  /** Resolves when it has ended, with what ended it where that is known. */
  readonly exited: Promise<unknown>;
  /** Ends it at once. */
  kill(): void;
}

/** How something is kept running. */
export interface SupervisionOptions<T extends Life> {
  readonly part: Part;
  readonly vitals: Vitals;
  /** Begins another one, the first time and after each end. */
  readonly start: () => T;
  /** What is not ready after so many milliseconds hangs, and is ended; left out where it sees to that itself. */
  readonly readyWithinMs?: number;
  readonly pauses: PauseLimits;
  /** Milliseconds to wait where what ended it says so itself; null where it does not. */
  readonly pauseAfter?: (cause: unknown) => number | null;
  /** One that has lived for so many milliseconds was well: what follows is no row of failures. */
  readonly soundAfterMs: number;
  /** In words for people, why it ended. */
  readonly ailmentOf: (cause: unknown) => Ailment | null;
  /**
   * Whether an end says nothing against it, such as one that was wanted: another one begins at once,
   * and it stays well.
   */
  readonly isHarmless?: (cause: unknown) => boolean;
  /** Whether starting again is of no use. Nothing is started any more then; `get` rejects. */
  readonly isFinal?: (cause: unknown) => boolean;
}

/** Keeps something running until it is closed. */
export class Supervised<T extends Life> {
  readonly #options: SupervisionOptions<T>;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #current: T | null = null;
  #ready: PromiseWithResolvers<T> = promise();

  constructor(options: SupervisionOptions<T>) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** The one that can be used now; null while there is none. */
  get current(): T | null {
    return this.#current;
  }

  /**
   * The one that can be used, as soon as there is one: whoever cannot wait for ever sets a deadline.
   * @throws what ended it for good, or an AbortError once this is closed.
   */
  get(): Promise<T> {
    return this.#ready.promise;
  }

  /** Ends whatever runs, and starts nothing more. Safe to call twice. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#current?.kill();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { part, vitals, start, pauses: limits, soundAfterMs, ailmentOf } = this.#options;
    const { isHarmless, isFinal, pauseAfter } = this.#options;
    const { signal } = this.#stop;
    const pauses = growingPauses(limits);
    for (let tries = 0; !signal.aborted; tries++) {
      if (tries > 0) vitals.restarted(part);
      const began = performance.now();
      const cause = await this.#live(start());
      if (signal.aborted) break;
      if (isHarmless?.(cause)) continue;
      if (performance.now() - began >= soundAfterMs) pauses.reset();
      vitals.ill(part, ailmentOf(cause));
      if (isFinal?.(cause)) {
        this.#ready.reject(cause);
        return;
      }
      await pause(pauseAfter?.(cause) ?? pauses.next(), signal);
    }
    this.#ready.reject(signal.reason);
  }

  /** From its start to its end. @returns what ended it. */
  async #live(life: T): Promise<unknown> {
    const { part, vitals, readyWithinMs } = this.#options;
    const { signal } = this.#stop;
    const kill = (): void => life.kill();
    signal.addEventListener('abort', kill);
    const ended = life.exited.then((cause) => ({ cause }));
    try {
      const inTime =
        readyWithinMs === undefined
          ? life.ready
          : within(readyWithinMs, life.ready, () => {
              throw new Error(`not ready within ${readyWithinMs} ms`);
            });
      const unready = inTime.then(
        () => null,
        (cause: unknown) => ({ cause }),
      );
      const failed = await Promise.race([unready, ended]);
      if (failed !== null) {
        life.kill();
        await ended;
        return failed.cause;
      }
      if (!signal.aborted) {
        this.#current = life;
        vitals.well(part);
        this.#ready.resolve(life);
      }
      return (await ended).cause;
    } finally {
      signal.removeEventListener('abort', kill);
      if (this.#current === life) {
        this.#current = null;
        this.#ready = promise();
      }
    }
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(cause: unknown): void;
}

/** As `Promise.withResolvers`, which Node 20 has not; a rejection nobody waits for is none. */
function promise<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (cause: unknown) => void = () => {};
  const made = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  made.catch(() => {});
  return { promise: made, resolve, reject };
}
