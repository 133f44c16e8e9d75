/** Which characters quotes are compared by, and how two spellings of one word become the same. */

/** Marks of quotation, which no comparison minds; apostrophes among them stay inside words. */
export const QUOTE_MARKS = '"“”„‟«»‹›\'‘’‚‛`´′″「」『』〝〞〟＂＇❛❜❝❞';

/** What stands between the letters of `don’t`, in all the ways it is typed. */
export const APOSTROPHES = "'’‘ʼ`´′＇";

/** Every dash and hyphen there is, two in a row included. */
export const DASHES = '\\-‐‑‒–—―−⸺⸻﹘﹣－';

/**
 * Takes no room on the page: formats, joiners, directions, controls, fillers, variation selectors.
 * The part of a character class.
 */
export const INVISIBLE =
  '\\p{Cf}\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f\\uffa0\\u{e0100}-\\u{e01ef}';

const INVISIBLES = new RegExp(`[${INVISIBLE}]+`, 'gu');
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, 'gu');
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII.
const ASCII = /^[\x00-\x7f]*$/;

/**
 * Forms of letters that are other code points for the same letter: ligatures, presentation forms,
 * half and full width, mathematical alphabets. Not ² or ½, which mean something else than 2 and 12.
 */
const LETTER_FORMS = /[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\uff01-\uffee\u{1d400}-\u{1d7ff}]+/gu;

/** Without what cannot be seen, composed: the same for canonically equal texts. */
export function visible(text: string): string {
  return ASCII.test(text) ? text : text.replace(INVISIBLES, '').normalize('NFC');
}

/** Whether a text holds characters that cannot be seen. */
export function hasInvisible(text: string): boolean {
  INVISIBLES.lastIndex = 0;
  return INVISIBLES.test(text);
}

/** One kind of apostrophe for all. */
export function plainApostrophes(text: string): string {
  return text.replace(APOSTROPHE, "'");
}

/** Plain letters for their ligatures and widths. */
export function plainLetterForms(text: string): string {
  return text.replace(LETTER_FORMS, (run) => run.normalize('NFKC')).normalize('NFC');
}

/**
 * What words are compared by: case, apostrophe, letter forms and invisible characters aside. Accents
 * and letters of other alphabets that only look alike (Cyrillic `а`) make another word.
 */
export function wordKey(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase().replaceAll('`', "'");
  return plainApostrophes(plainLetterForms(visible(word)))
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ');
}
