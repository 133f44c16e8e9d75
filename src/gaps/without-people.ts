/** Takes off a question what names people or their accounts, before it is kept. */

/** `reference.mdx`, "Message Formatting": people, roles, channels and the like; in wide signs, too. */
const MENTION = /[<＜][@＠﹫#][^<>＜＞]{0,100}[>＞]/gu;
/** Signs that a reader does not see may stand between those of an address or an id. */
const HIDDEN = '\\p{Cf}';
/** What an address or a name after an at sign is not made of. */
const OUTSIDE = '[^\\s<>()[\\]{}"“”„«»‹›,;!?]';
const ADDRESS = new RegExp(`(?<!${OUTSIDE})${OUTSIDE}*[@＠﹫]${OUTSIDE}+`, 'gu');
/** Names as they were: `name#1234`. */
const TAG = /(?<![\p{L}\p{N}_.])[\p{L}\p{N}_.]{2,32}[#＃]\p{Nd}{4}(?!\p{Nd})/gu;
/** Discord's ids are of 17 digits and more, those of early accounts too; nothing that is counted is as long. */
const ID = new RegExp(`\\p{Nd}(?:${HIDDEN}*\\p{Nd}){14,}`, 'gu');
const WORD = /[\p{L}\p{M}]{2}|\p{Script=Han}/u;

/**
 * The same text without mentions, ids, names after an at sign and addresses of e-mail; '' where no word is left.
 * Linear.
 */
export function withoutPeople(text: string): string {
  const left = [MENTION, ADDRESS, TAG, ID].reduce((now, what) => now.replace(what, ' '), text);
  if (!WORD.test(left)) return '';
  return left === text ? text : left.replace(/\s+/gu, ' ').trim();
}
