/** How often one person may use the bot, kept in memory. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../refusals.ts';

const WINDOW_SECONDS = 60;
/** Nobody reads ten answers in a minute; a script that floods a channel does more. */
const COMMANDS_PER_WINDOW = 10;
/** Pressing is lighter than asking: three buttons for each answer. */
const PRESSES_PER_WINDOW = 30;
/** Suggestions come with each letter: ten a second for as long as one types fast, and no flood. */
const COMPLETIONS = { points: 100, duration: 10 };

/** What is counted apart: commands and messages, buttons, suggestions. */
export type CooldownKind = 'command' | 'press' | 'complete';

/** Counts what people do; one a process. */
export interface Cooldown {
  /**
   * Counts one more use by a person.
   * @throws Refusal `slowDown`, with the seconds to wait.
   */
  take(userId: string, kind: CooldownKind): Promise<void>;
  /**
   * Whether something is to be said, since it was not in the last while: a minute for what is true of the
   * moment, an hour for what somebody learns once.
   * @param about what is said, and to whom or where.
   */
  isNew(about: string, forHowLong: 'minute' | 'hour'): Promise<boolean>;
}

/** What was said, by the seconds until it is said again. */
const SAID_AGAIN = { minute: WINDOW_SECONDS, hour: 3_600 } as const;

/** Counts by user; the counts end with the process. */
export function makeCooldown(): Cooldown {
  const limiters = {
    command: new RateLimiterMemory({ points: COMMANDS_PER_WINDOW, duration: WINDOW_SECONDS }),
    press: new RateLimiterMemory({ points: PRESSES_PER_WINDOW, duration: WINDOW_SECONDS }),
    complete: new RateLimiterMemory(COMPLETIONS),
  };
  const said = {
    minute: new RateLimiterMemory({ points: 1, duration: SAID_AGAIN.minute }),
    hour: new RateLimiterMemory({ points: 1, duration: SAID_AGAIN.hour }),
  };
  return {
    isNew: (about, forHowLong) =>
      said[forHowLong].consume(about).then(
        () => true,
        () => false,
      ),
    async take(userId, kind) {
      try {
        await limiters[kind].consume(userId);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const n = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
        throw new Refusal('slowDown', { n });
      }
    },
  };
}
