import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuotations } from '../../src/quotes/extract.ts';

const read = (text: string) => readQuotations(text, { wholeIfNone: false });
const texts = (text: string) => read(text).quotations.map((each) => each.text);

/** Each in the straight mark and in the curved ones; what is quoted stands in `{…}`, else nothing is. */
const ENGLISH = [
  'He said {one two three four five} today.',
  '{One two three four five}, he said.',
  '{One two three four five,} he said, {six seven eight nine ten.}',
  '({One two three four five})',
  'She wrote: {We don~t know what they~ve done}.',
  '{He said “one two” three four}',
  'He said “one ~two three~ four” there, {and one two three four}.',
  'Nobody~s dog, and the dogs~ bowls, and James~ book, and Marx~ theory.',
  '{The dogs~ bowls were all empty}, he said.',
  '{We found the dogs~ bowls}, and the rest.',
  '{James~ house is very big,} she said.',
  'In the ~90s and the ~60s~ music of the ~20s, they sang.',
  '{It was in the ~90s, you know,} he said.',
  'Rock ~n~ roll was all that the boys~ band would play at night.',
  '{Rock ~n~ roll is here to stay}, they sang.',
  'Give ~em hell, ~cause it~s ~bout time, y~all.',
  '{Give ~em hell, all of you}, he said.',
  'Goin~ home, thinkin~ of the ol~ days, an~ of nothin~ else.',
  '{Goin~ home is all we want}, he said.',
  'A stick 5~ 10" long, and 6~ 2" deep, and 7~ wide.',
  '{The wall is 5~ high all around}, he said.',
  'He said {one two three four five}, and the dogs~ bowls were empty.',
  'It is the students~ union, not the teachers~ union of the schools~.',
  '*{One two three four five}* and **{six seven eight nine ten}**',
  'The year {one two three four 1969} was said.',
  '{Is it one two three four?} she asked; {No!} he said.',
  'She asked—{is one two three four?}—and left.',
  'O~Brien~s ship, the fo~c~s~le, and ~twas so.',
  '{~Twas the night before all that}, he read.',
];

describe('single quotation marks', () => {
  const expected = (line: string) =>
    [...line.matchAll(/\{([^}]*)\}/g)].map(([, inner = '']) => inner).filter(isLong);
  const isLong = (inner: string) => inner.split(/[ -]/).length >= 5;
  const straight = (text: string) => text.replace(/[~{}]/g, "'");
  const curved = (text: string) => text.replaceAll('{', '‘').replace(/[~}]/g, '’');

  it.each(ENGLISH)('in English, straight: %s', (line) => {
    expect(texts(straight(line))).toEqual(expected(line).map(straight));
  });

  it.each(ENGLISH)('in English, curved: %s', (line) => {
    expect(texts(curved(line))).toEqual(expected(line).map(curved));
  });

  it.each([
    ['Er sagte ‚eins zwei drei vier fünf‘ gestern.', ['eins zwei drei vier fünf']],
    ['Er sagte ‚eins zwei drei vier fünf.‘ Und ‚sechs‘.', ['eins zwei drei vier fünf.']],
    ['‚Ich hab’ das nie so gesagt‘, sagte er.', ['Ich hab’ das nie so gesagt']],
    ['‚Hans’ Haus ist sehr groß‘, sagte er.', ['Hans’ Haus ist sehr groß']],
    [
      '„Er sagte ‚eins zwei drei vier fünf‘ gestern“',
      ['Er sagte ‚eins zwei drei vier fünf‘ gestern'],
    ],
    ["Ich hab' Hans' Haus geseh'n, 's ist so 'n Haus.", []],
    ['Powiedział ‚raz dwa trzy cztery pięć’ wczoraj.', ['raz dwa trzy cztery pięć']],
    ['Er sagte ›eins zwei drei vier fünf‹ gestern.', ['eins zwei drei vier fünf']],
    ['Il a dit ‹un deux trois quatre cinq› hier.', ['un deux trois quatre cinq']],
    ['L’eau d’aujourd’hui, qu’il n’a pas, jusqu’à l’« eau » d’“un” homme.', []],
    ["L'eau d'aujourd'hui, qu'il n'a pas, jusqu'à l'« eau » d'\"un\" homme.", []],
    ['Il a dit ‘l’eau n’est pas très haute’ hier.', ['l’eau n’est pas très haute']],
    ["Il a dit 'l'eau n'est pas très haute' hier.", ["l'eau n'est pas très haute"]],
    ["Un po' di tutto, e un po' di niente.", []],
    ['Он сказал ‘раз два три четыре пять’ вчера.', ['раз два три четыре пять']],
    ["Он сказал 'раз два три четыре пять', и ушёл.", ['раз два три четыре пять']],
    ["Д'Артаньян и Жанна д’Арк, п'ять об'єктів.", []],
    ["<a title='one two three four five'>x</a>", []],
    ["`'one two three four five'` 'six seven eight nine ten'", ['six seven eight nine ten']],
    ["He said 'one two\nthree four five' there.", ['one two\nthree four five']],
    ["He said 'one two\n\nthree four five' there.", []],
    ['\'she said "one two three" there\'', ['she said "one two three" there']],
    [
      'She said "one \'two three four five six" and left the dogs\' bowls.',
      ["one 'two three four five six"],
    ],
  ])('of %s', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it('lists what is too short, with its line', () => {
    const { quotations, skipped } = read(
      'A ‘scare quote’.\n\n“Only four words here,” and “”.\n\n> one\n',
    );
    expect(quotations.map(({ text }) => text)).toEqual(['one']);
    expect(skipped.map(({ text, line }) => [line, text])).toEqual([
      [1, 'scare quote'],
      [3, 'Only four words here,'],
    ]);
  });

  it('never overlap, and are what stands there', () => {
    const piece = fc.constantFrom(
      ...'\'‘’‚‛“”„"«»‹›'.split(''),
      ' ',
      'n',
      's',
      'ab ',
      '5',
      '.',
      '\n',
      '`',
      '😀',
      'a b c d e',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const { quotations, skipped } = read(text);
        const all = [...quotations, ...skipped].sort((a, b) => a.start - b.start);
        let last = 0;
        for (const { start, end, line, text: inner } of all) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start + 1, end - 1)).toContain(inner.slice(0, 1));
          expect(text.slice(start, end)).toMatch(/^['‘‚‛“„"«»‹›][\s\S]*['‘’“”"«»‹›]$/);
          expect(line).toBe(text.slice(0, start).split('\n').length);
          last = end;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
