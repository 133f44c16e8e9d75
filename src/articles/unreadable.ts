/** What a reader throws where it knows why a file is no article. */
import type { Reason } from '../refusals.ts';

/** A file that is refused while it is read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.key);
    this.reason = reason;
  }
}
