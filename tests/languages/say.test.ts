/** The bot's words say what they are told, in every language there is. */
import { describe, expect, it } from 'vitest';
import { defineLanguage, type Language } from '../../src/languages/language.ts';
import { LANGUAGES } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Sentence } from '../../src/languages/sentences.ts';
import { Refusal, statement } from '../../src/refusals.ts';

describe('sayIn', () => {
  it('puts in the parameters, exactly as given', () => {
    expect(sayIn('en-US')('addDuplicate', { title: '$& {n}' })).toContain('“$& {n}”');
  });

  it('counts as the language does', () => {
    const seconds = (locale: string, n: number) => sayIn(locale).tell(statement('slowDown', { n }));
    expect(seconds('en-GB', 1)).toContain('1 second and');
    expect(seconds('en-GB', 2)).toContain('2 seconds and');
    expect(seconds('fr', 0)).toContain('0 seconde et');
    expect(seconds('fr', 2)).toContain('2 secondes et');
    expect([1, 2, 5, 11, 21, 22, 25].map((n) => /секунд[уы]?/.exec(seconds('ru', n))?.[0])).toEqual(
      ['секунду', 'секунды', 'секунд', 'секунд', 'секунду', 'секунды', 'секунд'],
    );
  });

  it('speaks English where there is no table', () => {
    for (const locale of ['it', 'zh-CN', '', 'constructor', '__proto__', 'not a locale']) {
      expect(sayIn(locale)('button.copy')).toBe('Copy');
    }
  });
});

/** The tables of a language. */
const TABLES = ['sentences', 'refusals', 'reasons', 'notices', 'warnings', 'drops'] as const;

describe('statements', () => {
  it('are said with the statements in them, and lists as the language lists', () => {
    const places = ['a.md', statement('part', { file: 'b.txt', part: 2 }), 'c.md'];
    const same = statement('sameText', { places });
    expect(sayIn('en').tell(same)).toBe(
      'a.md, b.txt (article 2) and c.md hold the same text; all are indexed.',
    );
    expect(sayIn('ru').tell(same)).toContain('a.md, b.txt (статья 2) и c.md');
    expect(sayIn('fr').tell(same)).toContain('a.md, b.txt (article 2) et c.md');
  });

  it('write sizes as the language does', () => {
    const reason = statement('tooLarge', { size: 50 * 1024 * 1024, max: 20 * 1024 * 1024 });
    expect(sayIn('en').tell(reason)).toContain('50 MB, more than the 20 MB');
    expect(sayIn('ru').tell(reason)).toMatch(/50\sМБ.*20\sМБ/);
    expect(sayIn('fr').tell(reason)).toMatch(/50\sMo.*20\sMo/);
  });

  it('escape foreign text wherever it stands, and nothing of their own', () => {
    const refusal = new Refusal('notAdded', {
      name: '*a*',
      reason: statement('hubSilent', { host: '{name}' }),
    });
    const shout = (text: string) => text.toUpperCase();
    expect(sayIn('en').tell(refusal, shout)).toBe('*A* was not added: {NAME} does not answer.');
  });

  it('are known by their key where the words are missing, as of another version', () => {
    const saved = JSON.parse('{"key":"constructor","facts":{}}');
    expect(sayIn('ru').tell(saved)).toBe('constructor');
  });
});

describe('a language', () => {
  const { en } = LANGUAGES;

  // These hold when the tests compile.
  it('does not compile with a name that is no fact of its key', () => {
    // @ts-expect-error `seconds` is no fact of slowDown.
    defineLanguage({ ...en, refusals: { ...en.refusals, slowDown: 'Wait {seconds} s.' } });
    // @ts-expect-error Nor is it in one form of several.
    defineLanguage({ ...en, refusals: { ...en.refusals, slowDown: { one: '{s}', other: '' } } });
    // @ts-expect-error `litres` is no way to write a fact.
    defineLanguage({ ...en, reasons: { ...en.reasons, tooLargeToAdd: '{max:litres}' } });
    const fine = { ...en.refusals, slowDown: { one: 'Wait.', other: 'Wait {n} s.' } };
    expect(defineLanguage({ ...en, refusals: fine }).refusals).toBe(fine);
  });

  it('does not compile with a key missing, or one too many', () => {
    const { slowDown, ...refusals } = en.refusals;
    // @ts-expect-error slowDown is missing.
    defineLanguage({ ...en, refusals });
    // @ts-expect-error There is no hurryUp.
    defineLanguage({ ...en, refusals: { ...en.refusals, hurryUp: 'Go on!' } });
    expect(slowDown).toBeDefined();
  });
});

describe.each(Object.entries<Language>(LANGUAGES))('the sentences of %s', (language, known) => {
  const entriesOf = (of: Language) =>
    TABLES.flatMap((one) =>
      Object.entries<Sentence>(of[one]).map(([key, entry]) => [`${one}.${key}`, entry] as const),
    );
  const en = new Map(entriesOf(LANGUAGES.en));
  const table = new Map(entriesOf(known));
  const keys = [...en.keys()];
  const textsOf = (entry: Sentence | undefined) =>
    entry === undefined ? [] : typeof entry === 'string' ? [entry] : Object.values(entry);
  const placeholders = (text: string) => [...new Set(text.match(/\{[\w:]+\}/g) ?? [])].sort();

  it('has every key once, and no other', () => {
    for (const one of TABLES) {
      expect(Object.keys(known[one]).sort()).toEqual(Object.keys(LANGUAGES.en[one]).sort());
    }
    // What is stated is looked for by its key alone.
    const stated = TABLES.filter((one) => one !== 'sentences').flatMap((one) =>
      Object.keys(known[one]),
    );
    expect(new Set(stated).size).toBe(stated.length);
  });

  it('says in every form what the English one does', () => {
    for (const key of keys) {
      const wanted = placeholders(textsOf(en.get(key)).at(-1) ?? '');
      for (const text of textsOf(table.get(key))) {
        expect(text.trim(), key).toBe(text);
        expect(text, key).not.toBe('');
        // A form for one may say it in words.
        const told = placeholders(text);
        expect(wanted, key).toEqual(expect.arrayContaining(told));
        if (!told.includes('{n}'))
          expect([...told, '{n}'].sort(), key).toEqual(expect.arrayContaining(wanted));
        else expect(told, key).toEqual(wanted);
      }
    }
  });

  it('has all the forms that its language counts with', () => {
    const forms = new Set(
      Array.from({ length: 200 }, (_, n) => new Intl.PluralRules(language).select(n)),
    );
    for (const key of keys) {
      const entry = table.get(key);
      if (typeof entry !== 'object') continue;
      expect(Object.keys(entry), key).toEqual(expect.arrayContaining([...forms]));
    }
  });
});
