/** Says refusals, reasons and warnings in a message: whatever is foreign in them stands for itself. */
import type { Say, Tellable } from '../languages/say.ts';
import { instantMark } from './dates.ts';
import { escapedLabel } from './label.ts';

/** UTF-16 units of a name, title or typed text that are repeated. */
const FACT_MAX = 100;

/** A statement or refusal in the language of `say`, good for a message's content. */
export function tell(say: Say, tellable: Tellable): string {
  const escaped = (text: string) => escapedLabel(text, FACT_MAX);
  return say.tell(tellable, escaped, (at) => instantMark(at, 'D'));
}
