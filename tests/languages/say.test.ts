/** The bot's words say what they are told, in every language there is. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/languages/language.ts';
import { LANGUAGES } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { PluralForms, SentenceKey } from '../../src/languages/sentences.ts';

describe('sayIn', () => {
  it('puts in the parameters, exactly as given', () => {
    expect(sayIn('en-US')('unknownArticle', { article: '$& {n}' })).toContain('“$& {n}”');
  });

  it('counts as the language does', () => {
    const seconds = (locale: string, n: number) => sayIn(locale)('slowDown', { n });
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
      expect(sayIn(locale)('button.more')).toBe('More');
    }
  });
});

describe.each(Object.entries<Language>(LANGUAGES))('the sentences of %s', (language, known) => {
  const table = known.sentences;
  const en = LANGUAGES.en.sentences;
  const keys = Object.keys(en) as SentenceKey[];
  const textsOf = (entry: string | PluralForms | undefined) =>
    entry === undefined ? [] : typeof entry === 'string' ? [entry] : Object.values(entry);
  const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

  it('has every key, and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...keys].sort());
  });

  it('says in every form what the English one does', () => {
    for (const key of keys) {
      const wanted = placeholders(textsOf(en[key]).at(-1) ?? '');
      for (const text of textsOf(table[key])) {
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
      const entry: string | PluralForms | undefined = table[key];
      if (typeof entry !== 'object') continue;
      expect(Object.keys(entry), key).toEqual(expect.arrayContaining([...forms]));
    }
  });
});
