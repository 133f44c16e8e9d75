/** A file that was given up while it was read. */
import type { Reason } from '../refusals.ts';

/** Thrown where a file is at fault: whoever asked for it names it. */
export class Unread extends Error {
  override readonly name = 'Unread';
  readonly reason: Reason;
  /**
   * Whether it is at fault for certain. Not so where the process ended twice while it was read: the
   * file may be read another day.
   */
  readonly isCertain: boolean;

  constructor(reason: Reason, isCertain: boolean, options?: { cause?: unknown }) {
    super(reason.key, options);
    this.reason = reason;
    this.isCertain = isCertain;
  }
}
