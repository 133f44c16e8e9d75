/** What a document's own properties say of it, where that is worth anything: programs fill them in by themselves. */
import { textOf } from './block-text.ts';
import { findDate } from './dates.ts';
import type { DraftBlock } from './draft.ts';
import { comparisonKey, tidyLine } from './tidy.ts';

/** Longer values are not what their name says. */
const MAX_VALUE = 300;

/** Titles that programs put in by themselves. */
const NO_TITLE =
  /^(?:microsoft |untitled|document\s*\d*$|title$|slide \d|layout \d|print$|doc\d+$)|\.(?:docx?|pdf|indd|qxp|tex|odt|rtf|pptx?|xlsx?|html?|txt|pages)$/i;

/** Accounts and programs, not people. */
const NO_AUTHOR =
  /^(?:admin(?:istrator)?|user|owner|unknown|root|windows user|python-docx|un-named|[a-z]+\d*)$|@/i;

/** One line, or null for what is none. */
export function claimedText(value: unknown): string | null {
  const text = typeof value === 'string' ? tidyLine(value) : '';
  return text === '' || text.length > MAX_VALUE ? null : text;
}

/** A title that somebody wrote. */
export function claimedTitle(value: unknown): string | null {
  const text = claimedText(value);
  return text !== null && !NO_TITLE.test(text) ? text : null;
}

/** An author who is a person, or people. */
export function claimedAuthor(value: unknown): string | null {
  const text = claimedText(value);
  return text !== null && !NO_AUTHOR.test(text) ? text : null;
}

/** Several authors in one line; null where there is none. */
export function claimedAuthors(values: readonly unknown[]): string | null {
  const names = values.map(claimedAuthor).filter((name) => name !== null);
  return claimedText([...new Set(names)].join(', '));
}

/** The day of an ISO 8601 time, or of a date as people write it. */
export function claimedDate(value: unknown): string | null {
  const text = claimedText(value);
  if (text === null) return null;
  return findDate(/^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? text)?.iso ?? null;
}

/** A body, and the title that its first line gives. */
export interface Titled {
  readonly title: string | null;
  readonly blocks: readonly DraftBlock[];
}

/**
 * The heading that a document begins with is its title, unless it goes by another: then it stays where it is.
 * @param claimed by its properties
 * @param depth of headings that may be titles, at most: 1, or 2 where sections never are at the top
 */
export function titleFrom(blocks: readonly DraftBlock[], claimed: string | null): Titled {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'heading') return { title: claimed, blocks };
  const text = textOf(first);
  if (claimed !== null && comparisonKey(claimed) === comparisonKey(text)) {
    return { title: text, blocks: rest };
  }
  // The only one at the top is over all of it; of several, each is over its part.
  const depth = first.depth ?? 2;
  const isOver = !rest.some((each) => each.kind === 'heading' && (each.depth ?? 2) <= depth);
  return claimed === null && depth === 1 && isOver
    ? { title: text, blocks: rest }
    : { title: claimed, blocks };
}
