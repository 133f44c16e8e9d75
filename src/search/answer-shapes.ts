/** What kind of answer a word could be, judged by its look: a number, a date, a name, a place. */
import { canonicalNumber } from './numbers.ts';
import type { Token } from './terms.ts';

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
} as const;

const MONTHS_AND_DAYS = new Set(
  `january february march april may june july august september october november december monday
  tuesday wednesday thursday friday saturday sunday spring summer autumn winter century centuries
  decade yesterday today morning afternoon evening`.split(/\s+/),
);
const DURATION_UNITS = new Set(
  `second seconds minute minutes hour hours day days week weeks month months year years decade
  decades century centuries`.split(/\s+/),
);
const MONEY = new Set(
  'dollar dollars euro euros pound pounds rouble roubles ruble rubles cent cents lira'.split(' '),
);
const BIG_NUMBERS = new Set(
  'hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half twice one both several'.split(
    ' ',
  ),
);
const PLACE_PREPOSITIONS = new Set(
  'in at from near to of across outside inside into around between'.split(' '),
);
const REASONS = new Set(
  'because due since reason reasons cause caused causes therefore thus so order owing result'.split(
    ' ',
  ),
);
const YEAR = /^(?:1\d{3}|20\d{2})s?$/;

/**
 * The shapes of the tokens of one passage: a bit set for each token.
 * @param sentenceEnds By sentence: the index after its last token.
 */
export function shapesOf(
  text: string,
  tokens: readonly Token[],
  sentenceEnds: Uint32Array,
): Uint8Array {
  const openers = new Set([0, ...sentenceEnds]);
  const shapes = new Uint8Array(tokens.length);
  tokens.forEach((token, index) => {
    const { word } = token;
    let shape = 0;
    const first = text.charCodeAt(token.start);
    if (first >= 48 && first <= 57) {
      shape |= YEAR.test(word) ? Shape.time : Shape.number;
      if (/[$€£¥₽]\s?$/.test(text.slice(Math.max(0, token.start - 2), token.start)))
        shape |= Shape.money;
      if (/^\s?%/.test(text.slice(token.end, token.end + 2))) shape |= Shape.percent;
      if (YEAR.test(word) === false && /^\d+(?:st|nd|rd|th)$/.test(word)) shape |= Shape.time;
    } else if (canonicalNumber(word) !== word || BIG_NUMBERS.has(word)) {
      shape |= Shape.number;
    }
    if (
      MONTHS_AND_DAYS.has(word) &&
      ((word !== 'may' && word !== 'march') || isCapital(text, token))
    )
      shape |= Shape.time;
    if (DURATION_UNITS.has(word) && lasts(word, tokens[index - 1])) shape |= Shape.duration;
    if (MONEY.has(word)) shape |= Shape.money;
    if (word === 'percent' || word === 'percentage') shape |= Shape.percent;
    if (REASONS.has(word)) shape |= Shape.reason;
    if (isCapital(text, token) && token.term !== '') {
      const opens = openers.has(index);
      const next = tokens[index + 1];
      if (!opens || (next !== undefined && isCapital(text, next) && next.term !== '')) {
        shape |= Shape.name;
        const before = tokens[index - 1]?.word ?? '';
        const beforeThat = tokens[index - 2]?.word ?? '';
        if (
          PLACE_PREPOSITIONS.has(before) ||
          (before === 'the' && PLACE_PREPOSITIONS.has(beforeThat))
        )
          shape |= Shape.place;
      }
    }
    shapes[index] = shape;
  });
  return shapes;
}

/** "Two hours", "a decade", "24-hour" and "for years" last; "this year" and "the next day" do not. */
function lasts(unit: string, before: Token | undefined): boolean {
  if (before === undefined) return false;
  return (
    /^\d/.test(before.term) ||
    COUNTING.has(before.word) ||
    (/s$/.test(unit) && !POINTING.has(before.word))
  );
}
const COUNTING = new Set('a an one per half several few many hundred thousand dozen'.split(' '));
const POINTING = new Set('these those recent early late last next first final'.split(' '));

function isCapital(text: string, token: Token): boolean {
  const first = text.slice(token.start, token.start + 1);
  return first !== first.toLowerCase();
}
