/** The numbers, dates and names of a sentence, so that two ways to write one thing are one. */
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import type { Span } from '../model.ts';
import { Shape, shapesOf } from './answer-shapes.ts';
import { canonicalNumber } from './numbers.ts';
import { languageTable, plainWords, spell } from './spelling.ts';
import { type Token, tokenize } from './terms.ts';
import { UNITS } from './units.ts';

/** A number with what it counts or measures. Offsets, as of all values, into the sentence. */
export interface NumberValue extends Span {
  readonly kind: 'number';
  /** In the base unit of its dimension. */
  readonly amount: number;
  /** A dimension, such as `length`, or the term of what is counted; null where nothing follows. */
  readonly of: string | null;
  /** The unit that it is written in, as in `UNITS`. */
  readonly unit: string | null;
  /** Digits behind the decimal point, and whether the last digit is no 0: then it is not rounded. */
  readonly decimals: number;
  readonly isExact: boolean;
}

/** A date as far as it is told. */
export interface DateValue extends Span {
  readonly kind: 'date';
  readonly year: number;
  /** From 1. */
  readonly month: number | null;
  readonly day: number | null;
}

/** A name: its words' terms. */
export interface NameValue extends Span {
  readonly kind: 'name';
  readonly terms: readonly string[];
}

export type Value = NumberValue | DateValue | NameValue;

/** Written numbers that are equal but for the unit are converted, and rounded on the way. */
const CONVERTED = 0.006;
/** Closer than this, two numbers may be one that was rounded. */
const ROUNDED = 0.03;

/** The same, another one, or null where that is not to be told, as of a rounded number. */
export function compareValues(a: Value, b: Value): 'equal' | 'different' | null {
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a, b);
  if (a.kind === 'date' && b.kind === 'date') return compareDates(a, b);
  if (a.kind === 'name' && b.kind === 'name') return compareNames(a, b);
  return null;
}

function compareNumbers(a: NumberValue, b: NumberValue): 'equal' | 'different' | null {
  if (a.of !== b.of) return null;
  const apart =
    Math.abs(a.amount - b.amount) / Math.max(Math.abs(a.amount), Math.abs(b.amount), 1e-9);
  if (apart < 1e-9) return 'equal';
  if (a.unit !== b.unit && apart < CONVERTED) return 'equal';
  const areExact = a.isExact && b.isExact && a.decimals === b.decimals && a.unit === b.unit;
  return areExact || apart > ROUNDED ? 'different' : null;
}

function compareDates(a: DateValue, b: DateValue): 'equal' | 'different' {
  const differs = (one: number | null, other: number | null) =>
    one !== null && other !== null && one !== other;
  const isOther = a.year !== b.year || differs(a.month, b.month) || differs(a.day, b.day);
  return isOther ? 'different' : 'equal';
}

/** "Sailer" is "Hedwig Sailer"; "Hedwig" and "Sailer" may be one, too. */
function compareNames(a: NameValue, b: NameValue): 'equal' | 'different' | null {
  const [shorter, longer] = a.terms.length <= b.terms.length ? [a, b] : [b, a];
  const common = shorter.terms.filter((term) => longer.terms.includes(term)).length;
  if (common === shorter.terms.length) return 'equal';
  return common === 0 && shorter.terms.length > 1 ? 'different' : null;
}

/** What is made once of a language's rules. */
interface ValueReader {
  readonly months: readonly RegExp[];
  readonly scales: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
  readonly squares: ReadonlySet<string>;
  readonly ones: ReadonlySet<string>;
  readonly between: ReadonlySet<string>;
}
const readerOf = oncePerLanguage((language): ValueReader => {
  const { dates, values } = languageTable(language);
  const plain = (map: ReadonlyMap<string, string>) =>
    new Map(
      Array.from(map, ([word, base]) => [
        [...plainWords([word], language)][0] ?? spell(word, language),
        base,
      ]),
    );
  return {
    months: dates.months.map((month) => new RegExp(`^(?:${month})$`, 'iu')),
    scales: plain(values.scales),
    units: plain(values.units),
    squares: plainWords(values.squares, language),
    ones: plainWords(values.ones, language),
    between: plainWords(values.between, language),
  };
});

/** A sentence with its words. */
interface Read {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly language: LanguageCode;
  readonly reader: ValueReader;
}

/** The values of a sentence, in order: dates, then numbers that are in no date, then names. */
export function valuesOf(text: string, language: LanguageCode): Value[] {
  const tokens = tokenize(text, language);
  const read: Read = { text, tokens, language, reader: readerOf(language) };
  const values: Value[] = [];
  const numbers: (NumberValue & { readonly next: number; readonly at: number })[] = [];
  for (let at = 0; at < tokens.length; ) {
    const date = dateAt(read, at);
    const number = date === null ? numberAt(read, at) : null;
    if (date !== null) values.push(date.value);
    if (number !== null) numbers.push({ ...number.value, at, next: number.next });
    at = (date ?? number)?.next ?? at + 1;
  }
  // "100 to 120 m" is neither.
  const inRange = new Set<number>();
  for (const [index, { next }] of numbers.entries()) {
    const other = numbers[index + 1];
    if (other !== undefined && isRange(read, next, other.at)) inRange.add(index).add(index + 1);
  }
  for (const [index, { at: _at, next: _next, ...value }] of numbers.entries()) {
    if (!inRange.has(index)) values.push(value);
  }
  return [...values, ...namesOf(read)];
}

