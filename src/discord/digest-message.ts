/** The weekly digest as it is posted in a channel, and what is said of it elsewhere. */
import { LANGUAGE_CODES, type LanguageCode } from '../languages/languages.ts';
import { type Say, sayIn } from '../languages/say.ts';
import { startOf } from '../statistics/days.ts';
import type { ClosedDigest } from '../statistics/digester.ts';
import type { RecurringQuestion } from '../statistics/recurring.ts';
import type { Days, UseReport } from '../statistics/use-report.ts';
import type { Services } from './command.ts';
import { commandMention } from './command-mention.ts';
import type { MessageBody } from './message.ts';
import { renderUse } from './use-layout.ts';

/** That the last digest could not be posted, for managers. */
export function digestClosedLine(say: Say, { channel, why }: ClosedDigest): string {
  const where = { channel: `<#${channel}>` };
  return why === 'missing' ? say('digestMissing', where) : say('digestForbidden', where);
}

/** The week in words, as its language writes it. */
function titleOf(code: LanguageCode, { from, to }: Days): string {
  // British English has the day first.
  const days = new Intl.DateTimeFormat(code === 'en' ? 'en-GB' : code, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
  return sayIn(code)('digestTitle', { days: days.formatRange(startOf(from), startOf(to)) });
}

/** What a digest of a week is told by, in whatever language it was posted. */
export function digestTitles(days: Days): readonly string[] {
  return LANGUAGE_CODES.map((code) => titleOf(code, days));
}

/** What is told of a week. */
export function renderDigest(
  code: LanguageCode,
  report: UseReport,
  recurring: readonly RecurringQuestion[],
  services: Pick<Services, 'commandIdOf'>,
): MessageBody {
  const say = sayIn(code);
  return renderUse(say, report, {
    title: titleOf(code, report.days),
    before: (count) => say('digestBefore', { count }),
    recurring,
    withChart: false,
    notes: [
      say('digestMore', {
        stats: commandMention(services, 'stats', code),
        gaps: commandMention(services, 'gaps list', code),
      }),
    ],
  });
}
