/** Reads foreign bytes outside of this process: fairly, within limits, and again where it was ended. */
import { Refusal, statement } from '../refusals.ts';
import { within } from '../supervision/deadline.ts';
import { Supervised } from '../supervision/supervised.ts';
import { makeVitals, type Vitals } from '../supervision/vitals.ts';
import { type Lanes, makeLanes } from './lanes.ts';
import {
  ALL_WAITING,
  GROUP_WAITING,
  IDLE_MS,
  LANE_WAITING,
  READING_LIMITS,
  type ReadingLimits,
  SLOW_MS,
} from './limits.ts';
import {
  type End,
  type Outcome,
  type ReadingLife,
  startReading,
  type Task,
} from './reading-life.ts';
import { Unread } from './unread.ts';
import { type UsageOf, usageOf } from './usage.ts';
import type { Ask, Work } from './work.ts';

/** How files are read. */
export interface ReaderOptions {
  /** Told how the process is. */
  readonly vitals?: Vitals;
  /** Tests tighten them. */
  readonly limits?: Partial<ReadingLimits>;
  /** Looks at a process from outside; by the system unless a test stands for another one. */
  readonly usageOf?: UsageOf;
}

/** Whose turn some work is, and what it needs. */
export interface ReadOptions {
  /** Lanes take turns, and of one lane one file is read at a time. */
  readonly lane: string;
  /** Whose lanes take turns with others' as one: a collection; '' unless given. */
  readonly group?: string;
  /**
   * Whether the work finds its bytes itself, and they are not here while it waits: of so many lanes as
   * there are collections it may wait, where uploads may not.
   */
  readonly isLight?: boolean;
  /** Answers the work's questions. */
  readonly answer?: Ask;
  /** The file is not wanted any more. */
  readonly signal?: AbortSignal;
}

/** The same file takes the process down so often, and is at fault then. */
const DEATHS = 2;

/** A process that could not be started is tried again after these pauses. */
const PAUSES = { first: 100, longest: 5_000 };
/** It is up in 0.1 s on a calm machine. */
const READY_MS = 20_000;
const SOUND_MS = 10_000;

interface Entry extends Task {
  readonly lane: string;
  readonly group: string;
  readonly isLight: boolean;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Times that the process ended while it was read. */
  deaths: number;
  /** Whether whoever asked for it has heard. */
  isOver: boolean;
  /** Since when it is its turn without that it could be begun. */
  waitsSince: number | null;
}

/**
 * Owns the processes: one that is there from the first file on, and a second one while the first is
 * busy with a slow file and others wait. Close it: it keeps this process alive.
 */