function isRange({ text, tokens, reader }: Read, next: number, other: number): boolean {
  const gap = text.slice(tokens[next - 1]?.end ?? 0, tokens[other]?.start ?? 0);
  if (next === other) return /^\s?[-–—]\s?$/.test(gap);
  return other === next + 1 && reader.between.has(tokens[next]?.word ?? '');
}

/** A value, and the index of the token after it. */
interface Found<V extends Value> {
  readonly value: V;
  readonly next: number;
}

const YEAR = /^(?:1\d{3}|20\d{2})$/;
const DAY = /^(?:[1-9]|[12]\d|3[01])$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.((?:1\d|20)\d{2})$/;

/** "5 October 1954", "October 5, 1954", "October 1954", "1954-10-05", "5.10.1954", "1954". */
function dateAt(read: Read, at: number): Found<DateValue> | null {
  const { tokens, text } = read;
  const made = (next: number, year: number, month: number | null, day: number | null) => ({
    next,
    value: {
      ...{ kind: 'date' as const, year, month, day },
      ...{ start: tokens[at]?.start ?? 0, end: tokens[next - 1]?.end ?? 0 },
    },
  });
  const numberOf = (index: number): string =>
    canonicalNumber(tokens[index]?.word ?? '', read.language);
  const dayOf = (index: number) => (DAY.test(numberOf(index)) ? Number(numberOf(index)) : null);
  const yearOf = (index: number) => (isYear(read, index) ? Number(tokens[index]?.word) : null);
  const gap = (index: number) => text.slice(tokens[index]?.end ?? 0, tokens[index + 1]?.start ?? 0);
  const dotted = DOTTED.exec(text.slice(tokens[at]?.start, tokens[at]?.end));
  if (dotted !== null) return made(at + 1, Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const year = yearOf(at);
  if (year !== null) {
    if (gap(at) !== '-' || gap(at + 1) !== '-') return made(at + 1, year, null, null);
    const [month, day] = [tokens[at + 1]?.word ?? '', tokens[at + 2]?.word ?? ''];
    const isIso = /^(?:0[1-9]|1[0-2])$/.test(month) && /^\d{2}$/.test(day);
    return isIso ? made(at + 3, year, Number(month), Number(day)) : made(at + 1, year, null, null);
  }
  const day = dayOf(at);
  const skip = (index: number) => (isOf(read, index) ? index + 1 : index);
  if (day !== null) {
    const monthAt = skip(at + 1);
    const month = monthOf(read, monthAt);
    const yearAt = skip(monthAt + 1);
    const itsYear = yearOf(yearAt);
    return month !== null && itsYear !== null ? made(yearAt + 1, itsYear, month, day) : null;
  }
  const month = monthOf(read, at);
  if (month === null) return null;
  const dayAfter = dayOf(at + 1);
  const yearAt = skip(dayAfter === null ? at + 1 : at + 2);
  const itsYear = yearOf(yearAt);
  return itsYear === null ? null : made(yearAt + 1, itsYear, month, dayAfter);
}

/** A small word between day, month and year: "5th of October". */
function isOf(read: Read, index: number): boolean {
  const { tokens } = read;
  const token = tokens[index];
  // May is a month, too.
  const isSmall = token !== undefined && token.term === '' && token.word.length <= 3;
  return isSmall && monthOf(read, index) === null;
}

function monthOf({ tokens, reader }: Read, index: number): number | null {
  const word = tokens[index]?.word;
  if (word === undefined) return null;
  const found = reader.months.findIndex((month) => month.test(word));
  return found < 0 ? null : found + 1;
}

/** Four plain digits with no unit behind them. */
function isYear(read: Read, index: number): boolean {
  const { tokens, text } = read;
  const token = tokens[index];
  if (token === undefined || !YEAR.test(text.slice(token.start, token.end))) return false;
  return unitAfter(read, index) === null && !/[$€£¥₽]\s?$/.test(before(read, index));
}

function before({ text, tokens }: Read, index: number): string {
  const start = tokens[index]?.start ?? 0;
  return text.slice(Math.max(0, start - 2), start);
}

const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/^\s?%/, '%'],
  [/^\s?°\s?C/, '°C'],
  [/^\s?°\s?F/, '°F'],
  [/^\s?€/, '€'],
  [/^\s?₽/, '₽'],
  [/^\s?\$/, '$'],
];

