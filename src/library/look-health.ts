/** How the looks at the folder go: a failure is said once, reported, and followed by another look. */
import { isRefusal, type Notice, reasonOf, statement } from '../refusals.ts';
import { pause } from '../supervision/deadline.ts';
import { growingPauses } from '../supervision/pauses.ts';
import type { Vitals } from '../supervision/vitals.ts';

/** A model that died is back within seconds; a disk or a folder may be away for hours. */
const PAUSES = { first: 1_000, longest: 60_000 };
/** One failure may be chance. */
const ILL_FROM = 2;

/** What is done about looks that fail. */
export interface LookHealthOptions {
  readonly vitals: Vitals;
  /** Ends the waiting for another look. */
  readonly signal: AbortSignal;
  readonly notice: (notice: Notice) => void;
  /** Another look is due. */
  readonly onDue: () => void;
}

/** The looks of one folder. */
export interface LookHealth {
  /** A look went well. */
  well(): void;
  /** A look failed. @param again whether another one follows by itself. */
  failed(error: unknown, again: boolean): void;
  /** Looks that failed since one went well. */
  readonly failures: number;
}

/** Looks that have not begun yet. */
export function lookHealth({ vitals, signal, notice, onDue }: LookHealthOptions): LookHealth {
  const pauses = growingPauses(PAUSES);
  let failures = 0;
  let said: string | null = null;
  let isDue = false;

  async function lookLater(): Promise<void> {
    if (isDue) return;
    isDue = true;
    const whole = await pause(pauses.next(), signal);
    isDue = false;
    if (whole) onDue();
  }

  return {
    well() {
      failures = 0;
      said = null;
      pauses.reset();
      vitals.well('folder');
    },
    failed(error, again) {
      failures++;
      const reason = reasonOf(error);
      const text = JSON.stringify(reason);
      // Of a single file it has been said.
      if (text !== said && !isRefusal(error, 'notIndexed')) {
        notice(statement('notReadAgain', { reason }));
      }
      said = text;
      if (failures >= ILL_FROM) vitals.ill('folder', reason);
      else vitals.failed('folder', reason);
      if (again) void lookLater();
    },
    get failures() {
      return failures;
    },
  };
}

/** Whether a folder cannot be read at all, and waiting is of no use: somebody has to do something. */
export function isNoFolder(error: unknown): boolean {
  if (isRefusal(error, 'folderClosed')) return error.facts.reason.key !== 'systemSays';
  return isRefusal(error, 'folderMissing', 'folderIsFile');
}
