/** What a model is asked, kept until it is answered: the model may die over it and start again. */
import { type Reason, Refusal, statement } from '../src/refusals.ts';
import { within } from '../src/supervision/deadline.ts';
import { Supervised } from '../src/supervision/supervised.ts';
import type { Vitals } from '../src/supervision/vitals.ts';
import { ModelProblem } from './model-problem.ts';
import { type JobMessage, ModelFailure, type ModelProcess, startModel } from './model-process.ts';
import type { PassageText } from './passage-text.ts';
import type { Reading } from './reading.ts';
import type { EmbeddedQuestion, ModelFacts, WorkerJob, WorkerStart } from './worker-protocol.ts';

/** Loading takes half a second bundled, ten with the largest models from a slow disk. */
const LOADING_MS = 120_000;
/** Soon, since somebody may wait for an answer; at last so seldom that it costs next to nothing. */
const PAUSES = { first: 100, longest: 10_000 } as const;
/** A model that lived for so long was well: what follows begins with the first pause again. */
const SOUND_AFTER_MS = 5_000;
/** A job that the model was at when it died so often is given up: its texts kill it. */
const DEATHS_ALLOWED = 3;
/** Starts that failed in a row, after which no question waits for the next one. */
const QUESTIONS_WAIT_FOR = 2;
/** As `QUESTIONS_WAIT_FOR`, for an opening that nobody watches over. */
const OPENING_TRIES = 3;
/** What SIGKILL does not end, as a process that waits for a dead disk, is left to the system. */
const CLOSE_MS = 3_000;

/** One call that waits for its result. */
interface Pending {
  readonly job: WorkerJob;
  /** What was read of it so far, by passage. */
  readonly readings: (Reading | null)[];
  readonly resolve: (message: JobMessage) => void;
  readonly reject: (error: unknown) => void;
  /** How often the model died while it was at this. */
  deaths: number;
}

/** A model in a process of its own. Close it when done: it keeps this process alive. */
export class ModelClient {
  readonly #start: WorkerStart;
  readonly #patient: boolean;
  readonly #vitals: Vitals;
  readonly #pending = new Map<number, Pending>();
  readonly #supervised: Supervised<ModelProcess>;
  /** The one that is loaded and alive. */
  #model: ModelProcess | null = null;
  /** The job that it is at. */
  #at: number | null = null;
  #wasLoaded = false;
  #failedStarts = 0;
  #closing: Promise<void> | null = null;
  #lastId = 0;

