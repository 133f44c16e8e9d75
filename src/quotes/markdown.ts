/** Takes the decoration of Markdown and Discord off a quote, so that the words remain. */

/** Lines that begin a quotation, and Discord's small print, which is no part of it. */
const QUOTE_MARKER = /^[ \t]{0,3}(?:>>>|(?:> ?)+)[ \t]?/gm;
const SMALL_PRINT = /^[ \t]*-# .*$/gm;
/** Links and images keep their text. */
const LINK = /!?\[([^\][\n]*)\]\((?:<[^>\n]*>|[^()\s]*)(?:\s+"[^"\n]*")?\)/g;
/**
 * The same run of marks before and after some text, close to it: bold, italic, struck, hidden. The
 * length is bounded so that many marks without partners cost no more than they have to.
 */
const DECORATION =
  /(?<![\p{L}\p{N}\\])(\*\*\*|\*\*|\*|___|__|_|~~|\|\||``|`)(?=\S)([^\n]{0,500}?\S)\1(?![\p{L}\p{N}])/gu;
const INNER_STARS = /(?<!\\)(\*\*\*|\*\*|\*)(?=\S)([^*\n]{0,500}?\S)\1/gu;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const HEADING = /^#{1,6} +/gm;
/** Decorations stand in one another, such as a link in bold italics. */
const MOST_NESTED = 4;

/** A text without the marks that Markdown gives no room on the page. */
export function stripMarkdown(text: string): string {
  let plain = text.replace(SMALL_PRINT, '').replace(QUOTE_MARKER, '').replace(HEADING, '');
  for (let depth = 0; depth < MOST_NESTED; depth += 1) {
    const before = plain;
    plain = plain.replace(LINK, '$1').replace(DECORATION, '$2').replace(INNER_STARS, '$2');
    if (plain === before) break;
  }
  return plain.replace(ESCAPED, '$1');
}
