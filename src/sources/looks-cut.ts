/** Whether an article is only its beginning, and whether it was read as it should be. */

import type { FileReading } from '../model.ts';
import type { DropKey, Statement } from '../refusals.ts';
import { statement } from '../refusals.ts';

/** What feeds end their teasers with, beside the link's words. */
const ELLIPSIS = /(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\]|\(\s?(?:…|\.\.\.)\s?\))[\s»”"'→>]*$/;

/** "Read more" as the link at the end of a teaser says it. */
const READ_ON =
  /(?:read (?:more|on|the (?:rest|full))|continue reading|keep reading|full (?:story|article)|the post .{1,200} (?:appeared )?first (?:appeared )?on|weiterlesen|mehr lesen|ganzen artikel|lire la suite|en savoir plus|lire l['’]article|читать (?:далее|дальше|полностью)|подробнее|leer más|seguir leyendo|leggi tutto|continua a leggere|lees (?:meer|verder)|czytaj (?:więcej|dalej))[^\n]{0,200}$/iu;

/** UTF-16 units at the end that are looked at. */
const END = 400;

/** Whether a text ends as what goes on elsewhere does. */
export function looksCut(text: string): boolean {
  const end = text.trimEnd().slice(-END);
  return ELLIPSIS.test(end) || READ_ON.test(end);
}

/** UTF-16 units: an article that has fewer is a headline, a caption, a notice that there is none. */
const NEARLY_EMPTY = 200;

/** Lines as long as sentences: menus and labels are shorter. */
const PROSE = 80;

/** More of the prose than this was left out: the wrong part of the page was taken for the article. */
const LEFT_OUT_SHARE = 0.6;

/** What is left out of any page, however long it is. */
const FURNITURE: ReadonlySet<DropKey> = new Set([
  'comments',
  'commentForm',
  'cookieNotice',
  'copyright',
  'disclaimer',
  'pageCode',
  'scriptCode',
  'builderCode',
  'htmlComment',
  'pullQuote',
  'headlineRepeated',
  'aboutAuthor',
  'newsletterBox',
]);

/** Why a manager should see an article before it counts; null where it may come unseen. */
export function doubtOf({
  articles,
  dropped,
}: Pick<FileReading, 'articles' | 'dropped'>): Statement<'nearlyEmpty' | 'mostlyLeftOut'> | null {
  const kept = articles.reduce((sum, { text }) => sum + text.length, 0);
  if (kept < NEARLY_EMPTY) return statement('nearlyEmpty', { n: kept });
  const lost = dropped
    .filter(({ text, reason }) => text.length >= PROSE && !FURNITURE.has(reason.key))
    .reduce((sum, { text }) => sum + text.length, 0);
  const share = lost / (lost + kept);
  if (share <= LEFT_OUT_SHARE) return null;
  return statement('mostlyLeftOut', { n: Math.round(100 * share) });
}
