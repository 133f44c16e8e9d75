/**
 * The life of the bot's process: what is started is closed in the reverse order, whatever ends it,
 * and the process is gone within five seconds. Loads nothing else, so that signals are heard from
 * the first moment on.
 */

const EXIT_FAILURE = 1;
/** What hangs at the end is not waited for longer; service managers kill soon after. Milliseconds. */
const END_WITHIN_MS = 4_500;
/** Of these, for one thing that is closed: what acknowledged questions take is the longest. */
const CLOSE_WITHIN_MS = 3_000;
/** Ctrl+C reaches every process of a terminal, and npm hands it on: that is one signal, not two. */
const SAME_SIGNAL_MS = 300;
/** How soon it is noticed that whoever started this is gone. */
const ORPHAN_CHECK_MS = 1_000;

/** What was started, and is closed at the end. */
export interface Closable {
  close(): Promise<void>;
}

/** What is said of the end; everything is plain text on standard error until this is set. */
export interface LastWords {
  /** It was told to end. */
  stopping(signal: string): void;
  /** It cannot start, or cannot go on. */
  failed(error: unknown): void;
  /** What no handler caught: a bug. */
  uncaught(error: unknown, origin: string): void;
  /** What went wrong at the end itself, or was not done in time. */
  notClosed(error: unknown): void;
}

/** The life of this process. */
export interface Lifecycle {
  /** Aborted when the end begins. */
  readonly ending: AbortSignal;
  /** Notes what has been started, so that it is closed at the end: at once where that has begun. */
  own<T extends Closable>(started: T): T;
  setLastWords(words: LastWords): void;
  /** Ends the process with a failure. Of an error that comes of the end itself, nothing is said. */
  fail(error: unknown): void;
}

/** Begins: from now on signals, and what nobody caught, end the process in order. */
export function beginLife(): Lifecycle {
  const ending = new AbortController();
  const owned: Closable[] = [];
  let words: LastWords = plainWords;
  let signalledAt = Number.NEGATIVE_INFINITY;

  async function close(started: Closable): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new Error(`not closed within ${CLOSE_WITHIN_MS} ms`);
      timer = setTimeout(() => reject(error), CLOSE_WITHIN_MS);
    });
    await Promise.race([started.close(), late]).catch((error: unknown) => words.notClosed(error));
    clearTimeout(timer);
  }

  /** Only the first reason to end counts. */
  async function end(code: number): Promise<void> {
    process.exitCode = code;
    setTimeout(() => process.exit(code), END_WITHIN_MS);
    ending.abort();
    for (const started of owned.splice(0).reverse()) await close(started);
    process.exit(code);
  }

  function onSignal(signal: NodeJS.Signals): void {
    const now = performance.now();
    if (now - signalledAt < SAME_SIGNAL_MS) return;
    const isSecond = signalledAt > 0;
    signalledAt = now;
    if (isSecond) process.exit(EXIT_FAILURE);
    if (ending.signal.aborted) return;
    words.stopping(signal);
    void end(0);
  }

  function onUncaught(error: unknown, origin: string): void {
    try {
      words.uncaught(error, origin);
    } catch {
      // A log that fails must not keep the process from its end.
    }
    if (!ending.signal.aborted) void end(EXIT_FAILURE);
  }

  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', (reason) => onUncaught(reason, 'unhandledRejection'));
  // Nobody reads it any more, such as after `| head`: the bot goes on.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  if (process.env.npm_lifecycle_event === 'start') endWithParent(onSignal);

  return {
    ending: ending.signal,
    own(started) {
      if (ending.signal.aborted) void close(started);
      else owned.push(started);
      return started;
    },
    setLastWords(next) {
      words = next;
    },
    fail(error) {
      if (ending.signal.aborted) return;
      words.failed(error);
      void end(EXIT_FAILURE);
    },
  };
}

/**
 * `npm start` runs the bot in a shell that keeps SIGTERM to itself: when npm is ended so, the shell
 * is gone and nobody told us.
 */
function endWithParent(onSignal: (signal: NodeJS.Signals) => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onSignal('SIGTERM');
  }, ORPHAN_CHECK_MS);
  timer.unref();
}

/** Before there is a log: what is loaded then is our own, and knows no secret. */
const plainWords: LastWords = {
  stopping() {},
  failed: print,
  uncaught: print,
  notClosed: print,
};

function print(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
}
