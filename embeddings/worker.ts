/** The process that holds the models: a queue in which questions come first, done in short batches. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reason } from '../src/refusals.ts';
import { serveParent } from '../src/supervision/child.ts';
import { concatenate } from './concatenate.ts';
import { type EncoderRuntime, loadEncoder } from './encoder-runtime.ts';
import { problemOf } from './model-problem.ts';
import { makePace, type Pace } from './pace.ts';
import { lengthOf, type PassageText, vectorsOf } from './passage-text.ts';
import { loadReader, type ReaderRuntime } from './reader-runtime.ts';
import type {
  FromWorker,
  ModelFiles,
  ToWorker,
  WorkerJob,
  WorkerStart,
} from './worker-protocol.ts';

/** Between two signs of life where there is nothing else to say. */
const SIGN_MS = 1_000;

type JobOf<Kind extends WorkerJob['kind']> = Extract<WorkerJob, { kind: Kind }>;
type LongJob = JobOf<'passages'> | JobOf<'count'>;

/** A long job and how far it is; `order` sorts its texts by length, so that little is padded. */
interface Running {
  readonly job: LongJob;
  readonly lengths: readonly number[];
  readonly order: readonly number[];
  readonly vectors: Float32Array[];
  readonly counts: number[];
  done: number;
}

/** A question that is read with passages, one after the other. */
interface Reading {
  readonly job: JobOf<'read'>;
  next: number;
  isWithdrawn: boolean;
}

const start = JSON.parse(process.argv[2] ?? '') as WorkerStart;
const queries: JobOf<'query'>[] = [];
const readings: Reading[] = [];
/** The one that a passage is being read of. */
let beingRead: Reading | null = null;
const waiting: LongJob[] = [];
let current: Running | null = null;
let wake: () => void = () => {};
const send = serveParent<ToWorker, FromWorker>((job) => {
  if (job.kind === 'query') queries.push(job);
  else if (job.kind === 'read') readings.push({ job, next: 0, isWithdrawn: false });
  else if (job.kind === 'withdraw') withdraw(job.id);
  else waiting.push(job);
  wake();
});

try {
  const encoder = await loadEncoder(start);
  const { reader, problem } = await readerOf(start.reader);
  await send({ kind: 'ready', facts: { ...encoder.facts, readerProblem: problem } });
  setInterval(() => void send({ kind: 'alive' }), SIGN_MS);
  await serve(encoder, reader);
} catch (error) {
  await send({ kind: 'failed', reason: problemOf(error) });
  process.exit();
}

/** Without a reader, questions are answered all the same: it ends nothing. */
async function readerOf(
  files: ModelFiles | null,
): Promise<{ reader: ReaderRuntime | null; problem: Reason | null }> {
  try {
    return { reader: files && (await loadReader(files)), problem: null };
  } catch (error) {
    return { reader: null, problem: problemOf(error) };
  }
}

/** What nobody waits for any more is not read; what is embedded is kept by whoever asked. */
function withdraw(id: number): void {
  takeOut(queries, (job) => job.id === id);
  takeOut(readings, ({ job }) => job.id === id);
  if (beingRead?.job.id === id) beingRead.isWithdrawn = true;
}

function takeOut<Item>(list: Item[], isMeant: (item: Item) => boolean): void {
  const place = list.findIndex(isMeant);
  if (place >= 0) list.splice(place, 1);
}

