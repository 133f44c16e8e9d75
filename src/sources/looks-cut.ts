/** Whether an article is only its beginning, and whether it was read as it should be. */

import type { FileReading } from '../model.ts';
import type { DropKey, Statement } from '../refusals.ts';
import { statement } from '../refusals.ts';

/** What feeds end their teasers with, beside the link's words. */
const ELLIPSIS = /(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\]|\(\s?(?:…|\.\.\.)\s?\))[\s»”"'→>]*$/;

/** "Read more" as the link at the end of a teaser says it. */
const READ_ON: readonly string[] = [
  ...['read more', 'read on', 'read the rest', 'read the full', 'continue reading', 'keep reading'],
  ...[
    'full story',
    'full article',
    'view full post',
    'weiterlesen',
    'mehr lesen',
    'ganzen artikel',
  ],
  ...['lire la suite', 'en savoir plus', "lire l'article", 'lire l’article', 'читать далее'],
  ...['читать дальше', 'читать полностью', 'подробнее', 'leer más', 'seguir leyendo'],
  ...[
    'leggi tutto',
    'continua a leggere',
    'lees meer',
    'lees verder',
    'czytaj więcej',
    'leia mais',
  ],
];

/** UTF-16 units at the end that are looked at, and of a link with the headline that it leads to. */
const END = 400;
const LINK = 160;

/** Whether a text ends as what goes on elsewhere does: in the middle, or with a link that says so. */
export function looksCut(text: string): boolean {
  const end = text.trimEnd().slice(-END);
  if (ELLIPSIS.test(end)) return true;
  const line = end.slice(end.lastIndexOf('\n') + 1);
  const words = line.toLowerCase();
  const at = Math.max(...READ_ON.map((phrase) => words.lastIndexOf(phrase)));
  if (at === -1 || words.length - at > LINK) return false;
  // In the middle of a sentence these are words like others.
  const before = line.slice(0, at);
  return !/[\p{L}\p{N}]/u.test(before) || ELLIPSIS.test(before.trimEnd());
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

/** UTF-16 units: what a page shows of an article that is to be paid for is shorter, or is all of it. */
const LONG_ENOUGH = 3_000;

/** Why a manager should see an article before it counts; null where it may come unseen. */
export function doubtOf({
  articles,
  dropped,
  warnings,
}: Omit<FileReading, 'file' | 'sha256'>): Doubt {
  const kept = articles.reduce((sum, { text }) => sum + text.length, 0);
  if (kept < NEARLY_EMPTY) return statement('nearlyEmpty', { n: kept });
  const isPaid = warnings.some(
    ({ key, facts }) => key === 'inFile' && facts.warning.key === 'paywalled',
  );
  if (isPaid && kept < LONG_ENOUGH) return statement('onlyBeginning');
  const lost = dropped
    .filter(({ text, reason }) => text.length >= PROSE && !FURNITURE.has(reason.key))
    .reduce((sum, { text }) => sum + text.length, 0);
  const share = lost / (lost + kept);
  if (share <= LEFT_OUT_SHARE) return null;
  return statement('mostlyLeftOut', { n: Math.round(100 * share) });
}

/** See `doubtOf`. */
export type Doubt = Statement<'nearlyEmpty' | 'mostlyLeftOut' | 'onlyBeginning'> | null;
