/**
 * A fair, bounded queue: work waits in lanes, one piece of a lane at a time is worked on. Groups of lanes
 * take turns, and the lanes of a group among themselves: whoever has many lanes gets no more for that.
 */
import { Refusal } from '../refusals.ts';

/** How much may wait. */
export interface LaneLimits {
  /** In one lane, beside what is worked on. */
  readonly lane: number;
  /** In all lanes of the first group, ''; and in those of all other groups together. */
  readonly all: number;
  /** In all lanes of one other group. */
  readonly group: number;
}

/** What waits. `lane` names whose work it is. */
export interface Waiting {
  readonly lane: string;
  /** Whose lanes take turns together; '' unless given. A lane is in one group. */
  readonly group?: string;
  /** Whether it takes no room while it waits: it is bounded by whoever adds it, and counts for nothing. */
  readonly isLight?: boolean;
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

/** Groups that are remembered beside those that wait. */
const FORGET_FROM = 100;

const groupOf = ({ group = '' }: Waiting): string => group;

const isHeavy = ({ isLight = false }: Waiting): boolean => !isLight;

/** Lanes without work. */
export function makeLanes<T extends Waiting>(limits: LaneLimits): Lanes<T> {
  /** In the order of their turns; those without work are not there. */
  const lanes = new Map<string, T[]>();
  const out = new Set<string>();
  /** When groups had their last turn, as a number that rises. */
  const served = new Map<string, number>();
  let turns = 0;
  const takers = new Set<() => void>();

  const count = (): number => [...lanes.values()].reduce((sum, { length }) => sum + length, 0);
  /** How many pieces wait that take room, of the groups that are meant. */
  const heavy = (isMeant: (group: string) => boolean): number =>
    [...lanes.values()].reduce(
      (sum, all) => sum + all.filter((item) => isHeavy(item) && isMeant(groupOf(item))).length,
      0,
    );

  /** The lane whose turn it is: of the group that had none for the longest time, the first. */
  function turn(): string | null {
    let found: string | null = null;
    let longest = Number.POSITIVE_INFINITY;
    for (const [lane, [first]] of lanes) {
      if (out.has(lane) || first === undefined) continue;
      const last = served.get(groupOf(first)) ?? -1;
      if (last >= longest) continue;
      found = lane;
      longest = last;
    }
    return found;
  }

  function next(): T | null {
    const lane = turn();
    const waiting = lane === null ? undefined : lanes.get(lane);
    const item = waiting?.shift();
    if (lane === null || waiting === undefined || item === undefined) return null;
    lanes.delete(lane);
    if (waiting.length > 0) lanes.set(lane, waiting);
    out.add(lane);
    // Those that wait for nothing are forgotten: they come first again, as they would anyway.
    if (served.size > 2 * lanes.size + FORGET_FROM) served.clear();
    served.set(groupOf(item), turns++);
    return item;
  }

  /** Pieces that stand in the way of another one, and how many there may be. */
  function room(item: T): readonly (readonly [number, number])[] {
    if (!isHeavy(item)) return [];
    const own = groupOf(item);
    if (own === '') return [[heavy((group) => group === ''), limits.all]];
    return [
      [heavy((group) => group === own), limits.group],
      [heavy((group) => group !== ''), limits.all],
    ];
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
      if (waiting.length >= limits.lane) throw new Refusal('readingBusy', { n: waiting.length });
      for (const [n, most] of room(item)) if (n >= most) throw new Refusal('readingBusy', { n });
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
