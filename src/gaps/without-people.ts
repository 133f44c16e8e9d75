/** Takes off a question what names people or their accounts, before it is kept. */

/** `reference.mdx`, "Message Formatting": people, roles, channels and the like; in wide signs, too. */
const MENTION = /[<＜][@＠﹫#][^<>＜＞]{0,100}[>＞]/gu;
/** What an address or a name after an at sign is not made of. */
const OUTSIDE = '[^\\s<>()[\\]{}"“”„«»‹›,;!?]';
const ADDRESS = new RegExp(`(?<!${OUTSIDE})${OUTSIDE}*[@＠﹫]${OUTSIDE}+`, 'gu');
/** Names as they were: `name#1234`. */
const TAG = /(?<![\p{L}\p{N}_.])[\p{L}\p{N}_.]{2,32}[#＃]\p{Nd}{4}(?!\p{Nd})/gu;
/** In whichever script, as emoji or in circles. */
const DIGIT = '[\\p{Nd}\\p{No}〇零一二三四五六七八九]';
/** Signs that a reader does not see, or sees as a part of the digit, may stand between those of an id. */
const HIDDEN = '[\\p{Cf}\\p{M}]';
/** Discord's ids are of 17 digits and more, those of early accounts too; nothing that is counted is as long. */
const ID = new RegExp(`${DIGIT}(?:${HIDDEN}*${DIGIT}){14,}${HIDDEN}*`, 'gu');
/** The same in groups or digit by digit, as one writes what is not to be taken for an id. */
const SPACED_ID = new RegExp(
  `${DIGIT}(?:(?:,|[\\p{Cf}\\p{M}\\s.'’_·/|-]{0,4})${DIGIT}){16,}${HIDDEN}*`,
  'gu',
);
const WORD = /[\p{L}\p{M}]{2}|\p{Script=Han}/u;

/**
 * The same text without mentions, ids, names after an at sign and addresses of e-mail; '' where no word is left.
 * Linear.
 */
export function withoutPeople(text: string): string {
  const left = [MENTION, ADDRESS, TAG, ID, SPACED_ID].reduce(
    (now, what) => now.replace(what, ' '),
    text,
  );
  if (!WORD.test(left)) return '';
  return left === text ? text : left.replace(/\s+/gu, ' ').trim();
}
