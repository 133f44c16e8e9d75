/** Numbers with what belongs to them: whether a quote ends between `7` and `%`, or `1.5` and `million`. */
import { LANGUAGES } from '../languages/languages.ts';
import { wordKey } from './characters.ts';
import type { Reader, Run } from './reader.ts';
import type { Token } from './tokens.ts';
import type { CutNumber } from './verdict.ts';

/** Tokens on either side of a quote's end that may belong to one number. */
const MOST_TOKENS = 8;
/** What parts the tokens of one: nothing, or one space. */
const BETWEEN = /^[ \u00a0\u2007\u2009\u202f]?$/;
const NUMBER = /^\p{Nd}/u;
const GROUP = /^\d{1,3}$/;
const NEXT_GROUP = /^\d{3}(?:[.,]\d+)?$/;
const UNIT_SIGN = /^[%‰‱°′″℃℉]$/u;
const CURRENCY_SIGN = /^\p{Sc}$/u;
/** What changes a number that follows at once. */
const NUMBER_SIGN = /^[+±~≈<>≤≥]$/u;

/** Short forms that are none of a language's words. */
const SHORT_UNITS =
  `m² m³ m2 m3 km² km³ km2 km3 cm² cm³ cm2 cm3 mm² mm³ ft² mi² l t h s min ms kwh mwh gwh twh kw mw
gw tw hz khz mhz ghz v kv mv ma pa hpa kpa kb mb gb tb pb kmh mph ppm pct kcal kj mj db
usd eur gbp chf rub jpy cny мвт гвт квт квтч тыс м² м³ км² га ч км мм см`.split(/\s+/);
/** Behind a year. Others (`AD`, `CE`, `v. Chr.`) are words besides, or more than one. */
const ERAS = new Set(['bc', 'bce']);
const POINTS = new Set(['point', 'points', 'пункт', 'пункта', 'пунктов']);
const PER = new Set(['per', 'pro', 'par', 'je', 'в', 'на']);
const PERCENT_PARTS = new Set(['per', 'pour']);

const tables = Object.values(LANGUAGES);
const keys = (words: Iterable<string>) => Array.from(words, wordKey);
const ALL_MONEY = new Set(keys(tables.flatMap(({ answers }) => [...answers.money])));
const ALL_PERCENT = new Set(keys(tables.flatMap(({ answers }) => [...answers.percent])));
const ALL_UNITS = new Set([
  ...keys(tables.flatMap(({ values }) => [...values.units.keys()])),
  ...keys(SHORT_UNITS),
  ...ALL_MONEY,
  ...ALL_PERCENT,
]);
const ALL_SCALES = new Set(
  keys(tables.flatMap(({ values, chat }) => [...values.scales.keys(), ...chat.magnitudes.keys()])),
);
const ALL_SQUARES = new Set(keys(tables.flatMap(({ values }) => [...values.squares])));
const ALL_NUMBER_WORDS = new Set(keys(tables.flatMap(({ numbers }) => [...numbers.words.keys()])));

/** Whether a word is a unit, or multiplies the number before it. */
export function isQuantityWord(word: string): boolean {
  const key = wordKey(word);
  return ALL_UNITS.has(key) || ALL_SCALES.has(key);
}

/** The numbers that a run of an article begins or ends inside of. */
export function cutNumbers(run: Run, reader: Reader): CutNumber[] {
  const { stream, from, to } = run;
  const { text } = stream.article;
  const slice = (first: number, end: number) => {
    const [start, last] = [reader.token(stream, first), reader.token(stream, end - 1)];
    return start && last ? text.slice(start.start, last.end) : '';
  };
  return [from, to].flatMap((at) => {
    const all = numberAround(run, at, reader);
    if (all === null) return [];
    const quoted =
      at === from ? slice(at, Math.min(all.to, to)) : slice(Math.max(all.from, from), at);
    return [{ text: slice(all.from, all.to), quoted }];
  });
}

