/** Does the looks at sources: when they are due or asked for, a few at a time, one at a source. */
import { isRefusal, Refusal, reasonOf, type Statement } from '../refusals.ts';
import { LONGEST_TIMER_MS, LOOKS_AT_ONCE, MOST_PAGES_A_LOOK, MOST_WAITING } from './limits.ts';
import { lookAtSource } from './look.ts';
import type { FetchedSource, LookParts } from './look-run.ts';
import { type Memory, noMemory } from './memory.ts';
import { dueAt, untilNextLook } from './next-look.ts';
import type { LookResult, Source } from './source.ts';

/** By what looks are done, and what they are told to. */
export interface LooksParts extends LookParts {
  /** By name of the source; a look replaces what is remembered. */
  readonly memories: Map<string, Memory>;
  readonly save: (name: string) => Promise<void>;
  /** The sources that there are now. */
  readonly sources: () => readonly Source[];
  /** How many articles wait, of all sources. */
  readonly waitingCount: () => number;
  readonly onLook: (result: LookResult, isFirst: boolean) => void;
  readonly onHealth: (source: Source, problem: Statement | null) => void;
  /** What is no refusal: a bug, or a disk that fails. */
  readonly onFault: (error: unknown) => void;
  readonly random: () => number;
}

/** The looks. */
export interface Looks {
  /** Looks now, whatever the interval says; one that is under way is waited for instead. */
  ask(source: FetchedSource): Promise<LookResult>;
  /** Begins with those that are due; from now on by themselves. */
  start(): void;
  /** Something is due that was not, or is no more. */
  plan(): void;
  isLooking(name: string): boolean;
  /** Ends the look at a source, if there is one; what it had come to stays. */
  stop(name: string): Promise<void>;
  close(): Promise<void>;
}

interface UnderWay {
  readonly end: AbortController;
  readonly done: Promise<LookResult>;
}

/** A look that is over. */
interface Over {
  readonly result: LookResult;
  readonly isFirst: boolean;
  /** What was remembered before it. */
  readonly before: Pick<Memory, 'failures'>;
}

const isFetched = (source: Source): source is FetchedSource => source.kind !== 'folder';

/** Looks that have not begun. */
export function makeLooks(parts: LooksParts): Looks {
  const { memories, now, random, onFault } = parts;
  const underWay = new Map<string, UnderWay>();
  let isStarted = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  function memoryOf({ name, address }: Source): Memory {
    const known = memories.get(name) ?? noMemory(address);
    // Its address was put right: what it brought is still its own.
    if (known.address === address) return known;
    return { ...known, address, validators: null, isWhole: false, nextLookAt: null };
  }

  async function look(source: FetchedSource, isAsked: boolean, signal: AbortSignal): Promise<Over> {
    const memory = memoryOf(source);
    const before = { ...memory };
    const { name } = source;
    memories.set(name, memory);
    const save = () => parts.save(name);
    const roomToWait = Math.max(0, MOST_WAITING - parts.waitingCount());
    const options = { signal, isAsked, roomToWait, mostPages: MOST_PAGES_A_LOOK, save };
    const { tally, problem } = await lookAtSource(source, memory, parts, options);
    const isStopped = signal.aborted;
    const time = now();
    memory.lastLookAt = time;
    memory.problem = isStopped ? before.problem : problem;
    memory.failures = isStopped ? before.failures : problem === null ? 0 : before.failures + 1;
    if (problem === null) memory.lastGoodAt = time;
    if (tally.added.length + tally.changed.length > 0) memory.changedAt = time;
    const wait = untilNextLook(source, memory, random);
    memory.nextLookAt = Math.max(time + wait, aloneUntil(problem, time));
    memory.isStocked ||= problem === null && memory.isWhole;
    await save();
    return { result: { source, ...tally, problem }, isFirst: !before.isStocked, before };
  }

  /** What is no refusal is a failure of ours; the source is tried again all the same. */
  async function failed(source: FetchedSource, error: unknown): Promise<Over> {
    if (!isRefusal(error)) onFault(error);
    const memory = memoryOf(source);
    const before = { ...memory };
    const failures = before.failures + 1;
    const nextLookAt = now() + untilNextLook(source, { ...memory, failures }, random);
    const problem = reasonOf(error);
    Object.assign(memory, { problem, failures, lastLookAt: now(), nextLookAt });
    memories.set(source.name, memory);
    return { result: { ...NOTHING, source, problem }, isFirst: !before.isStocked, before };
  }

  function tell({ result, isFirst, before }: Over): void {
    const { source, problem } = result;
    const failures = memories.get(source.name)?.failures ?? 0;
    if (failures === 1 && before.failures === 0) parts.onHealth(source, problem);
    if (failures === 0 && before.failures > 0) parts.onHealth(source, null);
    parts.onLook(result, isFirst);
  }

  function begin(source: FetchedSource, isAsked: boolean): UnderWay {
    const end = new AbortController();
    const done = look(source, isAsked, end.signal)
      .catch((error: unknown) => failed(source, error))
      .then((over) => {
        // First: whoever hears of it may ask for the next one.
        underWay.delete(source.name);
        tell(over);
        plan();
        return over.result;
      });
    const begun = { end, done };
    underWay.set(source.name, begun);
    return begun;
  }

  /** Begins what is due, and sets the timer for what is due next. */
  function plan(): void {
    clearTimeout(timer);
    if (!isStarted || isClosed) return;
    const waiting = parts
      .sources()
      .filter(isFetched)
      .filter(({ name }) => !underWay.has(name))
      .map((source) => ({ source, at: dueAt(source, memoryOf(source), now()) }))
      .sort((a, b) => a.at - b.at);
    for (const { source, at } of waiting) {
      if (underWay.size >= LOOKS_AT_ONCE) return;
      if (at > now()) {
        timer = setTimeout(plan, Math.min(LONGEST_TIMER_MS, at - now() + 1));
        timer.unref();
        return;
      }
      begin(source, false);
    }
  }

  return {
    async ask(source) {
      if (isClosed) throw new Refusal('fetchStopped');
      return (underWay.get(source.name) ?? begin(source, true)).done;
    },
    start() {
      isStarted = true;
      plan();
    },
    plan,
    isLooking: (name) => underWay.has(name),
    async stop(name) {
      const look = underWay.get(name);
      look?.end.abort();
      await look?.done;
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      for (const { end } of underWay.values()) end.abort();
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}

const NOTHING = { added: [], changed: [], removed: [], waiting: [], same: 0, failed: 0 };

/** Until when a site asked to be left alone. */
function aloneUntil(problem: Statement | null, time: number): number {
  return problem?.key === 'siteAsksToWait' ? time + problem.facts.n * 60_000 : 0;
}
