/** The exports of `src/statistics`, and how each is driven. */
import {
  articleOfCounted,
  countedRef,
  parseCountedRef,
} from '../../../src/statistics/day-counts.ts';
import { recurringQuestions } from '../../../src/statistics/recurring.ts';
import { withoutNames } from '../../../src/statistics/without-names.ts';
import { because, orRejected, type Room, text } from '../listed.ts';
import { pieces } from '../made.ts';

const COUNTS = because('counts of our own, which are bounded a day');
const DAY = because('a day, or a time');
const WEEK = { from: '1970-01-01', to: '1970-01-07' };
const DAY_MS = 86_400_000;

export const STATISTICS_ROOM: Room = {
  'src/statistics/chart.ts': { chart: because('eight numbers') },
  'src/statistics/day-counts.ts': {
    addCounts: COUNTS,
    articleOfCounted: text(articleOfCounted),
    askedIn: COUNTS,
    countedRef: text((given) => countedRef({ id: given })),
    monthIn: because('a file of our own, read by zod'),
    parseCountedRef: text(parseCountedRef),
    sumCounts: COUNTS,
    withDelta: COUNTS,
  },
  'src/statistics/days.ts': {
    dayOf: DAY,
    mondayOf: DAY,
    monthOf: DAY,
    monthsBetween: DAY,
    plusDays: DAY,
    startOf: DAY,
  },
  'src/statistics/digest-file.ts': {
    readDigest: because('a file of our own, read by zod'),
    updateDigest: because('the same'),
  },
  'src/statistics/digest-times.ts': { dueAt: DAY, lastDue: DAY, weekBefore: DAY },
  'src/statistics/digester.ts': { openDigests: because('no text') },
  'src/statistics/known-articles.ts': {
    knownBytes: because('ids of our own articles'),
    knownIn: because('a file of our own, read by zod'),
    seenOn: because('ids of our own articles'),
  },
  'src/statistics/recurring.ts': {
    recurringQuestions: (given) => {
      const gaps = pieces(given).flatMap((question) =>
        [0, 1, 2].map((day) => ({ question, at: day * DAY_MS })),
      );
      return () => recurringQuestions(gaps, WEEK, async () => true);
    },
  },
  'src/statistics/use-counts.ts': { openUseCounts: because('ids and numbers') },
  'src/statistics/use-report.ts': {
    isEmptyWeek: COUNTS,
    ownAmong: because('our own articles'),
    reportUse: because('counts and our own articles'),
  },
  'src/statistics/without-names.ts': {
    withoutNames: orRejected((given) => withoutNames(given, async () => false)),
  },
};
