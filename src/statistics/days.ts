/** Days as use is counted by: those of Greenwich, as `YYYY-MM-DD`, which sort by their text. */

export const DAY_MS = 24 * 60 * 60 * 1_000;
export const WEEK_DAYS = 7;
/** 1970 began with a Thursday: so many days after a Monday. */
const EPOCH_WEEKDAY = 3;

/** A calendar day of Greenwich, `YYYY-MM-DD`. */
export type Day = string;

/** The day of an instant. @param ms milliseconds since 1970. */
export function dayOf(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}

/** When a day begins, in milliseconds since 1970. */
export function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day so many days later, or earlier where that is below 0. */
export function plusDays(day: Day, days: number): Day {
  return dayOf(startOf(day) + days * DAY_MS);
}

/** The Monday on or before a day. */
export function mondayOf(day: Day): Day {
  const since = Math.round(startOf(day) / DAY_MS) + EPOCH_WEEKDAY;
  return plusDays(day, -(since % WEEK_DAYS));
}

/** The month of a day, `YYYY-MM`. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** The months from one day to another, both inclusive. */
export function monthsBetween(from: Day, to: Day): readonly string[] {
  const months: string[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    if (months.at(-1) !== monthOf(day)) months.push(monthOf(day));
  }
  return months;
}
