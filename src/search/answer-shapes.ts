/** What kind of answer a word could be, judged by its look: a number, a date, a name, a place. */
import { languageOfScript } from '../languages/detect.ts';
import type { AnswerShape, AnswerWords } from '../languages/language.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { canonicalNumber } from './numbers.ts';
import { languageTable, plainWords } from './spelling.ts';
import { isCapital, type Token } from './terms.ts';

/** Bits of a word's shape. */
export const Shape = {
  number: 1,
  time: 2,
  name: 4,
  place: 8,
  money: 16,
  percent: 32,
  duration: 64,
  reason: 128,
} as const satisfies Readonly<Record<AnswerShape, number>>;

const YEAR = /^(?:1\d{3}|20\d{2})s?$/;

/** A language's lists, in the form that `Token.word` has. */
const tablesOf = oncePerLanguage((language): AnswerWords => {
  const { answers } = languageTable(language);
  const plain = (words: ReadonlySet<string>) => plainWords(words, language);
  return {
    ...answers,
    time: plain(answers.time),
    timeIfCapital: plain(answers.timeIfCapital),
    duration: plain(answers.duration),
    durations: plain(answers.durations),
    counting: plain(answers.counting),
    pointing: plain(answers.pointing),
    money: plain(answers.money),
    percent: plain(answers.percent),
    amounts: plain(answers.amounts),
    placePrepositions: plain(answers.placePrepositions),
    articles: plain(answers.articles),
    reasons: plain(answers.reasons),
  };
});

/**
 * The shapes of the tokens of one passage: a bit set for each token.
 * @param sentenceEnds By sentence: the index after its last token.
 * @param language of the text; null reads it in the language that stands for Latin script.
 */
export function shapesOf(
  text: string,
  tokens: readonly Token[],
  sentenceEnds: Uint32Array,
  language: LanguageCode | null = null,
): Uint8Array {
  const own = language ?? languageOfScript('Latin');
  const known = tablesOf(own);
  const openers = new Set([0, ...sentenceEnds]);
  const shapes = new Uint8Array(tokens.length);
  tokens.forEach((token, index) => {
    let shape = digitShape(text, token, known) || wordShape(token, own, known);
    const { word } = token;
    if (known.time.has(word) && (!known.timeIfCapital.has(word) || isCapital(text, token)))
      shape |= Shape.time;
    if (lasts(word, tokens[index - 1], known)) shape |= Shape.duration;
    if (known.money.has(word)) shape |= Shape.money;
    if (known.percent.has(word)) shape |= Shape.percent;
    if (known.reasons.has(word)) shape |= Shape.reason;
    if (isName(text, tokens, index, openers.has(index), known)) {
      shape |= Shape.name;
      if (followsPlacePreposition(tokens, index, known)) shape |= Shape.place;
    }
    shapes[index] = shape;
  });
  return shapes;
}

/** The shapes of digits; 0 for a word. */
function digitShape(text: string, token: Token, { dayNumber }: AnswerWords): number {
  const first = text.charCodeAt(token.start);
  if (first < 48 || first > 57) return 0;
  const isYear = YEAR.test(token.word);
  let shape: number = isYear ? Shape.time : Shape.number;
  const before = text.slice(Math.max(0, token.start - 2), token.start);
  const after = text.slice(token.end, token.end + 2);
  if (/[$€£¥₽]\s?$/.test(before) || /^\s?[€₽]/.test(after)) shape |= Shape.money;
  if (/^\s?%/.test(after)) shape |= Shape.percent;
  if (!isYear && dayNumber?.test(token.word)) shape |= Shape.time;
  return shape;
}

function wordShape({ word }: Token, language: LanguageCode, { amounts }: AnswerWords): number {
  return canonicalNumber(word, language) !== word || amounts.has(word) ? Shape.number : 0;
}

/** "Two hours", "a decade", "24-hour" and "for years" last; "this year" and "the next day" do not. */
function lasts(
  unit: string,
  before: Token | undefined,
  { duration, durations, counting, pointing }: AnswerWords,
): boolean {
  const several = durations.has(unit);
  if (before === undefined || !(several || duration.has(unit))) return false;
  return (
    /^\d/.test(before.term) || counting.has(before.word) || (several && !pointing.has(before.word))
  );
}

/** Two capitals in a row are a name even where a sentence opens, or every noun has one. */
function isName(
  text: string,
  tokens: readonly Token[],
  index: number,
  opens: boolean,
  known: AnswerWords,
): boolean {
  const token = tokens[index] as Token;
  if (token.term === '' || !isCapital(text, token)) return false;
  const next = tokens[index + 1];
  const pair = next !== undefined && next.term !== '' && isCapital(text, next);
  if (known.capitals === 'names') return !opens || pair;
  const before = tokens[index - 1];
  return (
    (pair && next.start === token.end + 1) ||
    (before !== undefined &&
      ((isCapital(text, before) && before.term !== '' && token.start === before.end + 1) ||
        known.placePrepositions.has(before.word)))
  );
}

function followsPlacePreposition(
  tokens: readonly Token[],
  index: number,
  { placePrepositions, articles }: AnswerWords,
): boolean {
  const before = tokens[index - 1]?.word ?? '';
  return (
    placePrepositions.has(before) ||
    (articles.has(before) && placePrepositions.has(tokens[index - 2]?.word ?? ''))
  );
}
