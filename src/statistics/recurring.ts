/** Questions without an answer that were asked on several days, as they may be told to others. */
import type { Gap } from '../gaps/gap-log.ts';
import { groupGaps, termsOf } from '../gaps/group.ts';
import { type Day, dayOf } from './days.ts';
import type { Days } from './use-report.ts';
import { type KnowsWord, withoutNames } from './without-names.ts';

/** What was asked on fewer days is somebody's own. */
const LEAST_DAYS = 3;
/** Questions that are told. */
const MOST_TOLD = 5;
const NO_DAYS: ReadonlySet<Day> = new Set();

/** A question that comes again and again. */
export interface RecurringQuestion {
  /** Without what may name somebody. */
  readonly text: string;
  /** On how many days it, or one like it, was asked. */
  readonly days: number;
}

/**
 * Those that were asked on three days or more, one of them among `days`, most days first. Each word with a meaning
 * in what is told was asked on three days, so that nothing is told which one wording alone has.
 * @param knows whether the articles have a word.
 */
export async function recurringQuestions(
  gaps: readonly (Pick<Gap, 'at'> & { readonly question: string | null })[],
  days: Days,
  knows: KnowsWord,
): Promise<readonly RecurringQuestion[]> {
  const asked = gaps.flatMap(({ question, at }) => (question === null ? [] : [{ question, at }]));
  const daysOf = new Map<string, Set<Day>>();
  for (const { question, at } of asked) {
    daysOf.set(question, (daysOf.get(question) ?? new Set()).add(dayOf(at)));
  }
  const found: RecurringQuestion[] = [];
  for (const { wordings } of groupGaps(asked)) {
    const all = union(wordings.map((wording) => daysOf.get(wording) ?? NO_DAYS));
    const isRecent = [...all].some((day) => day >= days.from && day <= days.to);
    if (!isRecent || all.size < LEAST_DAYS) continue;
    const wording = sharedWording(wordings, daysOf);
    const text = wording === null ? null : await withoutNames(wording, knows);
    if (text !== null) found.push({ text, days: all.size });
  }
  return found.sort((one, other) => other.days - one.days).slice(0, MOST_TOLD);
}

/** The latest wording of which each term was asked on enough days; null where none is so. */
function sharedWording(
  wordings: readonly string[],
  daysOf: ReadonlyMap<string, ReadonlySet<Day>>,
): string | null {
  const daysOfTerm = new Map<string, Set<Day>>();
  const terms = new Map(wordings.map((wording) => [wording, termsOf(wording)]));
  for (const [wording, own] of terms) {
    for (const term of own) {
      const days = union([daysOfTerm.get(term) ?? NO_DAYS, daysOf.get(wording) ?? NO_DAYS]);
      daysOfTerm.set(term, days);
    }
  }
  const isShared = (term: string): boolean => (daysOfTerm.get(term)?.size ?? 0) >= LEAST_DAYS;
  return wordings.find((wording) => [...(terms.get(wording) ?? [])].every(isShared)) ?? null;
}

function union<T>(sets: Iterable<ReadonlySet<T>>): Set<T> {
  const all = new Set<T>();
  for (const set of sets) for (const each of set) all.add(each);
  return all;
}
