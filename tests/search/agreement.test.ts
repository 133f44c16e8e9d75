import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedValue, compareSaid } from '../../src/search/agreement.ts';
import { compareValues, type Value, valuesOf } from '../../src/search/values.ts';

/** What two articles' sentences are to each other: the values where they differ. */
function compared(question: string, own: string, other: string, title = 'The Kolmbach dam') {
  const asked = askedValue(question, ['en', 'de', 'fr', 'ru']);
  if (asked === null) return null;
  const said = (sentence: string) => ({ sentence, heading: title });
  const found = compareSaid(asked, said(own), said(other));
  if (found?.kind !== 'differ') return found?.kind ?? null;
  return [
    own.slice(found.own.start, found.own.end),
    other.slice(found.other.start, found.other.end),
  ];
}

const HIGH = 'How high is the Kolmbach dam?';
const BUILT = 'When was the Kolmbach dam built?';
const WHO = 'Who built the Kolmbach dam?';

describe('two sentences that agree', () => {
  it.each([
    [HIGH, 'The Kolmbach dam is 107 metres high.', 'It is 107 m high.'],
    [HIGH, 'The dam is 107 m high.', 'The Kolmbach dam, 0.107 km high, closes the valley.'],
    [HIGH, 'The dam is 107 m high.', 'The Kolmbach dam is 351 feet high.'],
    [BUILT, 'It was built on 5 October 1954.', 'The dam was built in 1954.'],
    [BUILT, 'It was built on 5 October 1954.', 'The dam was built on Oct. 5, 1954.'],
    [WHO, 'It was built by Hedwig Sailer.', 'The Kolmbach dam was built by the engineer Sailer.'],
    [
      'How many workers built the Kolmbach dam?',
      'It was built by 2,000 workers.',
      'Two thousand workers built it.',
    ],
  ])('%s %s %s', (question, own, other) => expect(compared(question, own, other)).toBe('agree'));
});

describe('two sentences that differ', () => {
  it.each([
    [HIGH, 'The Kolmbach dam is 107 metres high.', 'It is 112 m high.', ['107 metres', '112 m']],
    [BUILT, 'It was built in 1954.', 'The dam was built on 3 May 1955.', ['1954', '3 May 1955']],
    [
      WHO,
      'It was built by Hedwig Sailer.',
      'The dam was built by Anton Rieder.',
      ['Hedwig Sailer', 'Anton Rieder'],
    ],
    [
      'Wie hoch ist die Kolmbach-Staumauer?',
      'Die Staumauer ist 107 m hoch.',
      'Die Staumauer ist 112 Meter hoch.',
      ['107 m', '112 Meter'],
      'Kolmbach-Staumauer',
    ],
  ])('%s %s %s', (question, own, other, values, title = 'The Kolmbach dam') =>
    expect(compared(question, own, other, title)).toEqual(values),
  );
});

describe('two sentences of which nothing is said', () => {
  it.each([
    // Something else is measured.
    [HIGH, 'The dam is 107 m high.', 'The crest of the dam is 494 m long.'],
    [HIGH, 'The dam is 107 m high.', 'The tower on the dam is 30 m high.'],
    [HIGH, 'The dam is 107 m high.', 'The Rotwand dam is 130 m high.'],
    [BUILT, 'The dam was built in 1954.', 'The road to the dam was built in 1948.'],
    [BUILT, 'The dam was built in 1954.', 'The dam was finished in 1955.'],
    // Not said as such.
    [HIGH, 'The dam is 107 m high.', 'The dam is more than 100 m high.'],
    [HIGH, 'The dam is 107 m high.', 'The dam is not 120 m high.'],
    [HIGH, 'The dam is 107 m high.', 'The dam was planned to be 120 m high.'],
    [HIGH, 'The dam is 107 m high.', 'The dam is 100 to 120 m high.'],
    [HIGH, 'The dam is 107 m high.', 'The dam is 100–120 m high.'],
    [HIGH, 'The dam is 250 m high.', 'The dam is two hundred and fifty metres high.'],
    // Rounded, at other times, of another kind.
    [HIGH, 'The dam is 107 m high.', 'The dam is 106.8 m high.'],
    [HIGH, 'In 1954 the dam was 107 m high.', 'In 1990 the dam was 120 m high.'],
    [HIGH, 'The dam is 107 m high.', 'The dam is 5 storeys high.'],
    // More than one value, or none that is asked for.
    [BUILT, 'It was built from 1947 to 1955.', 'It was built in 1952.'],
    ['Why was the Kolmbach dam built?', 'It was built in 1954.', 'It was built in 1955.'],
    [WHO, 'It was built by Hedwig Sailer.', 'It was built by Hedwig Rieder.'],
  ])('%s %s %s', (question, own, other) => expect(compared(question, own, other)).toBeNull());
});

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WORDS: readonly [number, string][] = [
  [1000, 'one thousand'],
  [2000, 'two thousand'],
  [25, 'twenty-five'],
  [300, 'three hundred'],
  [12_000, 'twelve thousand'],
  [5_000_000, 'five million'],
  [7, 'seven'],
];

