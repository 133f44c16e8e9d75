/** A clock for deliveries that a test moves: pauses take no time, and deadlines none but their own. */
import type { DeliveryClock } from '../../src/discord/delivery.ts';

/** A clock and what a test decides of it. */
export interface TestDeliveryClock extends DeliveryClock {
  /** Real milliseconds after which a try counts as unanswered; for ever without. */
  patience: number | null;
  /** Waited for in each pause that may end early: what is on its way arrives meanwhile. */
  settle: () => Promise<unknown>;
  /** Lets time pass. */
  pass(ms: number): void;
  /** Tries and pauses that have not ended. */
  busy(): number;
}

/** Starts at 0. */
export function makeDeliveryClock(): TestDeliveryClock {
  let time = 0;
  const underWay = new Set<object>();
  const clock: TestDeliveryClock = {
    patience: null,
    settle: async () => {},
    pass(ms) {
      time += ms;
    },
    now: () => time,
    async pause(ms, signal) {
      const own = {};
      underWay.add(own);
      time += ms;
      if (signal) await clock.settle();
      underWay.delete(own);
      return !signal?.aborted;
    },
    after(_ms, then) {
      const own = {};
      underWay.add(own);
      const timer = clock.patience === null ? undefined : setTimeout(then, clock.patience);
      return () => {
        underWay.delete(own);
        clearTimeout(timer);
      };
    },
    busy: () => underWay.size,
  };
  return clock;
}
