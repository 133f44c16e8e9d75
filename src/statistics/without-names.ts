/**
 * A question as it may be told to others: without what may name somebody. Mentions, handles, addresses, numbers of
 * telephones and accounts are left out, and so are capitalised names that no article knows.
 */
import { detectLanguage } from '../languages/detect.ts';
import { LANGUAGES, type LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { stem } from '../search/terms.ts';

/** Stands for what was left out. */
const LEFT_OUT = '…';
/** Digits in a row, blanks and dashes between them, that may be a telephone or an account. */
const MANY_DIGITS = 7;
/** Digits of one number that is no year. */
const LONG_NUMBER = 5;
/** Where less than this share of the words is left, there is nothing to tell. */
const LEAST_LEFT = 0.5;

const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const NUMERIC = /^[+(]*\d[\d().,/:+-]*$/;
const CAPITAL = /\p{Lu}/u;
/** From the first of them on: what is tried at each is quadratic. */
const END_MARKS = /(?<![?!.,;:])[?!.,;:]+$/;
const ENDS_SENTENCE = /[.!?:…]["»”’)]*$/;

/** Whether a word stands in the articles as it is written, capitals too. */
export type KnowsWord = (word: string) => Promise<boolean>;

/** The commonest words of a language, as they are and as they are searched. */
const commonTerms = oncePerLanguage((language): ReadonlySet<string> => {
  const { commonWords } = LANGUAGES[language].terms;
  return new Set(commonWords.flatMap((word) => [word, stem(word, language)]));
});

/** Words that every text of a language has. @param withTopics whether those count that carry a topic. */
function isCommon(word: string, language: LanguageCode, withTopics: boolean): boolean {
  const small = word.toLowerCase();
  const { terms, several } = LANGUAGES[language];
  if (terms.stopWords.has(small) || several.asking.has(small)) return true;
  const common = commonTerms(language);
  return withTopics && (common.has(small) || common.has(stem(small, language)));
}

/** What no name is told by: links, mentions, addresses, handles, and what only machines write. */
function isOfMachines(token: string): boolean {
  if (/[@_\\]|:\/\/|^www\./i.test(token)) return true;
  // `<#123>`, `<:name:123>`, and what is left of one that was cut.
  if (/^[<>]|[<>]$/.test(token)) return true;
  const word = token.replace(/[^\p{L}\p{N}]/gu, '');
  return word.length >= LONG_NUMBER && /\d/.test(word) && /\p{L}/u.test(word);
}

function digitsOf(token: string): number {
  return token.replace(/\D/g, '').length;
}

/** Numbers that are too long to be an amount or a year, and those that go on behind a blank. */
function longNumbers(tokens: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let run: number[] = [];
  const end = (): void => {
    const digits = run.reduce((sum, at) => sum + digitsOf(tokens[at] ?? ''), 0);
    for (const at of run) {
      if (digits >= MANY_DIGITS || digitsOf(tokens[at] ?? '') >= LONG_NUMBER) found.add(at);
    }
    run = [];
  };
  for (const [at, token] of tokens.entries()) {
    if (NUMERIC.test(token.replace(END_MARKS, ''))) run.push(at);
    else end();
  }
  end();
  return found;
}

/**
 * The question without them, a `…` for each; null where hardly anything would be left.
 * @param knows whether the articles have a word.
 */
export async function withoutNames(question: string, knows: KnowsWord): Promise<string | null> {
  const language = detectLanguage(question) ?? 'en';
  const isNameOnly = LANGUAGES[language].answers.capitals === 'names';
  // A mention may have blanks in it only where Discord wrote none.
  const tokens = question
    .replace(/<[^<>\s]*>/g, ' < ')
    .split(/\s+/)
    .filter((token) => token !== '');
  const numbers = longNumbers(tokens);

  async function isTold(token: string, at: number): Promise<boolean> {
    if (numbers.has(at) || isOfMachines(token)) return false;
    const opens = at === 0 || ENDS_SENTENCE.test(tokens[at - 1] ?? '');
    const words = token.match(WORDS) ?? [];
    for (const [i, word] of words.entries()) {
      if (!CAPITAL.test(word)) continue;
      const opensHere = opens && i === 0;
      if (isCommon(word, language, opensHere || !isNameOnly)) continue;
      if (!(await knows(word))) return false;
    }
    return true;
  }

  const told: string[] = [];
  let left = 0;
  for (const [at, token] of tokens.entries()) {
    if (await isTold(token, at)) {
      told.push(token);
      left += 1;
    } else {
      const after = END_MARKS.exec(token)?.[0] ?? '';
      if (told.at(-1) === LEFT_OUT) told.pop();
      told.push(LEFT_OUT + after);
    }
  }
  return tokens.length > 0 && left >= tokens.length * LEAST_LEFT ? told.join(' ') : null;
}
