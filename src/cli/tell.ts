/** Says refusals, reasons and warnings at the command line, which speaks English. */
import { sayIn, type Tellable } from '../languages/say.ts';
import { printable } from '../terminal.ts';

const say = sayIn('en');

/** What a statement or refusal tells, for a terminal or as a text in JSON. */
export function tell(tellable: Tellable): string {
  return say.tell(tellable, printable);
}
