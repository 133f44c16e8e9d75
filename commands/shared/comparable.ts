/** What people type beside what is written: compared without regard to case, spaces and forms. */
import { oneLine } from '../../src/discord/escape.ts';

/** A title, name or quote as it is compared: one line, in NFKC and lower case. */
export function comparable(text: string): string {
  return oneLine(text).normalize('NFKC').toLowerCase();
}
