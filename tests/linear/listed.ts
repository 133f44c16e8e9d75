/** How the list of exported functions is written down: each with how it is driven, or why it is not. */
import type { Run } from './cpu.ts';

/** Makes ready what is measured; making ready costs nothing. Throws nothing for hostile text. */
export interface Drive {
  (text: string): Run;
  /** UTF-16 units from which on it is linear: what costs more looks at no more than that. */
  readonly from?: number;
  /** Kinds that it is driven with every day; as many as others where it is left out. */
  readonly few?: number;
}

/** What takes no text of a stranger, or none whose length it does not bound by itself. */
export interface NotDriven {
  readonly because: string;
}

/** By the names of a module's exports that are functions or classes. */
export type Listed = Readonly<Record<string, Drive | readonly Drive[] | NotDriven>>;

/** By file, from the project's root; a file as a whole may be of no concern here. */
export type Room = Readonly<Record<string, Listed | NotDriven>>;

/** Of what looks at no more than so many units with more than linear time, by a bound of its own. */
export function bounded(from: number, drive: Drive): Drive {
  return Object.assign((given: string) => drive(given), { from });
}

/** Of what is driven with so many kinds every day: it differs by its shape more than by its text. */
export function daily(few: number, drive: Drive): Drive {
  return Object.assign((given: string) => drive(given), { few });
}

/** A room whose functions are many, and each driven in several ways: one kind each every day. */
export function oneKindDaily(room: Room): Room {
  const fewer = (entry: Drive | readonly Drive[] | NotDriven) => {
    const one = (drive: Drive): Drive => Object.assign(drive, { few: Math.min(drive.few ?? 1, 1) });
    if (typeof entry === 'function') return one(entry);
    return isNotDriven(entry) ? entry : entry.map(one);
  };
  return Object.fromEntries(
    Object.entries(room).map(([name, listed]) => [
      name,
      isNotDriven(listed)
        ? listed
        : Object.fromEntries(Object.entries(listed).map(([key, entry]) => [key, fewer(entry)])),
    ]),
  );
}

/** Why something is not driven. */
export function because(reason: string): NotDriven {
  return { because: reason };
}

export function isNotDriven(entry: object): entry is NotDriven {
  return 'because' in entry && typeof entry.because === 'string';
}

/** Of a function that takes a text and nothing else of length. */
export function text(call: (text: string) => unknown): Drive {
  return (given) => () => call(given);
}

/** As `text`, where refusing the text is an answer, too. */
export function orRefused(call: (text: string) => unknown): Drive {
  return (given) => () => {
    try {
      call(given);
    } catch {
      // Only the time is of interest here.
    }
  };
}

/** As `orRefused`, for what answers later. */
export function orRejected(call: (text: string) => Promise<unknown>): Drive {
  return (given) => () => call(given).catch(() => undefined);
}