/** A unit behind a token, and the index of the token after it. */
function unitAfter(
  { text, tokens, reader }: Read,
  index: number,
): { readonly unit: string; readonly next: number; readonly end: number } | null {
  const token = tokens[index] as Token;
  const after = text.slice(token.end, token.end + 4);
  for (const [pattern, unit] of SYMBOLS) {
    const found = pattern.exec(after);
    if (found === null) continue;
    // The letter of °C is a word by itself.
    const next = unit.startsWith('°') ? index + 2 : index + 1;
    return { unit, next, end: token.end + found[0].length };
  }
  const isSquare = reader.squares.has(tokens[index + 1]?.word ?? '');
  const at = index + (isSquare ? 2 : 1);
  const written = tokens[at];
  const unit = reader.units.get(written?.word ?? '');
  if (written === undefined || unit === undefined) return null;
  if (!/^[\s-]?$/.test(text.slice(tokens[at - 1]?.end, written.start))) return null;
  const power = /^[²³]/.exec(text.slice(written.end, written.end + 1))?.[0];
  const suffix = power === '³' ? '3' : isSquare || power === '²' ? '2' : '';
  const end = written.end + (power?.length ?? 0);
  return { unit: `${unit}${suffix}`, next: at + (power === undefined ? 1 : 2), end };
}

/** Digits, number words and scales that belong together, with a unit. */
function numberAt(read: Read, at: number): Found<NumberValue> | null {
  const { tokens, language, reader, text } = read;
  let total = 0;
  let part: number | null = null;
  let digits = '';
  let next = at;
  if (reader.ones.has(tokens[at]?.word ?? '')) {
    if (!reader.scales.has(tokens[at + 1]?.word ?? '')) return null;
    next++;
  }
  for (let end = false; !end && next < tokens.length; ) {
    const { word } = tokens[next] as Token;
    const scale = reader.scales.get(word);
    const written = canonicalNumber(word, language);
    const isDigits = /^\d+(?:\.\d+)?$/.test(written);
    if (scale !== undefined) {
      const by = Number(scale);
      if (by === 100) part = (part ?? 1) * by;
      else {
        total += (part ?? 1) * by;
        part = null;
      }
    } else if (isDigits && (part === null || joins(part, Number(written)))) {
      part = (part ?? 0) + Number(written);
      digits = digits === '' ? written : digits;
    } else end = true;
    if (!end) next++;
    // Digits stand for themselves: "in 12 30 came" are two numbers.
    const isLast = isDigits && /^\d/.test(word) && !reader.scales.has(tokens[next]?.word ?? '');
    if (isLast || /[^\s-]/.test(text.slice(tokens[next - 1]?.end, tokens[next]?.start))) end = true;
  }
  if (next === at || (digits === '' && total === 0 && part === null)) return null;
  const amount = total + (part ?? 0);
  const start = tokens[at]?.start ?? 0;
  const unit = unitAfter(read, next - 1);
  const money = unit === null ? moneyBefore(before(read, at)) : null;
  const name = unit?.unit ?? money;
  const known = name === null ? undefined : UNITS.get(name);
  const counted = name === null ? countedAfter(read, next) : null;
  const decimals = /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0;
  return {
    next: unit?.next ?? next,
    value: {
      ...{ kind: 'number', start: money === null ? start : start - 1, unit: name, decimals },
      amount: known === undefined ? amount : amount * known.factor,
      of: known?.dimension ?? counted,
      isExact: decimals > 0 || amount % 10 !== 0,
      end: unit?.end ?? tokens[next - 1]?.end ?? start,
    },
  };
}

/** "Twenty-five", "two hundred and five": what comes is smaller than what there is. */
function joins(part: number, coming: number): boolean {
  return (
    (part >= 20 && part % 10 === 0 && coming < 10) ||
    (part >= 100 && part % 100 === 0 && coming < 100)
  );
}

function moneyBefore(text: string): string | null {
  return /[$€£¥₽]$/.exec(text)?.[0] ?? null;
}

/** The term of what is counted: "300 turbines". */
function countedAfter({ text, tokens }: Read, next: number): string | null {
  const token = tokens[next];
  if (token === undefined || token.term === '') return null;
  return /^[\s-]$/.test(text.slice(tokens[next - 1]?.end, token.start)) ? `of ${token.term}` : null;
}

/** Capitals side by side. */
function namesOf({ text, tokens, language }: Read): NameValue[] {
  const shapes = shapesOf(text, tokens, Uint32Array.of(tokens.length), language);
  const names: { start: number; end: number; terms: string[] }[] = [];
  let last = -2;
  for (const [index, { term, start, end }] of tokens.entries()) {
    if (((shapes[index] as number) & Shape.name) === 0) continue;
    const before = names.at(-1);
    const goesOn = last === index - 1 && /^[\s-]$/.test(text.slice(before?.end, start));
    if (before !== undefined && goesOn) {
      before.end = end;
      before.terms.push(term);
    } else names.push({ start, end, terms: [term] });
    last = index;
  }
  return names.map((name) => ({ kind: 'name', ...name }));
}