  /** Starts the model. @param patient whether it is started for ever, though it never was loaded. */
  constructor(start: WorkerStart, vitals: Vitals, { patient }: { readonly patient: boolean }) {
    this.#start = start;
    this.#patient = patient;
    this.#vitals = vitals;
    if (start.reader === null) vitals.leaveOut('reader');
    this.#supervised = new Supervised({
      part: 'model',
      vitals,
      start: () => this.#begin(),
      readyWithinMs: LOADING_MS,
      pauses: PAUSES,
      soundAfterMs: SOUND_AFTER_MS,
      ailmentOf: reasonOf,
      isFinal: (cause) => this.#isFinal(cause),
    });
  }

  /**
   * What the model says of itself, once it is loaded.
   * @throws Refusal `modelUnavailable` with the reason, `embedderClosed`.
   */
  async facts(): Promise<ModelFacts> {
    try {
      return await (await this.#supervised.get()).ready;
    } catch (cause) {
      if (this.#closing !== null) throw new Refusal('embedderClosed');
      throw this.#unavailable(reasonOf(cause), cause);
    }
  }

  /**
   * What the encoder makes of a question; null where it does not know its words.
   * @param signal withdraws the question.
   * @throws Refusal `modelUnavailable` for what the model says of the text, `embedderStopped` where
   *   it died of it or does not start, `embedderClosed`; the signal's reason.
   */
  async query(text: string, signal?: AbortSignal): Promise<EmbeddedQuestion | null> {
    const message = await this.#ask({ kind: 'query', text }, signal);
    if (message.kind !== 'embedded') throw new Error(`expected a question, got ${message.kind}`);
    return message.question;
  }

  /** Unit vectors, one after the other; see `FromWorker`. Errors as `query`. */
  async passages(passages: readonly PassageText[]): Promise<Float32Array> {
    const message = await this.#ask({ kind: 'passages', passages });
    if (message.kind !== 'vectors') throw new Error(`expected vectors, got ${message.kind}`);
    return message.vectors;
  }

  /** Token counts, one a text. Errors as `query`. */
  async counts(texts: readonly string[]): Promise<number[]> {
    const message = await this.#ask({ kind: 'count', texts });
    if (message.kind !== 'counts') throw new Error(`expected counts, got ${message.kind}`);
    return [...message.counts];
  }

  /**
   * What the reader says of each passage, best ones given first; null for those it did not come to.
   * Never rejects: without a reader nothing is read.
   * @param signal ends the reading; what was read until then is the result.
   */
  async read(
    question: string,
    passages: readonly PassageText[],
    signal?: AbortSignal,
  ): Promise<(Reading | null)[]> {
    const readings: (Reading | null)[] = passages.map(() => null);
    await this.#ask({ kind: 'read', question, passages }, signal, readings).catch(() => {});
    return [...readings];
  }

  /** Ends the model at once; what is pending is rejected. Safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= within(CLOSE_MS, this.#supervised.close(), () => {});
    this.#rejectWhere(() => true, 'embedderClosed');
    return this.#closing;
  }

  async #ask(
    asked: Asked,
    signal?: AbortSignal,
    readings: (Reading | null)[] = [],
  ): Promise<JobMessage> {
    signal?.throwIfAborted();
    if (this.#closing !== null) throw new Refusal('embedderClosed');
    if (isUrgent(asked) && this.#failedStarts >= QUESTIONS_WAIT_FOR) {
      throw new Refusal('embedderStopped');
    }
    const id = ++this.#lastId;
    const job: WorkerJob = { ...asked, id };
    const withdraw = (): void => {
      this.#model?.post({ kind: 'withdraw', id });
      this.#take(id)?.reject(signal?.reason);
    };
    signal?.addEventListener('abort', withdraw);
    try {
      return await new Promise((resolve, reject) => {
        this.#pending.set(id, { job, readings, resolve, reject, deaths: 0 });
        this.#model?.post(job);
      });
    } finally {
      signal?.removeEventListener('abort', withdraw);
    }
  }

  #begin(): ModelProcess {
    const model = startModel(this.#start, (message) => this.#hear(message));
    model.ready.then(
      ({ readerProblem }) => {
        if (readerProblem !== null) this.#vitals.ill('reader', readerProblem);
        else if (this.#start.reader !== null) this.#vitals.well('reader');
        this.#wasLoaded = true;
        this.#failedStarts = 0;
        this.#model = model;
        for (const { job } of this.#pending.values()) model.post(job);
      },
      () => {
        this.#failedStarts++;
        if (this.#failedStarts < QUESTIONS_WAIT_FOR) return;
        this.#rejectWhere(({ job }) => isUrgent(job), 'embedderStopped');
      },
    );
    void model.exited.then((cause) => this.#died(cause));
    return model;
  }

  #hear(message: JobMessage): void {
    if (message.kind === 'at') {
      this.#at = message.id;
      return;
    }
    if (this.#at === message.id) this.#at = null;
    if (message.kind === 'reading') {
      const readings = this.#pending.get(message.id)?.readings;
      if (readings !== undefined) readings[message.passage] = message.reading;
      return;
    }
    const pending = this.#take(message.id);
    if (message.kind === 'error') pending?.reject(this.#unavailable(message.reason));
    else pending?.resolve(message);
  }

  /** What it was at is asked again, as all else, unless it died of that too often. */
  #died(cause: ModelProblem): void {
    const suspect = this.#at === null ? undefined : this.#pending.get(this.#at);
    this.#model = null;
    this.#at = null;
    if (suspect === undefined || ++suspect.deaths < DEATHS_ALLOWED) return;
    this.#take(suspect.job.id)?.reject(new Refusal('embedderStopped', {}, { cause }));
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #rejectWhere(
    isMeant: (pending: Pending) => boolean,
    key: 'embedderClosed' | 'embedderStopped',
  ): void {
    for (const pending of [...this.#pending.values()].filter(isMeant)) {
      this.#take(pending.job.id)?.reject(new Refusal(key));
    }
  }

  /** One that was loaded once may be so again: its files are put back, there is memory again. */
  #isFinal(cause: unknown): boolean {
    if (this.#wasLoaded) return false;
    const isHopeless = !this.#patient && this.#failedStarts >= OPENING_TRIES;
    return cause instanceof ModelFailure || isHopeless;
  }

  #unavailable(reason: Reason, cause?: unknown): Refusal {
    return new Refusal('modelUnavailable', { model: this.#start.model, reason }, { cause });
  }
}

/** A job without its number, which the client gives it. */
type Asked = WorkerJob extends infer Job
  ? Job extends WorkerJob
    ? Omit<Job, 'id'>
    : never
  : never;

/** Whether somebody waits for the answer to a question. */
function isUrgent({ kind }: Asked): boolean {
  return kind === 'query' || kind === 'read';
}

/** Why it ended; what is no problem of the model itself is that it was not loaded in time. */
function reasonOf(cause: unknown): Reason {
  if (cause instanceof ModelProblem) return cause.reason;
  return statement('modelLoadsTooLong', { n: LOADING_MS / 1_000 });
}
