/**
 * What whoever runs the bot is told: lines for people on standard output, events in the log. Where
 * both are on one terminal, nothing is said twice.
 */
import type { Logger } from 'pino';
import { newFaultId } from '../fault-id.ts';
import { sayIn } from '../languages/say.ts';
import type { LastWords } from '../lifecycle.ts';
import { isRefusal, type Notice } from '../refusals.ts';
import type { Reporter, TerminalReporter } from '../reporter.ts';
import type { Part, PartState, Vitals } from '../supervision/vitals.ts';
import { printable } from '../terminal.ts';

const say = sayIn('en');

/** Tells people, and the log. */
export interface Telling extends Reporter {
  /** A line for people; in the log, `event` with these facts. */
  line(text: string, event: string, facts?: object): void;
  /** For people alone: it holds a secret. */
  secret(notice: Notice): void;
}

/** @param isOneTerminal whether people see the log beside the lines. */
export function makeTelling(
  reporter: TerminalReporter,
  logger: Logger,
  isOneTerminal: boolean,
): Telling {
  return {
    line(text, event, facts = {}) {
      reporter.line(text);
      if (!isOneTerminal) logger.info(facts, event);
    },
    secret: reporter.notice,
    notice(notice) {
      reporter.notice(notice);
      if (!isOneTerminal) logger.warn({ notice: notice.key, said: say.tell(notice) }, 'notice');
    },
    progress: reporter.progress,
  };
}

/** The last words before there is a log. */
export function wordsOnTerminal(reporter: TerminalReporter): LastWords {
  return {
    stopping: () => reporter.line('Stopping.'),
    failed: (error) => void process.stderr.write(`${printable(wordsFor(error))}\n`),
    uncaught: (error) => void process.stderr.write(`${printable(wordsFor(error))}\n`),
    notClosed: (error) => void process.stderr.write(`${printable(wordsFor(error))}\n`),
  };
}

/**
 * The last words once there is a log.
 * @param scrub takes secrets out of what is said beside it.
 */
export function wordsInLog(
  telling: Telling,
  logger: Logger,
  scrub: (text: string) => string,
): LastWords {
  return {
    stopping: (signal) => telling.line('Stopping.', 'stopping', { signal }),
    failed(error) {
      process.stderr.write(`${printable(scrub(wordsFor(error)))}\n`);
    },
    uncaught(error, origin) {
      logger.fatal(
        { id: newFaultId(), origin, stack: stackOf(error) },
        'not caught: this is a bug',
      );
    },
    notClosed: (error) => logger.warn({ stack: stackOf(error) }, 'not closed in order'),
  };
}

/** Logs when a part is ill, well again, or started again. */
export function logVitals(vitals: Vitals, logger: Logger): void {
  const facts = ({ part, ailment }: PartState) => ({
    part,
    ...(ailment && { why: say.tell(ailment) }),
  });
  const wereIll = new Set<Part>();
  vitals.onChange((state) => {
    if (state.state === 'ill') {
      wereIll.add(state.part);
      logger.warn(facts(state), 'a part is ill');
    } else if (wereIll.delete(state.part)) logger.info(facts(state), 'a part is well again');
    // A start that goes as it should is said in fewer words.
    else logger.debug(facts(state), 'a part is well');
  });
  vitals.onRestart(({ part, restarts }) => {
    logger.warn({ part, restarts }, 'a part was started again');
  });
}

/** A refusal in English, as all that stands in a terminal; of a bug, where it happened. */
function wordsFor(error: unknown): string {
  return isRefusal(error) ? say.tell(error) : stackOf(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