/** The one value of a kind in a sentence. */
function only(text: string, kind: Value['kind']): Value {
  const found = valuesOf(text, 'en').filter((value) => value.kind === kind);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} in ${text}`);
  return found[0];
}

describe('one value, written in two ways', () => {
  it('is never two: numbers', () => {
    const sentence = (written: string) => `There are ${written} turbines in it.`;
    fc.assert(
      fc.property(fc.integer({ min: 2100, max: 9_999_999 }), (amount) => {
        const grouped = only(sentence(amount.toLocaleString('en')), 'number');
        expect(compareValues(grouped, only(sentence(`${amount}`), 'number'))).toBe('equal');
      }),
    );
    for (const [amount, word] of WORDS) {
      const written = only(sentence(word), 'number');
      for (const digits of [
        `${amount.toLocaleString('en')}`,
        ...(amount < 1000 || amount > 2100 ? [`${amount}`] : []),
      ]) {
        expect([word, compareValues(written, only(sentence(digits), 'number'))]).toEqual([
          word,
          'equal',
        ]);
      }
    }
  });

  it('is never two: millions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 999 }), (tenths) => {
        const short = only(`It cost $${tenths / 10} million.`, 'number');
        const long = only(`It cost $${(tenths * 100_000).toLocaleString('en')}.`, 'number');
        expect(compareValues(short, long)).toBe('equal');
      }),
    );
  });

  it('is never two: dates', () => {
    const day = fc.record({
      year: fc.integer({ min: 1000, max: 2099 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(day, ({ year, month, day }) => {
        const name = MONTHS[month - 1] ?? '';
        const short = name.length > 4 ? `${name.slice(0, 3)}.` : name;
        const two = (n: number) => `${n}`.padStart(2, '0');
        const ways = [
          `${day} ${name} ${year}`,
          `${name} ${day}, ${year}`,
          `${short} ${day}, ${year}`,
          `the ${day}th of ${name} ${year}`,
          `${year}-${two(month)}-${two(day)}`,
          `${name} ${year}`,
          `${year}`,
        ];
        const [first, ...others] = ways.map((way) => only(`It was built on ${way}.`, 'date'));
        for (const other of others) expect(first && compareValues(first, other)).toBe('equal');
      }),
    );
  });

  it('is never two: lengths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), (metres) => {
        const ways = [
          `${metres} m`,
          `${metres} metres`,
          `${metres / 1000} km`,
          `${metres * 100} cm`,
        ];
        const values = ways.map((way) => only(`It is ${way} long.`, 'number'));
        for (const one of values) {
          for (const other of values) expect(compareValues(one, other)).not.toBe('different');
        }
      }),
    );
  });
});

it('gives values that are slices of any sentence', () => {
  const word = fc.constantFrom(
    'one',
    'thousand',
    '5',
    'May',
    '1954',
    '$',
    '%',
    '-',
    'km',
    '²',
    'Anna',
    ' ',
    '1.000',
    'of',
    '10-05',
  );
  const anything = fc.oneof(
    fc.string(),
    fc.array(word).map((some) => some.join(' ')),
    fc.array(word).map((some) => some.join('')),
  );
  fc.assert(
    fc.property(anything, fc.constantFrom('en', 'de', 'fr', 'ru'), (text, language) => {
      for (const { start, end } of valuesOf(text, language as 'en')) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
