/** Makes a quote that is not as it was written, for people to see it caught. */

const NUMBER = /\d+/g;
/** Words that tell something; shorter ones are of any sentence. */
const WORD = /(?<![\p{L}\p{N}])\p{Ll}{5,24}(?![\p{L}\p{N}])/gu;

/**
 * A sentence with one number in it changed, or one word where it has none.
 * @param sentence as it is written.
 * @param around the text that it is from, whose words stand in for one of its own.
 * @returns null where nothing of it can be changed.
 */
export function falseQuote(sentence: string, around: string): string | null {
  const number = [...sentence.matchAll(NUMBER)].at(-1);
  if (number !== undefined) {
    const last = number.index + number[0].length - 1;
    const other = String((Number(sentence[last]) + 3) % 10);
    return sentence.slice(0, last) + other + sentence.slice(last + 1);
  }
  const [word] = [...sentence.matchAll(WORD)].sort(([a], [b]) => b.length - a.length);
  const own = new Set([...sentence.matchAll(WORD)].map(([one]) => one));
  const other = [...around.matchAll(WORD)].map(([one]) => one).find((one) => !own.has(one));
  if (word === undefined || other === undefined) return null;
  return sentence.slice(0, word.index) + other + sentence.slice(word.index + word[0].length);
}
