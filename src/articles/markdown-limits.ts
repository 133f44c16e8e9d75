/** What of Markdown can be parsed in good time: whatever has more marks is read as plain text. */

/**
 * Markup marks and lines that are parsed at most. The parser needs 0.03 ms for each, and some
 * hostile mixtures cost it the square of their number; an article of 100,000 words has some 5,000.
 */
const MAX_MARKUP = 12_000;

/** The parser takes time with the square of a line; no paragraph is as long. */
const MAX_LINE = 50_000;

/** And with the square of the marks in a paragraph or heading; a paragraph full of notes has 200. */
const MAX_MARKS = 500;
const MARK = /[[\]*_`<>~&@\\!%={^]/g;
/** What a paragraph cannot go on in: a blank line, an item, a heading. */
const NEW_BLOCK = /^\s{0,3}(?:$|[-+*]\s|#{1,6}\s)/;

/** Blocks, quotes and lists in one another beyond this are an attack on the parser's stack. */
const MAX_NESTING = 40;
const DEEP = new RegExp(
  `^(?:[ \\t]{0,8}(?:>|(?:[-+*:]|\\d{1,9}[.)])(?=[ \\t]))){${MAX_NESTING}}`,
  'm',
);
/** Boxes nest by lines of their own. */
const BOX = /^[\s>]{0,200}(?::{3,}|!!!|\?\?\?|===)/;
const MAX_BOXES = 400;

/** Where code begins and ends; what is indented further may be something else. */
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** In what such lines open, a fence may be none. */
const NO_FENCES = /^\s*(?:<|%%|\{)/;

/** Whether a text can be parsed as Markdown in good time; see `MAX_MARKUP`. */
export function isParsableMarkdown(text: string): boolean {
  let markup = 0;
  for (const _ of text.matchAll(/[\n[\]*_`<>|~#&@\\!%={^]/g)) {
    markup += 1;
    if (markup > MAX_MARKUP) return false;
  }
  let marks = 0;
  let boxes = 0;
  let fence: string | null = null;
  let hasFences = true;
  for (const line of text.split('\n')) {
    if (line.length > MAX_LINE) return false;
    const [whole = '', sequence = ''] = FENCE.exec(line) ?? [];
    const info = line.slice(whole.length);
    if (fence !== null) {
      if (sequence.startsWith(fence) && info.trim() === '') fence = null;
      continue;
    }
    if (NO_FENCES.test(line)) hasFences = false;
    if (BOX.test(line)) boxes += 1;
    // Inside code no mark means anything.
    if (hasFences && sequence !== '' && !(sequence.startsWith('`') && info.includes('`'))) {
      fence = sequence;
      marks = 0;
      continue;
    }
    if (NEW_BLOCK.test(line)) marks = 0;
    marks += line.match(MARK)?.length ?? 0;
    if (marks > MAX_MARKS) return false;
  }
  return boxes <= MAX_BOXES && !DEEP.test(text);
}
