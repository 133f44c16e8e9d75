/** The worker, a thread or a process, that holds a model: a queue in which questions come first. */
import { parentPort, workerData } from 'node:worker_threads';
import { problemOf } from './model-problem.ts';
import { loadModel, type ModelRuntime } from './model-runtime.ts';
import type { FromWorker, ToWorker, WorkerJob, WorkerStart } from './worker-protocol.ts';

/** A question waits for one batch at most: 8 paragraphs take 5 ms bundled, 45 ms with a MiniLM. */
const BATCH_SIZE = 8;

/** A job and how far it is; `order` sorts its texts by length, so that batches need little padding. */
interface Running {
  readonly job: WorkerJob;
  readonly order: readonly number[];
  readonly vectors: Float32Array;
  readonly counts: number[];
  done: number;
}

const start = (parentPort ? workerData : JSON.parse(process.argv[2] ?? '')) as WorkerStart;
const queries: WorkerJob[] = [];
const waiting: WorkerJob[] = [];
let current: Running | null = null;
let wake: () => void = () => {};
let closing = false;

if (parentPort !== null) {
  parentPort.on('message', receive);
} else {
  process.on('message', (message) => receive(message as ToWorker));
  process.on('disconnect', () => process.exit());
  // Ctrl+C reaches every process of a terminal; the parent decides when this one ends.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
}

try {
  const runtime = await loadModel(start);
  await send({ kind: 'ready', facts: runtime.facts });
  await serve(runtime);
} catch (error) {
  await send({ kind: 'failed', reason: problemOf(error) });
}
if (parentPort !== null) parentPort.close();
else process.disconnect();

function receive(message: ToWorker): void {
  if (message.kind === 'close') closing = true;
  else (message.kind === 'query' ? queries : waiting).push(message);
  wake();
}

/** Works until it is told to close; hears new messages between batches. */
async function serve(runtime: ModelRuntime): Promise<void> {
  while (!closing) {
    const query = queries.shift();
    if (query !== undefined) {
      await answer(query, async () => vectorsOf(query, await runtime.embed('query', query.texts)));
    } else if (current !== null || waiting.length > 0) {
      current ??= begin(waiting.shift() as WorkerJob, runtime);
      await step(runtime, current);
      await new Promise((resolve) => setImmediate(resolve));
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
async function step(runtime: ModelRuntime, running: Running): Promise<void> {
  const { job, order } = running;
  const batch = order.slice(running.done, running.done + BATCH_SIZE);
  await answer(job, async () => {
    const texts = batch.map((index) => job.texts[index] ?? '');
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
    running.done += batch.length;
    if (running.done < order.length) return null;
    current = null;
    return job.kind === 'count'
      ? { kind: 'counts', id: job.id, counts: running.counts }
      : vectorsOf(job, running.vectors);
  });
}

/** Sends what `work` gives, where it gives something; a failure ends its job only. */
async function answer(job: WorkerJob, work: () => Promise<FromWorker | null>): Promise<void> {
  try {
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

/** To another thread, vectors are moved; to another process, they are copied. */
async function send(message: FromWorker): Promise<void> {
  const transfer = message.kind === 'vectors' ? [message.vectors.buffer as ArrayBuffer] : [];
  if (parentPort !== null) parentPort.postMessage(message, transfer);
  else await new Promise((resolve) => process.send?.(message, resolve));
}
