/** Reads a submission in a thread of its own, within limits of time and memory. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { asRefusal, type Reason, type RefusalKey, type Statement, statement } from '../refusals.ts';
import { type Candidate, notAdded, type Submission } from './candidate.ts';
import type { Duplicate } from './find-duplicate.ts';
import { COMPARE_MS, READ_GROWTH_MB, READ_HEAP_MB, READ_MS } from './limits.ts';

/** What the thread is started with. */
export interface ReadingJob {
  readonly submission: Submission;
  /** Names in the articles folder, in lower case. */
  readonly taken: readonly string[];
  readonly articlesDir: string;
}

/** What the thread says, in this order: `read` and `compared`, or `failed`. */
export type FromThread =
  | { readonly kind: 'read'; readonly candidate: Candidate }
  | { readonly kind: 'compared'; readonly duplicateOf: Duplicate | null }
  | {
      readonly kind: 'failed';
      readonly refusal: Statement<RefusalKey> | null;
      readonly message: string;
    };

/** A submission that was read and compared with the folder. */
export interface Compared {
  readonly candidate: Candidate;
  readonly duplicateOf: Duplicate | null;
}

/** What reading is held to; tests tighten it. */
export interface ReadingLimits {
  readonly readMs: number;
  readonly compareMs: number;
  readonly heapMb: number;
  readonly growthMb: number;
}

const LIMITS: ReadingLimits = {
  readMs: READ_MS,
  compareMs: COMPARE_MS,
  heapMb: READ_HEAP_MB,
  growthMb: READ_GROWTH_MB,
};

/** Bombs unpack some 200 MB a second. */
const MEMORY_LOOK_MS = 100;

const BYTES_PER_MB = 1024 * 1024;

/** From sources, a line of JavaScript registers `tsx` first, since Node 20 reads no TypeScript. */
function threadUrl(): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL('./reading-thread.js', import.meta.url);
  const require = createRequire(import.meta.url);
  // Its CommonJS build, which `require` finds, looks for the loader in the wrong place.
  const tsx = pathToFileURL(require.resolve('tsx/esm/api').replace(/cjs$/, 'mjs')).href;
  const thread = new URL('./reading-thread.ts', import.meta.url).href;
  const source = `import { register } from '${tsx}'; register(); await import('${thread}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** Ends with the reading that was asked for last. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads and compares a submission; the event loop stays free. One is read at a time, since the
 * memory that is watched is the whole process's.
 * @throws Refusal `notAdded` where it cannot be read, or not within the limits
 */
export function readInThread(
  job: ReadingJob,
  limits: Partial<ReadingLimits> = {},
): Promise<Compared> {
  const reading = queue.then(() => readNow(job, limits));
  queue = reading.catch(() => {});
  return reading;
}

function readNow(job: ReadingJob, limits: Partial<ReadingLimits>): Promise<Compared> {
  const { readMs, compareMs, heapMb, growthMb } = { ...LIMITS, ...limits };
  const { name } = job.submission;
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadUrl(), {
      workerData: job,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      // Libraries warn on the console about files that are not the bot's.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    let candidate: Candidate | null = null;
    const end = (settle: () => void) => {
      clearTimeout(late);
      clearInterval(watch);
      void worker.terminate();
      settle();
    };
    const fail = (reason: Reason, cause?: unknown) =>
      end(() => reject(notAdded(name, reason, cause)));
    const tooLate = () => {
      // That it is new is not known, but that it can be read is.
      const read = candidate;
      if (read !== null) end(() => resolve({ candidate: read, duplicateOf: null }));
      else fail(statement('readingTooSlow', { n: Math.round(readMs / 1_000) }));
    };
    let late = setTimeout(tooLate, readMs);
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => {
      const grown = process.memoryUsage.rss() - before;
      if (grown > growthMb * BYTES_PER_MB) fail(statement('readingTooBig'));
    }, MEMORY_LOOK_MS);

    worker.on('message', (message: FromThread) => {
      if (message.kind === 'read') {
        candidate = message.candidate;
        clearTimeout(late);
        late = setTimeout(tooLate, compareMs);
      } else if (message.kind === 'compared' && candidate !== null) {
        const { duplicateOf } = message;
        const read = candidate;
        end(() => resolve({ candidate: read, duplicateOf }));
      } else if (message.kind === 'failed') {
        const { refusal } = message;
        if (refusal === null) fail(statement('unreadable'), new Error(message.message));
        else end(() => reject(asRefusal(refusal)));
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        fail(statement('readingTooBig'), error);
      } else fail(statement('unreadable'), error);
    });
    worker.on('exit', () => fail(statement('unreadable')));
  });
}
