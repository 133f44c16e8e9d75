/** A fair, bounded queue: work waits in lanes, which take turns, one piece of a lane at a time. */
import { Refusal } from '../refusals.ts';

/** How much may wait. */
export interface LaneLimits {
  /** In one lane, beside what is worked on. */
  readonly lane: number;
  /** In all lanes. */
  readonly all: number;
}

/** What waits. `lane` names whose work it is. */
export interface Waiting {
  readonly lane: string;
}

/** Work that waits for its turn. */
export interface Lanes<T extends Waiting> {
  /** @throws Refusal `readingBusy`, with how many wait, where there is no room. */
  add(item: T): void;
  /**
   * The next piece of the lane whose turn it is; none of a lane of which one is out. Resolves when
   * there is one, or with null when the signal ends the wait.
   */
  take(signal: AbortSignal): Promise<T | null>;
  /** The lane of a piece that was taken may have its next turn. */
  done(item: T): void;
  /** As `done`, and the piece is the first of its lane again. */
  putBack(item: T): void;
  /** Takes a piece out that waits; nothing happens where it does not. */
  drop(item: T): void;
  /** Takes out all that waits. */
  clear(): T[];
  /** Pieces that wait. */
  readonly length: number;
  /** Whether somebody could take a piece now. */
  readonly hasTurn: boolean;
}

/** Lanes without work. */
export function makeLanes<T extends Waiting>(limits: LaneLimits): Lanes<T> {
  /** In the order of their turns; those without work are not there. */
  const lanes = new Map<string, T[]>();
  const out = new Set<string>();
  const takers = new Set<() => void>();

  const count = (): number => [...lanes.values()].reduce((sum, { length }) => sum + length, 0);

  function next(): T | null {
    for (const [lane, waiting] of lanes) {
      if (out.has(lane)) continue;
      const item = waiting.shift() as T;
      lanes.delete(lane);
      if (waiting.length > 0) lanes.set(lane, waiting);
      out.add(lane);
      return item;
    }
    return null;
  }

  const hasTurn = (): boolean => [...lanes.keys()].some((lane) => !out.has(lane));

  /** One taker is enough for one piece; whoever comes too late waits on. */
  function wake(): void {
    const [first] = takers;
    if (hasTurn()) first?.();
  }

  function done({ lane }: T): void {
    out.delete(lane);
    wake();
  }

  return {
    add(item) {
      const waiting = lanes.get(item.lane) ?? [];
      const all = count();
      if (waiting.length >= limits.lane) throw new Refusal('readingBusy', { n: waiting.length });
      if (all >= limits.all) throw new Refusal('readingBusy', { n: all });
      waiting.push(item);
      lanes.set(item.lane, waiting);
      wake();
    },
    async take(signal) {
      while (!signal.aborted) {
        const item = next();
        if (item !== null) return item;
        await new Promise<void>((resolve) => {
          const done = (): void => {
            takers.delete(done);
            signal.removeEventListener('abort', done);
            resolve();
          };
          takers.add(done);
          signal.addEventListener('abort', done);
        });
      }
      // It may have been woken for a piece that another one could take.
      wake();
      return null;
    },
    done,
    putBack(item) {
      lanes.set(item.lane, [item, ...(lanes.get(item.lane) ?? [])]);
      done(item);
    },
    drop(item) {
      const waiting = lanes.get(item.lane)?.filter((each) => each !== item) ?? [];
      if (waiting.length > 0) lanes.set(item.lane, waiting);
      else lanes.delete(item.lane);
    },
    clear() {
      const all = [...lanes.values()].flat();
      lanes.clear();
      return all;
    },
    get length() {
      return count();
    },
    get hasTurn() {
      return hasTurn();
    },
  };
}
