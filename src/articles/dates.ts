/** Dates as people write them, to ISO calendar dates; an impossible or incomplete one is null. */
import { alternatives } from '../languages/alternatives.ts';

/** Spanish, which has no file of its own. */
const SPANISH_MONTHS =
  'ene|enero feb|febrero mar|marzo abr|abril mayo junio julio ago|agosto sep|septiembre oct|octubre nov|noviembre dic|diciembre'.split(
    ' ',
  );

/** The names of each month in all languages, in any case form, and its number. */
const MONTHS: readonly (readonly [string, number])[] = SPANISH_MONTHS.map((spanish, index) => [
  alternatives(({ dates }) => dates.months[index] ?? null, spanish),
  index + 1,
]);

const MONTH = MONTHS.map(([names]) => names).join('|');
const MONTH_PATTERNS = MONTHS.map(
  ([names, number]) => [new RegExp(`^(?:${names})$`, 'iu'), number] as const,
);
const EDGE = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const ORDINAL = `(?:${alternatives(({ dates }) => dates.dayEndings)}|\\.|º)?`;
const OF = alternatives(({ dates }) => dates.of);

/** Named months first: in `7 March 2024` nothing is ambiguous. */
const DAY_MONTH_YEAR = new RegExp(
  `${EDGE}(\\d{1,2})${ORDINAL}(?:\\s+(?:${OF}))?[\\s-]+(${MONTH})\\.?,?(?:\\s+(?:${OF}))?[\\s-]+(\\d{4})${END}`,
  'iu',
);
const MONTH_DAY_YEAR = new RegExp(
  `${EDGE}(${MONTH})\\.?\\s+(\\d{1,2})${ORDINAL},?\\s+(\\d{4})${END}`,
  'iu',
);
const YEAR_MONTH_DAY = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const NUMBERS = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;

/** Print is some 600 years old; a year after this is a slip of the keyboard. */
const FIRST_YEAR = 1400;
const LAST_YEAR = 2200;

function iso(year: number, month: number, day: number): string | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function monthNumber(name: string): number {
  return MONTH_PATTERNS.find(([pattern]) => pattern.test(name))?.[1] ?? 0;
}

/** Of `03/04/2024` nobody can say which is the month: null, unless one of the two is above 12. */
function fromNumbers(first: number, separator: string, second: number, year: number) {
  if (separator === '.' || first > 12) return iso(year, second, first);
  if (second > 12 || first === second) return iso(year, first, second);
  return null;
}

/** A date found in a line: its ISO form (null: impossible or ambiguous) and where it stands. */
export interface FoundDate {
  readonly iso: string | null;
  readonly start: number;
  readonly end: number;
}

/** The first date inside a short line, or null where there is none. */
export function findDate(text: string): FoundDate | null {
  const found = (match: RegExpExecArray, date: string | null): FoundDate => ({
    iso: date,
    start: match.index,
    end: match.index + match[0].length,
  });
  const dmy = DAY_MONTH_YEAR.exec(text);
  if (dmy) return found(dmy, iso(Number(dmy[3]), monthNumber(dmy[2] ?? ''), Number(dmy[1])));
  const mdy = MONTH_DAY_YEAR.exec(text);
  if (mdy) return found(mdy, iso(Number(mdy[3]), monthNumber(mdy[1] ?? ''), Number(mdy[2])));
  const ymd = YEAR_MONTH_DAY.exec(text);
  if (ymd) return found(ymd, iso(Number(ymd[1]), Number(ymd[3]), Number(ymd[4])));
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [, first, separator, second, year] = numbers;
    return found(
      numbers,
      fromNumbers(Number(first), separator ?? '', Number(second), Number(year)),
    );
  }
  return null;
}

/** What may stand around a date in a line that says nothing else. */
const AROUND_DATE = new RegExp(
  [
    `(?:${alternatives(({ dates }) => dates.around, 'publicado', 'el', 'en')})`,
    `(?:${alternatives(({ dates }) => dates.weekdays)})`,
    '\\d{1,2}[:.h]\\d{2}(?::\\d{2})?(?:\\.\\d+)?\\s*(?:[ap]\\.?m\\.?)?',
    '\\d{1,2}\\s*[ap]\\.?m\\.?',
    '(?:utc|gmt|e[sd]?t|c[sd]t|ct|m[sd]t|mt|p[sd]?t|ist|cet|cest|eet|eest|msk|bst|aest|jst|t|z)(?:[+-]\\d{1,2}(?::?\\d{2})?)?',
    '[+-]\\d{1,2}:?\\d{2}',
  ]
    .map((part) => `(?<![\\p{L}\\p{N}])${part}(?![\\p{L}])`)
    .join('|'),
  'giu',
);

/** A time as machines write it: `T08:00:00.000Z`, `08:00+01:00`. */
const TIME =
  /(?<!\p{L})T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s*(?:[ap]\.?m\.?(?!\p{L})|Z\b|[+-]\d{2}:?\d{2}\b)?/giu;

/** No date with its weekday, time and label is longer. */
const MAX_DATE_LENGTH = 80;

/**
 * Whether a line is a date and nothing else but its weekday, time, zone or label; `iso` is null
 * when it cannot be a calendar date.
 */
export function dateLine(text: string): { iso: string | null } | null {
  if (text.length > MAX_DATE_LENGTH || !/\d/.test(text)) return null;
  const found = findDate(text.replace(/(\d)T(\d)/, '$1 $2'));
  if (!found) return null;
  let rest = `${text.slice(0, found.start)} ${text.slice(found.end)}`;
  const second = findDate(rest);
  if (second) rest = rest.slice(0, second.start) + rest.slice(second.end);
  rest = rest.replace(TIME, ' ').replace(AROUND_DATE, ' ');
  return /[\p{L}\p{N}]/u.test(rest) ? null : { iso: found.iso };
}

/** A value that should be a date and nothing else, to an ISO calendar date; null where it is none. */
export function parseDate(value: string): string | null {
  return dateLine(value.trim())?.iso ?? null;
}
