/** How the articles are used, as `/stats` and the weekly digest tell it: one embed, which a line stands in for. */
import type { APIEmbed } from 'discord.js';
import type { Say } from '../languages/say.ts';
import { chart } from '../statistics/chart.ts';
import { askedIn } from '../statistics/day-counts.ts';
import type { RecurringQuestion } from '../statistics/recurring.ts';
import type { NamedQuote, Unreached, UseReport } from '../statistics/use-report.ts';
import { COLOURS } from './colours.ts';
import { escapedLabel, escapedTitle } from './label.ts';
import { linesWithin } from './lines.ts';
import { type MessageBody, renderEmbed } from './message.ts';

/** Of the whole, a screen or two of a phone. */
const ROOM = { units: 3_000, bytes: 6_000 };
/** UTF-16 units. */
const TITLE_MAX = 80;
const QUESTION_MAX = 150;
/** Articles that are named of those that nobody reached. */
const UNREACHED_NAMED = 5;

/** What is told beside what was counted. */
export interface UseMore {
  readonly title: string;
  /** What the figures before are of, with their number put in. */
  readonly before: (count: number) => string;
  readonly recurring?: readonly RecurringQuestion[];
  readonly withChart: boolean;
  /** Small lines at the end, escaped. */
  readonly notes: readonly string[];
}

/** See the head of this file. */
export function renderUse(say: Say, report: UseReport, more: UseMore): MessageBody {
  const sections = [
    figures(say, report, more),
    ...(more.withChart ? [weekly(say, report.weeks)] : []),
    recurring(say, more.recurring ?? []),
    quotes(say('useDisliked'), report.disliked),
    quotes(say('useShared'), report.shared),
    unreached(say, report.unreached),
    more.notes.map((note) => `-# ${note}`),
  ].filter((lines) => lines.length > 0);
  const lines = sections.flatMap((section, i) => (i === 0 ? section : ['', ...section]));
  const embed: APIEmbed = {
    color: COLOURS.notice,
    title: more.title,
    description: linesWithin(lines, ROOM, () => '…'),
  };
  return renderEmbed(embed);
}

function figures(say: Say, { now, before, said }: UseReport, more: UseMore): string[] {
  const { answers, mayAnswer, noAnswer } = now;
  const isSaid = said.helpful + said.unhelpful > 0;
  return [
    `**${say('useQuestions', { n: askedIn(now) })}** (${more.before(askedIn(before))})`,
    ...(askedIn(now) > 0 ? [say('useAnswered', { answers, mayAnswer, noAnswer })] : []),
    ...(isSaid ? [say('useHelpful', said)] : []),
  ];
}

/** The chart is for the eye; the same is said in numbers, which are read aloud, too. */
function weekly(say: Say, weeks: readonly number[]): string[] {
  return [chart(weeks), say('useWeekly', { numbers: weeks.join(', ') })];
}

function recurring(say: Say, questions: readonly RecurringQuestion[]): string[] {
  if (questions.length === 0) return [];
  const lines = questions.map(
    ({ text, days }) => `- ${escapedLabel(text, QUESTION_MAX)} · ${say('useDays', { n: days })}`,
  );
  return [`**${say('useRecurring')}**`, ...lines];
}

function quotes(head: string, named: readonly NamedQuote[]): string[] {
  if (named.length === 0) return [];
  const lines = named.map(({ title, citationId, n }) =>
    ['-', ...(title === null ? [] : [escapedTitle(title, TITLE_MAX), '·']), `\`${citationId}\``]
      .concat('·', `${n}×`)
      .join(' '),
  );
  return [`**${head}**`, ...lines];
}

function unreached(say: Say, found: Unreached | null): string[] {
  if (found === null) return [];
  const { articles, of } = found;
  const n = articles.length;
  if (n === 0) return [say('useAllReached', { n: of })];
  const named = articles.slice(0, UNREACHED_NAMED);
  const left = n - named.length;
  return [
    `**${say('useUnreached', { n, of })}**`,
    ...named.map(({ title }) => `- ${escapedTitle(title, TITLE_MAX)}`),
    ...(left > 0 ? [say('useMore', { n: left })] : []),
  ];
}
