/** Reads a submission in a thread of its own, within limits of time and memory. */
import { Worker } from 'node:worker_threads';
import { asRefusal, type Reason, type RefusalKey, type Statement, statement } from '../refusals.ts';
import { type Candidate, notAdded, type Submission } from './candidate.ts';
import { READ_GROWTH_MB, READ_HEAP_MB, READ_MS } from './limits.ts';
import type { Traits } from './traits.ts';

/** What the thread is started with. */
export interface ReadingJob {
  readonly submission: Submission;
  /** Names in the articles folder, in lower case. */
  readonly taken: readonly string[];
}

/** A submission as it was read, and what its articles are recognised by, in their order. */
export interface ReadSubmission {
  readonly candidate: Candidate;
  readonly articles: readonly Traits[];
}

/** What the thread says, once. */
export type FromThread =
  | ({ readonly kind: 'read' } & ReadSubmission)
  | {
      readonly kind: 'failed';
      readonly refusal: Statement<RefusalKey> | null;
      readonly message: string;
    };

/** What reading is held to; tests tighten it. */
export interface ReadingLimits {
  readonly readMs: number;
  readonly heapMb: number;
  readonly growthMb: number;
}

const LIMITS: ReadingLimits = {
  readMs: READ_MS,
  heapMb: READ_HEAP_MB,
  growthMb: READ_GROWTH_MB,
};

/** Bombs unpack some 200 MB a second. */
const MEMORY_LOOK_MS = 100;

const BYTES_PER_MB = 1024 * 1024;

/** Threads take no TypeScript from Node 20: from sources, as tests run, the built one is started. */
function threadUrl(): URL {
  const built = import.meta.url.endsWith('.ts') ? '../../dist/src/intake/' : './';
  return new URL(`${built}reading-thread.js`, import.meta.url);
}

/** Ends with the reading that was asked for last. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads a submission; the event loop stays free. One is read at a time, since the
 * memory that is watched is the whole process's.
 * @throws Refusal `notAdded` where it cannot be read, or not within the limits
 */
export function readInThread(
  job: ReadingJob,
  limits: Partial<ReadingLimits> = {},
): Promise<ReadSubmission> {
  const reading = queue.then(() => readNow(job, limits));
  queue = reading.catch(() => {});
  return reading;
}

function readNow(job: ReadingJob, limits: Partial<ReadingLimits>): Promise<ReadSubmission> {
  const { readMs, heapMb, growthMb } = { ...LIMITS, ...limits };
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
    const end = (settle: () => void) => {
      clearTimeout(late);
      clearInterval(watch);
      void worker.terminate();
      settle();
    };
    const fail = (reason: Reason, cause?: unknown) =>
      end(() => reject(notAdded(name, reason, cause)));
    const late = setTimeout(
      () => fail(statement('readingTooSlow', { n: Math.round(readMs / 1_000) })),
      readMs,
    );
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => {
      const grown = process.memoryUsage.rss() - before;
      if (grown > growthMb * BYTES_PER_MB) fail(statement('readingTooBig'));
    }, MEMORY_LOOK_MS);

    worker.on('message', (message: FromThread) => {
      if (message.kind === 'read') {
        const { candidate, articles } = message;
        end(() => resolve({ candidate, articles }));
        return;
      }
      const { refusal } = message;
      if (refusal === null) fail(statement('unreadable'), new Error(message.message));
      else end(() => reject(asRefusal(refusal)));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        fail(statement('readingTooBig'), error);
      } else fail(statement('unreadable'), error);
    });
    worker.on('exit', () => fail(statement('unreadable')));
  });
}
