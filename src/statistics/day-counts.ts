/** What is counted of one day at one place, and the file of a month of such days. */
import { z } from 'zod';
import { splitHalves } from '../citations/citation-id.ts';
import type { ArticleRef } from '../model.ts';
import type { Day } from './days.ts';

/** Articles and citations of one day that are told apart at most: beyond that only numbers go on. */
export const MOST_ARTICLES = 1_000;
const MOST_SHARED = 500;
/** Writings that a file remembers, so that one of which nobody knows whether it was done is done once. */
const MOST_MARKS = 32;

/** What was counted on a day. Articles and citations are named as `countedRef` does. */
export interface DayCounts {
  /** Questions that were answered, that may have been, and that were not. */
  readonly answers: number;
  readonly mayAnswer: number;
  readonly noAnswer: number;
  /** How often each article was led or shown in an answer, or quoted for everyone. */
  readonly articles: ReadonlyMap<string, number>;
  /** How often each citation was shared. */
  readonly shared: ReadonlyMap<string, number>;
  /** Whether there were more articles than are told apart. */
  readonly isCut: boolean;
}

export const NO_COUNTS: DayCounts = {
  ...{ answers: 0, mayAnswer: 0, noAnswer: 0, isCut: false },
  ...{ articles: new Map(), shared: new Map() },
};

/** How an article or a citation is named in counts: by its id, its collection's key and `~` before it. */
export function countedRef({ id, collection = '' }: ArticleRef): string {
  return collection === '' ? id : `${collection}~${id}`;
}

/** The way back. */
export function parseCountedRef(ref: string): ArticleRef {
  const at = ref.indexOf('~');
  if (at < 0) return { id: ref };
  return { id: ref.slice(at + 1), collection: ref.slice(0, at) };
}

/** The article that a citation is of, both as `countedRef` names them; null for what is no citation. */
export function articleOfCounted(citation: string): string | null {
  const { id, ...where } = parseCountedRef(citation);
  const halves = splitHalves(id);
  return halves && countedRef({ ...where, id: halves.article });
}

function addMaps(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
  most: number,
): ReadonlyMap<string, number> {
  const sum = new Map(one);
  for (const [key, n] of other) {
    const before = sum.get(key);
    if (before !== undefined || sum.size < most) sum.set(key, (before ?? 0) + n);
  }
  return sum;
}

/** Both together. */
export function addCounts(one: DayCounts, other: DayCounts): DayCounts {
  const articles = addMaps(one.articles, other.articles, MOST_ARTICLES);
  return {
    answers: one.answers + other.answers,
    mayAnswer: one.mayAnswer + other.mayAnswer,
    noAnswer: one.noAnswer + other.noAnswer,
    articles,
    shared: addMaps(one.shared, other.shared, MOST_SHARED),
    isCut: one.isCut || other.isCut || [...other.articles.keys()].some((key) => !articles.has(key)),
  };
}

/** The sum of several. */
export function sumCounts(all: Iterable<DayCounts>): DayCounts {
  let sum = NO_COUNTS;
  for (const one of all) sum = addCounts(sum, one);
  return sum;
}

/** How many questions were asked. */
export function askedIn({ answers, mayAnswer, noAnswer }: DayCounts): number {
  return answers + mayAnswer + noAnswer;
}

/** The days of a month that something was counted on. */
export type MonthCounts = ReadonlyMap<Day, DayCounts>;

/** What is added to a month in one writing. */
export interface MonthDelta {
  /** Of this writing alone. */
  readonly mark: string;
  readonly days: MonthCounts;
}

const Count = z.number().int().min(0);
const Counts = z.record(z.string(), Count).default({});
const StoredDay = z.object({
  answers: Count.default(0),
  mayAnswer: Count.default(0),
  noAnswer: Count.default(0),
  articles: Counts,
  shared: Counts,
  isCut: z.boolean().default(false),
});
const StoredMonth = z.object({
  days: z.record(z.string().regex(/^\d{4}-\d\d-\d\d$/), StoredDay),
  marks: z.array(z.string()).default([]),
});

function readMonth(bytes: Buffer | null): { days: MonthCounts; marks: readonly string[] } {
  const nothing = { days: new Map(), marks: [] };
  if (bytes === null) return nothing;
  try {
    const { days, marks } = StoredMonth.parse(JSON.parse(bytes.toString('utf8')));
    const found = Object.entries(days).map(([day, { articles, shared, ...counts }]) => {
      const maps = {
        articles: new Map(Object.entries(articles)),
        shared: new Map(Object.entries(shared)),
      };
      return [day, { ...counts, ...maps }] as const;
    });
    return { days: new Map(found), marks };
  } catch {
    // Counts are worth no more than to begin anew.
    return nothing;
  }
}

/** The counts in a month's file; none where there is no file, or what is in it is damaged. */
export function monthIn(bytes: Buffer | null): MonthCounts {
  return readMonth(bytes).days;
}

/** A month's file with more in it; the very bytes where this writing is in it already. */
export function withDelta(before: Buffer | null, { mark, days }: MonthDelta): Uint8Array {
  const month = readMonth(before);
  if (before !== null && month.marks.includes(mark)) return before;
  const sum = new Map(month.days);
  for (const [day, counts] of days) sum.set(day, addCounts(sum.get(day) ?? NO_COUNTS, counts));
  const stored = [...sum]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, { articles, shared, isCut, ...counts }]) => {
      const maps = { articles: Object.fromEntries(articles), shared: Object.fromEntries(shared) };
      return [day, { ...counts, ...maps, ...(isCut && { isCut }) }] as const;
    });
  const marks = [...month.marks, mark].slice(-MOST_MARKS);
  return Buffer.from(JSON.stringify({ days: Object.fromEntries(stored), marks }));
}
