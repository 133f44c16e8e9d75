/** Texts and questions are told by their language, or not at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectLanguage,
  languageOfScript,
  languageOfWord,
  scriptOf,
} from '../../src/languages/detect.ts';
import type { Language } from '../../src/languages/language.ts';
import { LANGUAGES } from '../../src/languages/languages.ts';

describe('detectLanguage', () => {
  it.each([
    [
      'en',
      'The harbour was closed for three weeks because of the ice, and no ship could leave it.',
    ],
    ['en', 'Who was Charles de Gaulle?'],
    ['en', "Why didn't they leave?"],
    ['en', 'when did the war end'],
    ['fr', 'Le port est resté fermé pendant trois semaines à cause de la glace.'],
    ['fr', 'Qui a construit le phare ?'],
    ['fr', "Où se trouve l'île ?"],
    ['fr', 'quand est ne Victor Hugo'],
    [
      'de',
      'Der Hafen war drei Wochen lang wegen des Eises geschlossen, und kein Schiff kam hinaus.',
    ],
    ['de', 'Wer hat den Turm gebaut?'],
    ['de', 'wie viele Menschen kamen'],
    ['ru', 'Порт был закрыт три недели.'],
    ['ru', 'Кто построил маяк Hornstrand?'],
  ])('knows %s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each([
    '',
    '  \n',
    '1234 — 5678',
    'Napoleon Waterloo 1815',
    '東京は日本の首都です。',
    'Satama oli suljettuna kolme viikkoa jään vuoksi, eikä mikään laiva päässyt sieltä ulos. Kalastajat odottivat kodeissaan ilman työtä talven loppuun saakka, kunnes meri aukesi.',
  ])('does not guess: %s', (text) => {
    expect(detectLanguage(text)).toBeNull();
  });

  it('takes a letter for a sign of the one language that has it, and of none where several do', () => {
    const languages = Object.entries<Language>(LANGUAGES);
    const letters = new Set(languages.flatMap(([, { terms }]) => [...terms.letters]));
    expect(letters.size).toBeGreaterThan(10);
    for (const letter of letters) {
      const [only, another] = languages.filter(([, { terms }]) => terms.letters.includes(letter));
      expect(detectLanguage(`zz${letter}zz`), letter).toBe(another ? null : only?.[0]);
    }
  });

  it('looks at the beginning of a text of any length, and never fails', () => {
    const long = 'The tide was low, and the boats lay in the mud. '.repeat(100_000);
    expect(detectLanguage(long)).toBe('en');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => {
        expect([...Object.keys(LANGUAGES), null]).toContain(detectLanguage(text));
      }),
    );
  });
});

describe('scripts', () => {
  it('are counted by their letters', () => {
    expect(scriptOf('Hornstrand и Вельта на реке')).toBe('Cyrillic');
    expect(scriptOf('the river Вельта')).toBe('Latin');
    expect(scriptOf('12 ½ …')).toBeNull();
  });

  it('have a language that stands for the others', () => {
    expect(languageOfScript('Latin')).toBe('en');
    expect(languageOfScript('Cyrillic')).toBe('ru');
    expect(languageOfWord('Hornstrand', 'ru')).toBe('en');
    expect(languageOfWord('Вельта', 'fr')).toBe('ru');
    expect(languageOfWord('maison', 'fr')).toBe('fr');
    expect(languageOfWord('1999', 'fr')).toBe('fr');
    expect(languageOfWord('1999', null)).toBe('en');
  });
});
