/** The dates that people give: a year, a month or a day, read as its first or its last day. */
import { Refusal } from '../../src/refusals.ts';

const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;

/**
 * `2024`, `2024-11` or `2024-11-05` as the ISO date of its first or last day.
 * @throws Refusal `badDate` for anything else, such as 30 February.
 */
export function readDate(typed: string, day: 'first' | 'last'): string {
  const match = DATE.exec(typed.trim());
  const [year, month, date] = match?.slice(1).map((part) => part && Number(part)) ?? [];
  const made = typeof year === 'number' && isoDate(year, month || null, date || null, day);
  const isZero = month === 0 || date === 0;
  if (made && !isZero) return made;
  throw new Refusal('badDate', { typed });
}

/** Null for a month or a day that there is not. */
function isoDate(
  year: number,
  month: number | null,
  date: number | null,
  day: 'first' | 'last',
): string | null {
  const isFirst = day === 'first';
  const wantedMonth = month ?? (isFirst ? 1 : 12);
  // The day before the first of the next month is the last of this one.
  const lastOfMonth = new Date(Date.UTC(2000, 0, 1));
  lastOfMonth.setUTCFullYear(year, wantedMonth, 0);
  const wantedDay = date ?? (isFirst ? 1 : lastOfMonth.getUTCDate());
  if (wantedMonth > 12 || wantedDay > lastOfMonth.getUTCDate()) return null;
  const digits = (number: number, length: number) => String(number).padStart(length, '0');
  return `${digits(year, 4)}-${digits(wantedMonth, 2)}-${digits(wantedDay, 2)}`;
}
