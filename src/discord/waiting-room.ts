/** Where people wait who ask before there is anything to search: not many, and not for ever. */

import { sayTimeLeft } from '../languages/time-left.ts';
import { type Library, type LibraryStatus, notReadyYet } from '../library/library.ts';
import type { Quotes } from '../quotes/quotes.ts';
import { Refusal } from '../refusals.ts';
import type { DeliveryClock } from './delivery.ts';
import { type MessageBody, renderLine } from './message.ts';
import type { Render } from './reply.ts';

/** Whoever comes when so many wait is asked to come again; each costs a message now and then. */
const WAITING_MAX = 200;
/** An interaction's token lives for 15 minutes: what is said at the end must still be heard. */
const WAITING_MS = 14 * 60_000;
/** How far it is is said so often. */
const PROGRESS_MS = 20_000;

/** Who waits. */
export interface Guest {
  /** Done before the waiting begins. */
  readonly acknowledge: () => Promise<void>;
  /** Told how far it is: at once, and when that has changed. */
  readonly progress?: (render: Render) => Promise<void>;
}

/** What may be waited for beside the passages. */
export type Quotable = Pick<Quotes, 'isReady' | 'ready'>;

/** What people wait for. */
export interface Awaited {
  readonly library: Pick<Library, 'status' | 'whenSearchable'>;
  readonly quotable?: Quotable;
}

/** Lets people in when there is something for them. */
export interface WaitingRoom {
  /**
   * Resolves at once where there is something to search, else as soon as there is.
   * @throws Refusal as `notReadyYet` tells where there will be nothing or too many wait already,
   *   `takesLonger` after 14 minutes, `restarting` when the bot is stopped; what the library fails
   *   with for good.
   */
  enter(guest: Guest, awaited: Awaited): Promise<void>;
}

/** What a waiting room is made of. */
export interface WaitingRoomOptions {
  readonly clock: DeliveryClock;
  /** Ends all waiting. */
  readonly stopping: AbortSignal;
}

/** Nobody waits yet. */
export function makeWaitingRoom({ clock, stopping }: WaitingRoomOptions): WaitingRoom {
  const bells = new Set<AbortController>();
  const ring = (): void => {
    for (const bell of bells) bell.abort();
  };
  stopping.addEventListener('abort', ring);
  /** What is under way for those who wait; each once, however many they are. */
  const coming = new Set<unknown>();
  let waiting = 0;
  /** Why what is waited for never comes, until somebody else asks for it. */
  const failures = new WeakMap<object, { readonly error: unknown }>();

  /** Rings when something has come, or never will. */
  function watchFor(what: object, come: () => Promise<void>): void {
    if (coming.has(what)) return;
    coming.add(what);
    const over = (error?: unknown): void => {
      coming.delete(what);
      if (error === undefined) failures.delete(what);
      else failures.set(what, { error });
      ring();
    };
    come().then(() => over(), over);
  }

  function throwFailureOf(what: object): void {
    const failure = failures.get(what);
    if (failure) throw failure.error;
  }

  /** What is missing, once it is on its way; null where nothing is. @throws where it never comes. */
  function missing({ library, quotable }: Awaited): 'passages' | 'quotes' | null {
    const status = library.status();
    if (status.passages === 0) {
      if (status.phase === 'ready') throw notReadyYet(status);
      throwFailureOf(library);
      watchFor(library, () => library.whenSearchable());
      return 'passages';
    }
    if (!quotable || quotable.isReady()) return null;
    throwFailureOf(quotable);
    watchFor(quotable, () => quotable.ready());
    return 'quotes';
  }

  async function wait(guest: Guest, awaited: Awaited): Promise<void> {
    const { library } = awaited;
    const until = clock.now() + WAITING_MS;
    let said = '';
    for (;;) {
      // Hung up before it is looked whether there is anything: nothing rings unheard.
      const bell = new AbortController();
      bells.add(bell);
      try {
        if (stopping.aborted) throw new Refusal('restarting');
        const lacking = missing(awaited);
        if (lacking === null) return;
        const left = until - clock.now();
        if (left <= 0) throw new Refusal('takesLonger');
        const state = JSON.stringify([lacking, library.status()]);
        if (said !== state) {
          said = state;
          await guest.progress?.((say) => progressLine(say, lacking, library.status()));
        }
        await clock.pause(Math.min(PROGRESS_MS, left), bell.signal);
      } finally {
        bells.delete(bell);
      }
    }
  }

  return {
    async enter(guest, awaited) {
      failures.delete(awaited.library);
      if (awaited.quotable) failures.delete(awaited.quotable);
      if (missing(awaited) === null) return;
      if (stopping.aborted) throw new Refusal('restarting');
      if (waiting >= WAITING_MAX) throw notReadyYet(awaited.library.status());
      waiting++;
      try {
        await guest.acknowledge();
        await wait(guest, awaited);
      } finally {
        waiting--;
      }
    },
  };
}

function progressLine(
  say: Parameters<Render>[0],
  lacking: 'passages' | 'quotes',
  { phase, done, total, remainingMs }: LibraryStatus,
): MessageBody {
  if (lacking === 'quotes') return renderLine(say('waitingQuotes'));
  if (total === 0 || phase === 'ready') return renderLine(say('waitingStarts'));
  const key = phase === 'reading' ? 'waitingReading' : 'waitingPreparing';
  const line = say(key, { done, total });
  return renderLine(remainingMs === null ? line : `${line} ${sayTimeLeft(say, remainingMs)}`);
}
