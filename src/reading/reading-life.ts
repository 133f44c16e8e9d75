/** One reading process, from its start to its end: given a file at a time, watched while it reads. */
import { pathToFileURL } from 'node:url';
import { asRefusal, type Reason, type Refusal, statement } from '../refusals.ts';
import { builtPath, type Exit, startChild } from '../supervision/child.ts';
import type { Life } from '../supervision/supervised.ts';
import { BYTES_PER_MB, RECYCLE_MB, type ReadingLimits, WALL_FACTOR } from './limits.ts';
import type { FromReading, ReadingStart, ToReading } from './protocol.ts';
import type { UsageOf } from './usage.ts';
import type { Ask } from './work.ts';

/** How reading a file ended. */
export type Outcome =
  | { readonly kind: 'read'; readonly output: unknown }
  /** The work itself refused. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The file is at fault. */
  | { readonly kind: 'unread'; readonly reason: Reason; readonly cause?: unknown }
  /** A question could not be answered: nobody here is at fault. */
  | { readonly kind: 'unanswered'; readonly error: unknown }
  /** The process ended, or hung and was ended. `begun`: after it had taken the file. */
  | { readonly kind: 'died'; readonly begun: boolean };

/** What a process is to read. */
export interface Task {
  readonly module: URL;
  readonly input: unknown;
  readonly answer: Ask;
}

/** A running process. */
export interface ReadingLife extends Life {
  /** Reads one file; the next one only after that. Never rejects. */
  read(task: Task): Promise<Outcome>;
  /** Resolves with an `End`. */
  readonly exited: Promise<End>;
}

/** How a process ended. */
export interface End {
  readonly exit: Exit;
  /** Whether a file ended it, or it was replaced: nothing that says something against the process. */
  readonly isHarmless: boolean;
}

/** Bombs unpack some 200 MB a second. */
const LOOK_MS = 100;
/** Where this process slept itself, the other one is not to blame for the time. */
const LONGEST_STEP_MS = 1_000;
/** V8 ends so when its heap is full: by this signal, or where there are none by this code. */
const ABORTED = { signal: 'SIGABRT', code: 134 };

/** A file on the table. */
interface Reading {
  readonly id: number;
  readonly task: Task;
  readonly settle: (outcome: Outcome) => void;
  begun: boolean;
  asking: boolean;
  unanswered: { readonly error: unknown } | null;
  /** Milliseconds that it lies there, and without a sign of life, but for its questions. */
  wallMs: number;
  quietMs: number;
  lookedAt: number;
  /** Of the process: when the file came, and at the last look. Null where nobody can see it. */
  readonly cpuBefore: number | null;
  cpuMs: number | null;
}

/** Starts a process. */
export function startReading(limits: ReadingLimits, usageOf: UsageOf): ReadingLife {
  const { readMs, heapMb, residentMb, hungMs } = limits;
  const isSeen = usageOf(process.pid) !== null;
  const start: ReadingStart = { residentMb: isSeen ? null : residentMb };
  let reading: Reading | null = null;
  let lastId = 0;
  let isHarmless = false;
  let isReady = (): void => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const child = startChild<ToReading, FromReading>({
    module: new URL('./reading-process.ts', import.meta.url),
    argument: JSON.stringify(start),
    heapMb,
    onMessage: receive,
  });
  const usage = () => (child.pid === null ? null : usageOf(child.pid));

  function receive(message: FromReading): void {
    if (message.kind === 'ready') isReady();
    else if (message.id !== reading?.id) return;
    else if (message.kind === 'begun') reading.begun = true;
    else if (message.kind === 'ask') void answer(reading, message.question);
    else if (reading.unanswered !== null) {
      settle({ kind: 'unanswered', ...reading.unanswered });
    } else if (message.kind === 'read') {
      settle({ kind: 'read', output: message.output });
      if (message.resident > RECYCLE_MB * BYTES_PER_MB) replace();
    } else if (message.refusal !== null) {
      settle({ kind: 'refused', refusal: asRefusal(message.refusal) });
    } else {
      const cause = new Error(message.message);
      settle({ kind: 'unread', reason: statement('unreadable'), cause });
    }
  }

  async function answer(asking: Reading, question: unknown): Promise<void> {
    const { id, task } = asking;
    asking.asking = true;
    try {
      const answer = await task.answer(question);
      child.post({ kind: 'answer', id, answer });
    } catch (error) {
      asking.unanswered = { error };
      child.post({ kind: 'unanswered', id });
    }
    asking.asking = false;
  }

  function settle(outcome: Outcome): void {
    const { settle } = reading ?? {};
    reading = null;
    clearInterval(watch);
    settle?.(outcome);
  }

  /** What a file did to the process, or what is only put in order, is no failure of it. */
  function replace(): void {
    isHarmless = true;
    child.kill();
  }

  function look(now: Reading): void {
    const at = performance.now();
    const step = Math.min(at - now.lookedAt, LONGEST_STEP_MS);
    now.lookedAt = at;
    const seen = usage();
    const giveUp = (outcome: Outcome): void => {
      if (outcome.kind === 'unread') replace();
      else child.kill();
      settle(now.unanswered ? { kind: 'unanswered', ...now.unanswered } : outcome);
    };
    const unread = (reason: Reason) => giveUp({ kind: 'unread', reason });
    if (seen !== null && seen.resident > residentMb * BYTES_PER_MB) {
      unread(statement('readingTooBig'));
      return;
    }
    if (now.asking) return;
    now.wallMs += step;
    const moves = seen === null ? now.begun : seen.cpuMs !== now.cpuMs;
    now.quietMs = moves ? 0 : now.quietMs + step;
    now.cpuMs = seen?.cpuMs ?? null;
    const spent = now.cpuMs === null ? now.wallMs : now.cpuMs - (now.cpuBefore ?? 0);
    if (now.begun && spent >= readMs) {
      unread(statement('readingTooSlow', { n: Math.round(readMs / 1_000) }));
    } else if (now.quietMs >= hungMs || now.wallMs >= WALL_FACTOR * readMs + hungMs) {
      giveUp({ kind: 'died', begun: now.begun });
    }
  }

  let watch: NodeJS.Timeout | undefined;
  const exited = child.exited.then((exit): End => {
    const begun = reading?.begun ?? false;
    const isFull = exit.signal === ABORTED.signal || exit.code === ABORTED.code;
    if (begun && isFull) {
      isHarmless = true;
      settle({ kind: 'unread', reason: statement('readingTooBig') });
    } else if (reading?.unanswered) settle({ kind: 'unanswered', ...reading.unanswered });
    else settle({ kind: 'died', begun });
    hasEnded = true;
    return { exit, isHarmless };
  });
  let hasEnded = false;

  return {
    ready,
    exited,
    kill: () => child.kill(),
    read(task) {
      if (hasEnded) return Promise.resolve({ kind: 'died', begun: false });
      return new Promise((settle) => {
        const cpuMs = usage()?.cpuMs ?? null;
        const now: Reading = {
          id: ++lastId,
          task,
          settle,
          begun: false,
          asking: false,
          unanswered: null,
          wallMs: 0,
          quietMs: 0,
          lookedAt: performance.now(),
          cpuBefore: cpuMs,
          cpuMs,
        };
        reading = now;
        watch = setInterval(() => look(now), LOOK_MS);
        const module = pathToFileURL(builtPath(task.module)).href;
        child.post({ kind: 'read', id: now.id, module, input: task.input });
      });
    },
  };
}
