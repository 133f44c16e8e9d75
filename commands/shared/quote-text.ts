/** A quote as somebody types or pastes it, for the commands that take one. */
import { Refusal } from '../../src/refusals.ts';

/** UTF-16 units: what fits into a message. */
export const QUOTE_MAX = 2_000;

/** The quote without space around it. @throws Refusal `quoteTooLong`. */
export function readQuote(typed: string): string {
  const quote = typed.trim();
  const { length } = quote;
  if (length > QUOTE_MAX) throw new Refusal('quoteTooLong', { max: QUOTE_MAX, length });
  return quote;
}
