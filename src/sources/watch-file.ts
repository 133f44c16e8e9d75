/** Notices that `sources.yaml` is another one: by its time and size, wherever it is. */
import type { SourcesPlace } from './sources-place.ts';

/** A watch that goes on until it is closed; keeps no process alive. */
export interface FileWatch {
  /** Looks now. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Watches the file.
 * @param onLook called at each look, with whether the file is another one than at the look before.
 */
export function watchSourcesFile(
  file: Pick<SourcesPlace, 'mark'>,
  everyMs: number,
  onLook: (isOther: boolean) => Promise<void>,
): FileWatch {
  let known: string | null = null;
  let looking: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function lookNow(): Promise<void> {
    if (isClosed) return;
    const mark = await file.mark();
    const isOther = mark !== known;
    known = mark;
    await onLook(isOther);
  }

  function look(): Promise<void> {
    const done = looking.then(lookNow);
    looking = done.catch(() => {});
    return done;
  }

  const timer = setInterval(() => void look().catch(() => {}), everyMs);
  timer.unref();
  return {
    look,
    close() {
      isClosed = true;
      clearInterval(timer);
      return looking;
    },
  };
}