/** The number that goes on over the boundary before the token at an index. */
function numberAround({ stream }: Run, at: number, reader: Reader) {
  const token = (index: number) => reader.token(stream, index);
  const together = (index: number) => belong(stream.article.text, index, token);
  const passage = stream.passageAt(at);
  if (stream.passageAt(at - 1) !== passage || !together(at)) return null;
  let [from, to] = [at - 1, at + 1];
  while (at - from < MOST_TOKENS && together(from)) from -= 1;
  while (to - at < MOST_TOKENS && together(to)) to += 1;
  for (let index = from; index < to; index += 1) {
    const key = token(index)?.key ?? '';
    if (NUMBER.test(key) || ALL_NUMBER_WORDS.has(key)) return { from, to };
  }
  return null;
}

/** Whether the token at an index goes with the one before it in one number. */
function belong(text: string, at: number, token: (index: number) => Token | undefined): boolean {
  const [a, b, c] = [token(at - 1), token(at), token(at + 1)];
  if (!a || !b) return false;
  const gap = text.slice(a.end, b.start);
  if (!BETWEEN.test(gap)) return false;
  const isTight = gap === '';
  const leads = c !== undefined && BETWEEN.test(text.slice(b.end, c.start)) ? c.key : '';
  const isUnit = (key: string) => ALL_UNITS.has(key) || UNIT_SIGN.test(key);
  const isMoney = ALL_MONEY.has(b.key) || CURRENCY_SIGN.test(b.key);
  // “5 US dollars”, “2 square metres”, “7 per cent”.
  const isUnitInTwo =
    (b.kind === 'word' && ALL_MONEY.has(leads)) ||
    (ALL_SQUARES.has(b.key) && ALL_UNITS.has(leads)) ||
    (PERCENT_PARTS.has(b.key) && leads === 'cent');
  if (NUMBER.test(a.key)) {
    if (NUMBER.test(b.key)) return !isTight && GROUP.test(a.key) && NEXT_GROUP.test(b.key);
    if (b.key === '/') return isTight && NUMBER.test(leads);
    if (ERAS.has(b.key)) return true;
    return ALL_SCALES.has(b.key) || isUnit(b.key) || isMoney || isUnitInTwo;
  }
  if (NUMBER.test(b.key)) {
    if (a.key === '/') return isTight && NUMBER.test(token(at - 2)?.key ?? '');
    if (NUMBER_SIGN.test(a.key)) return isTight;
    return CURRENCY_SIGN.test(a.key) && !NUMBER.test(token(at - 2)?.key ?? '');
  }
  if (ALL_SCALES.has(a.key))
    return ALL_SCALES.has(b.key) || isUnit(b.key) || isMoney || isUnitInTwo;
  if (ALL_NUMBER_WORDS.has(a.key)) {
    return (
      ALL_SCALES.has(b.key) ||
      isMoney ||
      ALL_PERCENT.has(b.key) ||
      (isUnitInTwo && !ALL_SQUARES.has(b.key))
    );
  }
  if (ALL_SQUARES.has(a.key)) return ALL_UNITS.has(b.key);
  if (PERCENT_PARTS.has(a.key) && b.key === 'cent') return true;
  if (ALL_PERCENT.has(a.key) && POINTS.has(b.key)) return true;
  if (a.key === '/' || PER.has(a.key))
    return ALL_UNITS.has(b.key) && isUnit(token(at - 2)?.key ?? '');
  if (isUnit(a.key) && b.key === '/') return isTight && ALL_UNITS.has(leads);
  if (isUnit(a.key) && PER.has(b.key)) return ALL_UNITS.has(leads);
  return b.kind === 'word' && ALL_MONEY.has(b.key) && isBeforeMoney(text, at, token);
}

/** Whether a word is what kind of money it is, behind a number: `US` in `5 US dollars`. */
function isBeforeMoney(text: string, at: number, token: (index: number) => Token | undefined) {
  const [number, kind] = [token(at - 2), token(at - 1)];
  if (!number || !kind || !BETWEEN.test(text.slice(number.end, kind.start))) return false;
  return NUMBER.test(number.key) || ALL_SCALES.has(number.key);
}