/** Works for as long as it lives; hears new messages between batches. */
async function serve(encoder: EncoderRuntime, reader: ReaderRuntime | null): Promise<never> {
  const { window, longestMs } = encoder.facts;
  const pace = () => makePace(window, encoder.longestText, longestMs);
  const paces = { passages: pace(), count: pace() };
  for (;;) {
    const query = queries.shift();
    const reading = query === undefined ? readings.shift() : undefined;
    if (query !== undefined) await embed(encoder, query);
    else if (reading !== undefined) await read(reader, reading);
    else if (current !== null || waiting.length > 0) {
      current ??= begin(waiting.shift() as LongJob);
      await step(encoder, current, paces[current.job.kind]);
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    await nextTurn();
  }
}

async function embed(encoder: EncoderRuntime, { id, text }: JobOf<'query'>): Promise<void> {
  await answer(id, async () => {
    if (!encoder.knowsWords(text)) return { kind: 'embedded', id, question: null };
    const question = { vector: await encoder.embedQuery(text), fluency: encoder.fluency(text) };
    return { kind: 'embedded', id, question };
  });
}

/** Reads one passage; questions that came meanwhile are embedded before the next one. */
async function read(reader: ReaderRuntime | null, reading: Reading): Promise<void> {
  const { job } = reading;
  const passage = job.passages[reading.next];
  beingRead = reading;
  await answer(job.id, async () => {
    if (reading.isWithdrawn) return null;
    if (reader === null || passage === undefined) return { kind: 'read', id: job.id };
    const place = reading.next++;
    const said = await reader.read(job.question, passage);
    // Behind those that came meanwhile: they take turns.
    if (!reading.isWithdrawn) readings.push(reading);
    return { kind: 'reading', id: job.id, passage: place, reading: said };
  });
}

/**
 * Within a batch that takes long with a large model: a sign of life, and the questions that came
 * meanwhile.
 */
async function between(encoder: EncoderRuntime, id: number): Promise<void> {
  await send({ kind: 'alive' });
  await nextTurn();
  if (queries.length === 0) return;
  for (let query = queries.shift(); query; query = queries.shift()) await embed(encoder, query);
  await send({ kind: 'at', id });
}

/** Lays out room for a job's results. */
function begin(job: LongJob): Running {
  const lengths =
    job.kind === 'count' ? job.texts.map(({ length }) => length) : job.passages.map(lengthOf);
  const order = lengths.map((_, index) => index);
  order.sort((a, b) => (lengths[a] as number) - (lengths[b] as number));
  return { job, lengths, order, vectors: [], counts: [], done: 0 };
}

/** Does one batch of a job, and sends its result after the last one. */
async function step(encoder: EncoderRuntime, running: Running, pace: Pace): Promise<void> {
  const { job, order, lengths } = running;
  const lengthAt = (index: number): number => lengths[index] as number;
  const next = pace.take(order.slice(running.done).map(lengthAt));
  const batch = order.slice(running.done, running.done + next);
  await answer(job.id, async () => {
    const began = performance.now();
    if (job.kind === 'count') {
      for (const index of batch) running.counts[index] = encoder.count(job.texts[index] ?? '');
    } else {
      const passages = batch.map((index) => job.passages[index] as PassageText);
      const vectors = await encoder.embedPassages(passages, () => between(encoder, job.id));
      let from = 0;
      for (const [i, passage] of passages.entries()) {
        const to = from + vectorsOf(passage) * encoder.facts.dimensions;
        running.vectors[batch[i] as number] = vectors.subarray(from, to);
        from = to;
      }
    }
    pace.took(batch.map(lengthAt), performance.now() - began);
    running.done += batch.length;
    if (running.done < order.length) return null;
    current = null;
    if (job.kind === 'count') return { kind: 'counts', id: job.id, counts: running.counts };
    return { kind: 'vectors', id: job.id, vectors: concatenate(running.vectors) };
  });
}

/**
 * Sends what `work` gives, where it gives something; a failure ends its job only. What it is at is
 * said before, since a native call may end the process or never come back.
 */
async function answer(id: number, work: () => Promise<FromWorker | null>): Promise<void> {
  try {
    await send({ kind: 'at', id });
    const message = await work();
    if (message !== null) await send(message);
  } catch (error) {
    if (current?.job.id === id) current = null;
    await send({ kind: 'error', id, reason: problemOf(error) });
  }
}
