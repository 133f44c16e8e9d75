/** What every language's file must hold, whichever it is: a new one is held to it by being listed. */
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/articles/dates.ts';
import { splitSentences } from '../../src/articles/sentences.ts';
import type { Language } from '../../src/languages/language.ts';
import { LANGUAGES, type LanguageCode } from '../../src/languages/languages.ts';
import { expectedShare } from '../../src/search/common-words.ts';
import { canonicalNumber } from '../../src/search/numbers.ts';
import { parseQuestion } from '../../src/search/question.ts';
import { stem, tokenize } from '../../src/search/terms.ts';

/** Every set of words in a part of a language, by its name. */
function setsOf(part: object): [string, ReadonlySet<string>][] {
  return Object.entries(part).filter((entry): entry is [string, ReadonlySet<string>] => {
    return entry[1] instanceof Set;
  });
}

describe.each(Object.entries<Language>(LANGUAGES) as [LanguageCode, Language][])(
  'the language %s',
  (code, language) => {
    it('writes its words in lower case and composed', () => {
      const { terms, questions, answers, prose } = language;
      const written = ['months', 'neverShort', 'statements', 'beforeName'];
      const small = [terms, questions, answers, prose]
        .flatMap(setsOf)
        .filter(([name]) => !written.includes(name))
        .flatMap(([, words]) => [...words]);
      expect(small.length).toBeGreaterThan(200);
      for (const word of [...small, ...terms.commonWords, ...terms.irregular.keys()]) {
        expect(word).toBe(word.toLowerCase());
        expect(word).toBe(word.normalize('NFC'));
        expect(word).toMatch(/^\S+$/);
      }
    });

    it('brings irregular forms to the term of their base', () => {
      for (const [form, base] of language.terms.irregular) {
        expect(stem(form, code), form).toBe(stem(base, code));
      }
    });

    it('turns its words for numbers into digits that are themselves', () => {
      for (const [word, digits] of language.numbers.words) {
        expect(stem(word, code), word).toBe(stem(digits, code));
        if (/^\d/.test(digits)) expect(stem(digits, code), word).toBe(digits);
      }
      const { grouping, decimal } = language.numbers;
      expect(grouping).not.toBe(decimal);
      expect(canonicalNumber(`12${grouping}500`, code)).toBe('12500');
      expect(canonicalNumber(`3${decimal}5`, code)).toBe('3.5');
    });

    it('has no topic in its small words, alone or together', () => {
      const small = [...language.terms.stopWords];
      expect(small.length).toBeGreaterThan(80);
      expect(tokenize(small.join(' '), code).filter(({ term }) => term !== '')).toEqual([]);
      expect(parseQuestion(small.slice(0, 20).join(' '), [code]).terms).toEqual([]);
    });

    it('knows words that are commoner than others', () => {
      const { commonWords, stopWords } = language.terms;
      const [common] = commonWords.filter((word) => !stopWords.has(word));
      const share = expectedShare(stem(common ?? '', code), code);
      expect(share).toBeGreaterThan(expectedShare(stem(commonWords.at(-1) ?? '', code), code));
      expect(expectedShare('zzyzx', code)).toBeLessThan(0.001);
    });

    it('asks for every kind of answer', () => {
      const kinds = new Set(language.questions.kinds.flatMap(([, shapes]) => shapes));
      expect(kinds.size).toBe(8);
      // A pattern that remembers where it was would answer differently the second time.
      for (const [pattern] of language.questions.kinds) expect(pattern.flags).not.toMatch(/[gy]/);
    });

    it('reads dates with each of its months', () => {
      const { months } = language.dates;
      expect(months).toHaveLength(12);
      for (const [index, names] of months.entries()) {
        const month = String(index + 1).padStart(2, '0');
        for (const name of names.split('|').filter((each) => /^\p{L}+$/u.test(each))) {
          expect(parseDate(`7 ${name} 2024`), name).toBe(`2024-${month}-07`);
        }
      }
    });

    it('does not end a sentence after a title', () => {
      for (const title of language.prose.beforeName) {
        if (title.length < 3) continue;
        const written = title.slice(0, 1).toUpperCase() + title.slice(1);
        const text = `Xx ${written}. Xylander xx.`;
        expect(splitSentences(text, code), title).toHaveLength(1);
      }
    });

    it('asks for a name', () => {
      expect(language.exampleQuestion('Kerbriand')).toContain('Kerbriand');
      expect(language.exampleOfTwo('Kerbriand', 'Velmora')).toMatch(/Kerbriand.*Velmora.*\?$/);
      expect(language.exampleInYear('Kerbriand', '1873')).toMatch(/Kerbriand|1873/);
      expect(new Set(language.offTopicQuestions).size).toBeGreaterThan(2);
    });
  },
);
