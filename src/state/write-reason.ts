/** Why something could not be written, as the system says it. */
import { type Reason, statement } from '../refusals.ts';

/** For people: what may be done about it is different for each. */
export function writeReason(error: unknown): Reason {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return statement('notWritable');
  if (code === 'ENOSPC' || code === 'EDQUOT') return statement('diskFull');
  return code === undefined ? statement('systemSaysNothing') : statement('systemSays', { code });
}
