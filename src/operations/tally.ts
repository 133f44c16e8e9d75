/** What the bot is asked now and was asked in the last hour, and what came of it. */
import type { Hooks, InteractionResult } from '../discord/hooks.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** How often, by command and result. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A tally that forgets after an hour. */
export interface Tally {
  /** To be told what happens. */
  readonly hooks: Hooks;
  /** What has arrived and is not over. */
  inProgress(): number;
  lastHour(): Counts;
}

/** Begins to count. @param now milliseconds since any moment. */
export function makeTally(now: () => number = Date.now): Tally {
  /** By minute, by command, by result. */
  const minutes = new Map<number, Map<string, Map<string, number>>>();
  let inProgress = 0;
  const thisMinute = (): number => Math.floor(now() / MINUTE_MS);
  const forget = (): void => {
    for (const minute of minutes.keys()) {
      if (minute <= thisMinute() - MINUTES) minutes.delete(minute);
    }
  };

  function count(command: string, result: InteractionResult): void {
    forget();
    const results = entry(entry(minutes, thisMinute()), command);
    results.set(result, (results.get(result) ?? 0) + 1);
  }

  return {
    hooks: {
      onArrival() {
        inProgress++;
      },
      onInteraction({ command, result }) {
        inProgress--;
        count(command, result);
      },
      onShed: () => count('other', 'shed'),
    },
    inProgress: () => inProgress,
    lastHour() {
      forget();
      const sums = new Map<string, Map<string, number>>();
      for (const commands of minutes.values()) {
        for (const [command, results] of commands) {
          const sum = entry(sums, command);
          for (const [result, n] of results) sum.set(result, (sum.get(result) ?? 0) + n);
        }
      }
      return Object.fromEntries(
        [...sums].map(([command, results]) => [command, Object.fromEntries(results)]),
      );
    },
  };
}

/** What a map holds under a key; an empty map is put there first where there is none. */
function entry<K, V>(map: Map<K, Map<string, V>>, key: K): Map<string, V> {
  let held = map.get(key);
  if (held === undefined) {
    held = new Map();
    map.set(key, held);
  }
  return held;
}
