/** Ids by which a bug is found in the log again. */
import { randomBytes } from 'node:crypto';

/** Letters enough that two reports of a day are told apart. */
const FAULT_ID_BYTES = 4;

/** Such an id: eight hex digits. */
export function newFaultId(): string {
  return randomBytes(FAULT_ID_BYTES).toString('hex');
}
