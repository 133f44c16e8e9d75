/** The process that holds a model: a queue in which questions come first, done in short batches. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { serveParent } from '../src/supervision/child.ts';
import { problemOf } from './model-problem.ts';
import { loadModel, type ModelRuntime } from './model-runtime.ts';
import { makePace, type Pace } from './pace.ts';
import type { FromWorker, WorkerJob, WorkerStart } from './worker-protocol.ts';

/** Between two signs of life where there is nothing else to say. */
const SIGN_MS = 1_000;

/** A job and how far it is; `order` sorts its texts by length, so that batches need little padding. */
interface Running {
  readonly job: WorkerJob;
  readonly order: readonly number[];
  readonly vectors: Float32Array;
  readonly counts: number[];
  done: number;
}

const start = JSON.parse(process.argv[2] ?? '') as WorkerStart;
const queries: WorkerJob[] = [];
const waiting: WorkerJob[] = [];
let current: Running | null = null;
let wake: () => void = () => {};
const send = serveParent<WorkerJob, FromWorker>((job) => {
  (job.kind === 'query' ? queries : waiting).push(job);
  wake();
});

try {
  const runtime = await loadModel(start);
  await send({ kind: 'ready', facts: runtime.facts });
  setInterval(() => void send({ kind: 'alive' }), SIGN_MS);
  await serve(runtime);
} catch (error) {
  await send({ kind: 'failed', reason: problemOf(error) });
  process.exit();
}

/** Works for as long as it lives; hears new messages between batches. */
async function serve(runtime: ModelRuntime): Promise<never> {
  const { window, longestMs } = runtime.facts;
  const pace = () => makePace(window, runtime.longestText, longestMs);
  const paces = { passages: pace(), count: pace() };
  for (;;) {
    const query = queries.shift();
    if (query !== undefined) {
      await answer(query, async () => vectorsOf(query, await runtime.embed('query', query.texts)));
      await nextTurn();
    } else if (current !== null || waiting.length > 0) {
      current ??= begin(waiting.shift() as WorkerJob, runtime);
      await step(runtime, current, paces[current.job.kind === 'count' ? 'count' : 'passages']);
      await nextTurn();
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
}

/** Lays out room for a job's results. */
function begin(job: WorkerJob, runtime: ModelRuntime): Running {
  const order = job.texts.map((_, index) => index);
  const length = (index: number): number => job.texts[index]?.length ?? 0;
  order.sort((a, b) => length(a) - length(b));
  const room = job.kind === 'count' ? 0 : job.texts.length * runtime.facts.dimensions;
  return { job, order, vectors: new Float32Array(room), counts: [], done: 0 };
}

/** Does one batch of a job, and sends its result after the last one. */
async function step(runtime: ModelRuntime, running: Running, pace: Pace): Promise<void> {
  const { job, order } = running;
  const lengthOf = (index: number): number => job.texts[index]?.length ?? 0;
  const next = pace.take(order.slice(running.done).map(lengthOf));
  const batch = order.slice(running.done, running.done + next);
  await answer(job, async () => {
    const texts = batch.map((index) => job.texts[index] ?? '');
    const began = performance.now();
    if (job.kind === 'count') {
      texts.forEach((text, i) => {
        running.counts[batch[i] as number] = runtime.count(text);
      });
    } else if (texts.length > 0) {
      const { dimensions } = runtime.facts;
      const vectors = await runtime.embed('passages', texts);
      batch.forEach((index, i) => {
        const vector = vectors.subarray(i * dimensions, (i + 1) * dimensions);
        running.vectors.set(vector, index * dimensions);
      });
    }
    pace.took(batch.map(lengthOf), performance.now() - began);
    running.done += batch.length;
    if (running.done < order.length) return null;
    current = null;
    return job.kind === 'count'
      ? { kind: 'counts', id: job.id, counts: running.counts }
      : vectorsOf(job, running.vectors);
  });
}

/**
 * Sends what `work` gives, where it gives something; a failure ends its job only. What it is at is
 * said before, since a native call may end the process or never come back.
 */
async function answer(job: WorkerJob, work: () => Promise<FromWorker | null>): Promise<void> {
  try {
    await send({ kind: 'at', id: job.id });
    const message = await work();
    if (message !== null) await send(message);
  } catch (error) {
    if (current?.job === job) current = null;
    await send({ kind: 'error', id: job.id, reason: problemOf(error) });
  }
}

function vectorsOf(job: WorkerJob, vectors: Float32Array): FromWorker {
  return { kind: 'vectors', id: job.id, vectors };
}
