/** What is said of how a question was searched: in which language, and of which articles nothing was left. */
import { languageCode } from '../languages/languages.ts';
import { type Say, sayIn } from '../languages/say.ts';
import type { NearestDates } from '../library/no-article.ts';
import type { Answer } from '../model.ts';

/** Languages that are named: those of most passages. */
const NAMED_LANGUAGES = 3;

/** The line that says which languages the articles are in, in the question's; none where it is among them. */
export function foreignLine({ foreign }: Answer): string[] {
  if (foreign === undefined) return [];
  const code = languageCode(foreign.asked) ?? 'en';
  const names = new Intl.DisplayNames(code, { type: 'language', fallback: 'code' });
  // Whatever an article says of itself is no language to everybody.
  const named = foreign.passages.flatMap((passages) => {
    try {
      return names.of(passages) ?? [];
    } catch {
      return [];
    }
  });
  if (named.length === 0) return [];
  const list = new Intl.ListFormat(code === 'en' ? 'en-GB' : code, { type: 'conjunction' });
  const languages = list.format(named.slice(0, NAMED_LANGUAGES));
  return [sayIn(code)('foreignQuestion', { languages })];
}

/** That a filter leaves no article, and the nearest dates that there are. */
export function noArticleLine(say: Say, { before, after }: NearestDates): string {
  const nearest =
    before !== null && after !== null
      ? [say('filterNearest', { before, after })]
      : [
          ...(before === null ? [] : [say('filterNewest', { date: before })]),
          ...(after === null ? [] : [say('filterOldest', { date: after })]),
        ];
  return [say('filterNone'), ...nearest].join(' ');
}
