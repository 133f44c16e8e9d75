/** Cleans white space and invisible characters: the only change ever made to an author's words. */

/**
 * Controls (but tab and line ends), soft hyphen, zero-width space and word joiner, byte order mark,
 * bidirectional overrides and isolates, left-to-right marks, tag characters. Joiners U+200C and
 * U+200D stay: Persian and emoji need them.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is removed here.
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Line ends of every system, and the separators that text editors show as line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: form feed and vertical tab end lines.
const LINE_END = /\r\n?|[\u0085\u2028\u2029\u000b\u000c]/g;

/** A single no-break or thin space is the author's own; runs, tabs and line ends become one space. */
const SPACE_RUN = /\s{2,}|[\t\n\r]/g;

/** Removes what cannot be seen, and ends every line with `\n`. Keeps the number of lines. */
export function removeInvisible(text: string): string {
  return text.replace(LINE_END, '\n').replace(INVISIBLE, '');
}

/** One line: white space runs become one space, none at the ends, nothing invisible. */
export function tidyLine(text: string): string {
  return removeInvisible(text).replace(SPACE_RUN, ' ').trim();
}

/**
 * What two texts are compared by: letters and digits only, in lower case, so that neither spaces nor
 * quotation marks nor dashes make a difference. Words stay parted by one space.
 */
export function comparisonKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’'‘ʼ]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