export class Reader {
  readonly #limits: ReadingLimits;
  readonly #vitals: Vitals;
  readonly #usageOf: UsageOf;
  readonly #lanes: Lanes<Entry> = makeLanes({
    lane: LANE_WAITING,
    all: ALL_WAITING,
    group: GROUP_WAITING,
  });
  readonly #stop = new AbortController();
  #first: Supervised<ReadingLife> | null = null;
  #second: Supervised<ReadingLife> | null = null;
  /** Since when the first process is busy with one file. */
  #busySince: number | null = null;
  readonly #serving = new Set<Promise<void>>();

  constructor(options: ReaderOptions = {}) {
    this.#limits = { ...READING_LIMITS, ...options.limits };
    this.#vitals = options.vitals ?? makeVitals();
    this.#usageOf = options.usageOf ?? usageOf;
  }

  /** Starts the process before there is something to read. */
  start(): void {
    if (this.#first !== null || this.#stop.signal.aborted) return;
    this.#first = this.#supervise();
    this.#serve(this.#first, async () => this.#lanes.take(this.#stop.signal));
  }

  /**
   * Does some work in the process, when it is its turn.
   * @throws Unread where the file is at fault, whatever the work refuses or its questions were
   *   answered with, Refusal `readingBusy` where too much waits, `readingUnavailable` where no
   *   process can be started or this was closed, the signal's reason.
   */
  read<Input, Output>(
    { module }: Work<Input, Output>,
    input: Input,
    { lane, group = '', isLight = false, answer = noAnswer, signal }: ReadOptions,
  ): Promise<Output> {
    return new Promise<Output>((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#stop.signal.aborted) throw new Refusal('readingUnavailable');
      const dropped = (): void => {
        this.#lanes.drop(entry);
        entry.reject(signal?.reason);
      };
      const settled = (): void => {
        entry.isOver = true;
        signal?.removeEventListener('abort', dropped);
      };
      const entry: Entry = {
        lane: group === '' ? lane : `${group}\n${lane}`,
        group,
        isLight,
        module,
        input,
        answer,
        deaths: 0,
        isOver: false,
        waitsSince: null,
        resolve(output) {
          settled();
          resolve(output as Output);
        },
        reject(error) {
          settled();
          reject(error);
        },
      };
      this.#lanes.add(entry);
      signal?.addEventListener('abort', dropped);
      this.start();
      this.#help();
    });
  }

  /** Files that wait for their turn. */
  get waiting(): number {
    return this.#lanes.length;
  }

  /** Ends the processes; what was to be read is refused. Safe to call twice. */
  async close(): Promise<void> {
    this.#stop.abort();
    for (const { reject } of this.#lanes.clear()) reject(new Refusal('readingUnavailable'));
    await Promise.all([this.#first?.close(), this.#second?.close()]);
    await Promise.all(this.#serving);
  }

  #supervise(): Supervised<ReadingLife> {
    return new Supervised({
      part: 'reading',
      vitals: this.#vitals,
      start: () => startReading(this.#limits, this.#usageOf),
      readyWithinMs: READY_MS,
      pauses: PAUSES,
      soundAfterMs: SOUND_MS,
      isHarmless: (cause) => (cause as Partial<End> | null)?.isHarmless === true,
      ailmentOf: () => statement('readingUnavailable'),
    });
  }

  /** Reads with one process whatever `take` brings, until it brings nothing any more. */
  #serve(process: Supervised<ReadingLife>, take: () => Promise<Entry | null>): void {
    const serving = (async () => {
      for (let entry = await take(); entry !== null; entry = await take()) {
        await this.#readOne(entry, process);
      }
    })().finally(() => this.#serving.delete(serving));
    this.#serving.add(serving);
  }

  async #readOne(entry: Entry, process: Supervised<ReadingLife>): Promise<void> {
    entry.waitsSince ??= performance.now();
    const left = entry.waitsSince + this.#limits.startMs - performance.now();
    let outcome: Outcome;
    try {
      const unavailable = (cause?: unknown): never => {
        throw new Refusal('readingUnavailable', {}, { cause });
      };
      const life = await within(left, process.get(), unavailable).catch(unavailable);
      outcome = await this.#timed(process, () => life.read(entry));
    } catch (error) {
      this.#lanes.done(entry);
      entry.reject(error);
      return;
    }
    if (outcome.kind === 'died' && !this.#isGivenUp(entry, outcome.begun)) {
      this.#lanes.putBack(entry);
      return;
    }
    this.#lanes.done(entry);
    if (outcome.kind === 'read') entry.resolve(outcome.output);
    else entry.reject(this.#errorOf(outcome));
  }

  /** Whether a file that a process ended under is not tried again. */
  #isGivenUp(entry: Entry, begun: boolean): boolean {
    if (begun) {
      entry.deaths++;
      entry.waitsSince = null;
    }
    return entry.isOver || this.#stop.signal.aborted || entry.deaths >= DEATHS;
  }

  #errorOf(outcome: Exclude<Outcome, { kind: 'read' }>): unknown {
    if (outcome.kind === 'refused') return outcome.refusal;
    if (outcome.kind === 'unanswered') return outcome.error;
    if (this.#stop.signal.aborted) return new Refusal('readingUnavailable');
    if (outcome.kind === 'unread') {
      return new Unread(outcome.reason, true, { cause: outcome.cause });
    }
    return new Unread(statement('unreadable'), false);
  }

  /** Notes how long the first process is busy, so that others get help where it is for long. */
  async #timed<T>(process: Supervised<ReadingLife>, work: () => Promise<T>): Promise<T> {
    if (process !== this.#first) return work();
    this.#busySince = performance.now();
    const timer = setTimeout(() => this.#help(), SLOW_MS);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      this.#busySince = null;
    }
  }

  /** Starts the second process where the first one is held up and another lane waits. */
  #help(): void {
    if (this.#second !== null || this.#stop.signal.aborted || !this.#lanes.hasTurn) return;
    if (this.#busySince === null || performance.now() - this.#busySince < SLOW_MS - 1) return;
    const second = this.#supervise();
    this.#second = second;
    this.#serve(second, async () => {
      const entry = await this.#takeSoon();
      if (entry === null) {
        await second.close();
        this.#second = null;
        // Something may have come while it was closed.
        this.#help();
      }
      return entry;
    });
  }

  /** What comes before the second process has been idle for long. */
  async #takeSoon(): Promise<Entry | null> {
    const end = new AbortController();
    const abort = (): void => end.abort();
    const timer = setTimeout(abort, IDLE_MS);
    timer.unref();
    this.#stop.signal.addEventListener('abort', abort);
    try {
      return await this.#lanes.take(this.#stop.signal.aborted ? this.#stop.signal : end.signal);
    } finally {
      clearTimeout(timer);
      this.#stop.signal.removeEventListener('abort', abort);
    }
  }
}

/** Of work that asks nothing. */
const noAnswer: Ask = async () => {
  throw new Error('Nobody answers this work.');
};

/** A reader for one collection, whose work takes turns with that of others. Closing it closes nothing. */
export class ReaderOf extends Reader {
  readonly #all: Reader;
  readonly #group: string;

  /** @param group any text that is the collection's alone. */
  constructor(all: Reader, group: string) {
    super();
    this.#all = all;
    this.#group = group;
  }

  override start(): void {
    this.#all.start();
  }

  override read<Input, Output>(
    work: Work<Input, Output>,
    input: Input,
    options: ReadOptions,
  ): Promise<Output> {
    return this.#all.read(work, input, { ...options, group: this.#group });
  }

  override get waiting(): number {
    return this.#all.waiting;
  }

  override async close(): Promise<void> {}
}
