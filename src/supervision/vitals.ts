/** What of the running bot is well and what is not, for whoever asks or wants to be told. */
import type { Reason, RefusalKey, Statement } from '../refusals.ts';

/**
 * What can fail while the bot runs: the connection with Discord, the first index, the models'
 * process, the model that reads passages with the question, the process that reads files, the looks at
 * the articles folder, and the database.
 */
export const PARTS = [
  'gateway',
  'index',
  'model',
  'reader',
  'reading',
  'folder',
  'database',
] as const;
export type Part = (typeof PARTS)[number];

/** Why a part is not well. */
export type Ailment = Reason | Statement<RefusalKey>;

/** How a part is. */
export interface PartState {
  readonly part: Part;
  /** `starting` until it was well for the first time. */
  readonly state: 'starting' | 'well' | 'ill';
  /** Since when it has been so, in milliseconds since 1970. */
  readonly since: number;
  /** Why it is not well; null where it is, and where that is not known. */
  readonly ailment: Ailment | null;
  /** How often it was started again. */
  readonly restarts: number;
  /** The last time that something in it failed, though it may be well since; null where nothing did. */
  readonly lastFailure: Failure | null;
}

/** Something that failed. */
export interface Failure {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Null where it is not known. */
  readonly ailment: Ailment | null;
}

/** The states of all parts; the parts report, others read. */
export interface Vitals {
  well(part: Part): void;
  /** Of what was `starting`, too. What is ill already keeps its `since`. */
  ill(part: Part, ailment: Ailment | null): void;
  /** Notes what failed and does not make the part ill, such as a look that is made again. */
  failed(part: Part, ailment: Ailment | null): void;
  /** Counts a new start. */
  restarted(part: Part): void;
  /** There is no such part, as it is turned off: `states` names it no more. */
  leaveOut(part: Part): void;
  state(part: Part): PartState;
  /** In the order of `PARTS`. */
  states(): readonly PartState[];
  /** Called after a part changed between well, ill and starting. @returns what ends that. */
  onChange(listener: (state: PartState) => void): () => void;
  /** Called after a part was started again. @returns what ends that. */
  onRestart(listener: (state: PartState) => void): () => void;
}

/** All parts as they start. @param now milliseconds since 1970. */
export function makeVitals(now: () => number = Date.now): Vitals {
  const begun = now();
  const states = new Map<Part, PartState>(
    PARTS.map((part) => [
      part,
      { part, state: 'starting', since: begun, ailment: null, restarts: 0, lastFailure: null },
    ]),
  );
  const absent = new Set<Part>();
  const changeListeners = new Set<(state: PartState) => void>();
  const restartListeners = new Set<(state: PartState) => void>();
  const stateOf = (part: Part): PartState => states.get(part) as PartState;

  function change(part: Part, state: PartState['state'], ailment: Ailment | null): void {
    const before = stateOf(part);
    const isSame = before.state === state;
    const after = { ...before, state, ailment, since: isSame ? before.since : now() };
    states.set(part, after);
    if (!isSame) for (const listener of [...changeListeners]) listener(after);
  }

  function failed(part: Part, ailment: Ailment | null): void {
    states.set(part, { ...stateOf(part), lastFailure: { at: now(), ailment } });
  }

  return {
    well: (part) => change(part, 'well', null),
    ill(part, ailment) {
      failed(part, ailment);
      change(part, 'ill', ailment);
    },
    failed,
    restarted(part) {
      const before = stateOf(part);
      const after = { ...before, restarts: before.restarts + 1 };
      states.set(part, after);
      for (const listener of [...restartListeners]) listener(after);
    },
    leaveOut: (part) => void absent.add(part),
    state: stateOf,
    states: () => [...states.values()].filter(({ part }) => !absent.has(part)),
    onChange(listener) {
      changeListeners.add(listener);
      return () => void changeListeners.delete(listener);
    },
    onRestart(listener) {
      restartListeners.add(listener);
      return () => void restartListeners.delete(listener);
    },
  };
}
