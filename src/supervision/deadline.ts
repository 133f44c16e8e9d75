/** Waits that end: with what was waited for, with what to do instead, or because all of it ends. */

/**
 * What `work` gives, or throws; where it takes longer than `ms`, what `late` gives or throws. The
 * work is not stopped: whoever owns it does that in `late`.
 */
export async function within<T, Late = never>(
  ms: number,
  work: Promise<T>,
  late: () => Late | Promise<Late>,
): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Late>((resolve, reject) => {
    timer = setTimeout(() => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    }, ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    // Nobody waits for it any more: a failure that comes later is no unhandled one.
    work.catch(() => {});
  }
}

/** Waits, and keeps the process alive meanwhile. @returns false where the signal ended it early. */
export function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
  return wait(ms, signal, true);
}

/** As `pause`, and keeps no process alive. */
export function pauseQuietly(ms: number, signal?: AbortSignal): Promise<boolean> {
  return wait(ms, signal, false);
}

async function wait(
  ms: number,
  signal: AbortSignal | undefined,
  keepsAlive: boolean,
): Promise<boolean> {
  // A signal that is aborted already tells nobody of it any more.
  if (signal?.aborted) return false;
  return new Promise((resolve) => {
    const done = (whole: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      resolve(whole);
    };
    const aborted = (): void => done(false);
    const timer = setTimeout(done, ms, true);
    if (!keepsAlive) timer.unref();
    signal?.addEventListener('abort', aborted);
  });
}
