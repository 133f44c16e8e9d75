/** Tells the person at the terminal what happens: notices, and progress that redraws itself. */
import { sayIn } from './languages/say.ts';
import { sayTimeLeft } from './languages/time-left.ts';
import type { Notice } from './refusals.ts';
import { printable } from './terminal.ts';

/** Where progress stands. */
export interface Progress {
  /** What is being done. */
  readonly label: Notice;
  readonly done: number;
  readonly total: number;
  /** Milliseconds that the rest will take, about; null or left out where that is not known. */
  readonly remainingMs?: number | null;
}

/** What a long piece of work tells a person while it runs. */
export interface Reporter {
  notice(notice: Notice): void;
  /** Replaces the progress shown before; `done === total` ends it. */
  progress(progress: Progress): void;
}

/** A reporter that says things of its caller's own as well. */
export interface TerminalReporter extends Reporter {
  /** One line, in English as all that stands in a terminal. */
  line(text: string): void;
}

/** The part of a stream that a reporter needs, such as `process.stderr`. */
export interface TerminalStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

const BAR_WIDTH = 24;
/** With the time that is left beside it, all of it still fits a line. */
const SHORT_BAR_WIDTH = 12;
/** Fast enough to look alive, slow enough to cost nothing. */
const REDRAW_MS = 80;
/** Without a terminal, a line now and then is enough to see that it goes on. */
const PLAIN_LINE_MS = 5_000;
const CLEAR_LINE = '\r\u001b[K';

/** Says nothing: for tests and for callers that only want the result. */
export const silentReporter: Reporter = { notice() {}, progress() {} };

/** A bar that is redrawn on a terminal; plain lines, seldom, anywhere else. */
export function terminalReporter(
  stream: TerminalStream,
  now: () => number = Date.now,
): TerminalReporter {
  const say = sayIn('en');
  let drawn = false;
  let last = { label: '', at: 0 };
  const clear = () => {
    if (drawn) stream.write(CLEAR_LINE);
    drawn = false;
  };
  const line = (text: string) => {
    clear();
    stream.write(`${printable(text)}\n`);
  };
  return {
    line,
    notice: (notice) => line(say.tell(notice)),
    progress({ label: work, done, total, remainingMs = null }) {
      const label = printable(say.tell(work));
      const pause = stream.isTTY ? REDRAW_MS : PLAIN_LINE_MS;
      if (done >= total) {
        clear();
        last = { label: '', at: 0 };
        return;
      }
      // A new kind of work on a plain stream is announced only once it has taken a while.
      if (last.label !== label) last = { label, at: stream.isTTY ? 0 : now() };
      if (now() - last.at < pause) return;
      last = { label, at: now() };
      const left = remainingMs === null ? '' : `. ${sayTimeLeft(say, remainingMs)}`;
      if (!stream.isTTY) {
        stream.write(`${label}: ${done} of ${total}${left}\n`);
        return;
      }
      const width = left === '' ? BAR_WIDTH : SHORT_BAR_WIDTH;
      const filled = Math.round((width * done) / total);
      const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
      stream.write(`${CLEAR_LINE}${label} ${bar} ${done}/${total}${left}`);
      drawn = true;
    },
  };
}
