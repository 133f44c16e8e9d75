/** Numbers as words and as digits, brought to one written form. */

const UNITS = `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty`.split(/\s+/);

const ORDINALS = `third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`.split(/\s+/);

/** "one", "first" and "second" stay words: they seldom stand for the number. */
const NUMBER_WORDS: ReadonlyMap<string, string> = new Map([
  ...UNITS.map((word, index): [string, string] => [word, String(index + 2)]),
  ...ORDINALS.map((word, index): [string, string] => [word, String(index + 3)]),
  ['thirty', '30'],
  ['forty', '40'],
  ['fifty', '50'],
  ['sixty', '60'],
  ['seventy', '70'],
  ['eighty', '80'],
  ['ninety', '90'],
  ['1st', 'first'],
  ['2nd', 'second'],
]);

/**
 * The one form of a number: "twelve" and "twelfth" become "12", "12th" and "1960s" lose their
 * ending, "1,278" its separators.
 *
 * @param word Lower case.
 * @returns `word` itself when it is no number.
 */
export function canonicalNumber(word: string): string {
  const spelled = NUMBER_WORDS.get(word);
  if (spelled !== undefined) return spelled;
  if (!/^\d/.test(word)) return word;
  return word.replace(/,(?=\d{3})/g, '').replace(/^(\d+)(?:st|nd|rd|th|s)$/, '$1');
}
