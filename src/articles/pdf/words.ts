/** Joins the lines of a PDF's paragraph: words that were parted at a line's end are made whole again. */
import { alternatives } from '../../languages/alternatives.ts';

/** Ends a line in the middle of a word, or of a compound. */
const HYPHEN_END = /(?<![\p{L}\p{M}’'])[\p{M}’']*(\p{L}[\p{L}\p{M}’']*)[-‐\u00ad]$/u;

/** After a hyphen that only seems to part a word: `two- and three-masted`. */
const SUSPENDED = new RegExp(
  `^(?:${alternatives(({ prose }) => [...prose.joining].join('|'), 'y', 'o')})(?!\\p{L})`,
  'iu',
);

/** Only the last word is looked at, however long the paragraph has grown. */
const LONGEST_WORD = 60;

/** The words of a text, compounds whole, in lower case: what tells whether a hyphen belongs. */
export function knownWords(lines: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const line of lines) {
    for (const [word] of line.matchAll(/[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*[-‐]?/gu)) {
      // What ends with a hyphen was parted there.
      if (!/[-‐]$/.test(word)) words.add(word.toLowerCase().replaceAll('‐', '-'));
    }
  }
  return words;
}

/**
 * Two lines of one paragraph in one. At `exam-` / `ple` the hyphen goes, unless the document spells
 * the word with it elsewhere and never without; before a capital or a digit it stays.
 */
export function joinLines(before: string, after: string, words: ReadonlySet<string>): string {
  const tail = before.slice(-LONGEST_WORD);
  const parted = HYPHEN_END.exec(tail);
  if (parted === null) {
    // A number range or a dash that was set without spaces around it.
    if (/\d[-–]$/.test(tail) && /^\d/.test(after)) return before + after;
    if (/\S—$/.test(tail)) return before + after;
    return `${before} ${after}`;
  }
  const end = /^[\p{L}\p{M}]+/u.exec(after)?.[0] ?? '';
  if (SUSPENDED.test(after)) return `${before} ${after}`;
  if (end === '') return /^\d/.test(after) ? before + after : `${before} ${after}`;
  const compound = before.endsWith('-') || before.endsWith('‐');
  if (!/^\p{Ll}/u.test(end)) return compound ? before + after : before.slice(0, -1) + after;
  const start = parted[1] ?? '';
  const whole = (start + end).toLowerCase();
  const hyphened = `${start}-${end}`.toLowerCase();
  const keep = compound && words.has(hyphened) && !words.has(whole);
  return keep ? before + after : before.slice(0, -1) + after;
}
