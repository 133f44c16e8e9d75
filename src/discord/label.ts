/** Foreign names and titles beside words of our own: one line, cut after a word, standing for themselves. */
import { escapeMarkdown, escapeTitle, oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';

/**
 * A name, question or address in a line of a message; plain links in it stay links.
 * @param max UTF-16 units, before it is escaped.
 * @param mark as of `cutLabel`.
 */
export function escapedLabel(text: string, max: number, mark = '…'): string {
  return escapeMarkdown(cutLabel(oneLine(text), max, mark));
}

/** The same without links, where none are wanted, as among titles. */
export function escapedTitle(text: string, max: number, mark = '…'): string {
  return escapeTitle(cutLabel(oneLine(text), max, mark));
}
