/** The dates that articles have, to be chosen from for `since` and `until`: years, months and days. */
import type { APIApplicationCommandOptionChoice } from 'discord.js';
import { CHOICES_MAX } from '../../src/discord/limits.ts';
import { LANGUAGES, languageCode } from '../../src/languages/languages.ts';
import type { Say } from '../../src/languages/say.ts';

/** Which end of a span of time is chosen. */
export type DateSide = 'since' | 'until';

/** A year, month or day that some article was published in, as it is typed: `2024-11`. */
interface Period {
  readonly text: string;
  /** Articles from then on, or until its end. */
  readonly left: number;
}

/** Lengths of `2024`, `2024-11` and `2024-11-05`: what is offered first. */
const LENGTHS = [4, 7, 10] as const;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Choices for what was typed so far, years before months before days, the latest first; each says how
 * many articles it leaves.
 * @param published ISO dates of the articles that may be meant, in any order.
 * @param locale in whose language months are written; they are found by their names, too.
 */
export function dateChoices(
  published: readonly (string | null)[],
  typed: string,
  { side, locale, say }: { readonly side: DateSide; readonly locale: string; readonly say: Say },
): APIApplicationCommandOptionChoice<string>[] {
  const days = published.filter((day) => day !== null && ISO_DAY.test(day)) as string[];
  const wanted = plain(typed);
  const language = writtenIn(locale);
  const written = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'long' });
  const month = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  });
  const choices: APIApplicationCommandOptionChoice<string>[] = [];
  for (const length of LENGTHS) {
    for (const { text, left } of periodsOf(days, length, side)) {
      if (choices.length === CHOICES_MAX) return choices;
      const words = length === 4 ? null : (length === 7 ? month : written).format(firstDay(text));
      if (!startsAsTyped(text, wanted) && !plain(words ?? '').includes(wanted)) continue;
      const name = [text, words, say('sourceArticles', { n: left })].filter(Boolean).join(' · ');
      choices.push({ name, value: text });
    }
  }
  return choices;
}

/** The latest first. */
function periodsOf(days: readonly string[], length: number, side: DateSide): Period[] {
  const counts = new Map<string, number>();
  for (const day of days) {
    const text = day.slice(0, length);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const latestFirst = [...counts].sort(([a], [b]) => (a < b ? 1 : -1));
  let passed = 0;
  return latestFirst.map(([text, count]) => {
    const left = side === 'since' ? passed + count : days.length - passed;
    passed += count;
    return { text, left };
  });
}

/** `2024-1` begins January as well as October: both are how it is typed. */
function startsAsTyped(period: string, wanted: string): boolean {
  return period.startsWith(wanted) || period.replaceAll('-0', '-').startsWith(wanted);
}

/** The locale where Footnote speaks its language, else the one that it speaks instead. */
function writtenIn(locale: string): string {
  const code = languageCode(locale) ?? 'en';
  return LANGUAGES[code].locales.find((own) => own === locale) ?? code;
}

function firstDay(period: string): Date {
  return new Date(`${`${period}-01-01`.slice(0, 10)}T00:00:00Z`);
}

function plain(text: string): string {
  return text.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
