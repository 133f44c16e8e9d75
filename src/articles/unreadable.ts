/** What a reader throws where it knows why a file is no article. */
import { type Reason, statement } from '../refusals.ts';

/** A file that is refused while it is read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.key);
    this.reason = reason;
  }
}

/** Why a settings file could not be read: its own reason, or what the system says. */
export function whyUnreadable(error: unknown): Reason {
  if (error instanceof Unreadable) return error.reason;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return statement('noPermission');
  return code === undefined ? statement('systemSaysNothing') : statement('systemSays', { code });
}
