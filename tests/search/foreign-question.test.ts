import { describe, expect, it } from 'vitest';
import { foreignQuestion } from '../../src/search/foreign-question.ts';

/** The language that a question is told to be in where all passages are in others. */
const asked = (question: string, ...languages: string[]): string | null =>
  foreignQuestion(question, { languages, passagesIn: languages.map(() => 1) })?.asked ?? null;

describe('a question in a language that no passage is in', () => {
  it.each([
    ['Wer baute Nurek?', 'de'],
    ['wer baute nurek', 'de'],
    ['Wann starb Timur?', 'de'],
    ['Welche Turbine lief zuerst?', 'de'],
    ['Quand mourut Timur ?', 'fr'],
    ['qui tua Cleitus', 'fr'],
    ['Wie hoch ist der Damm von Nurek?', 'de'],
    ['Где Нурек?', 'ru'],
  ])('%s is told among English ones', (question, language) => {
    expect(asked(question, 'en')).toBe(language);
  });

  it.each(['Who built Nurek?', 'who killed timur', 'When did Timur die?'])(
    '%s is told among others',
    (question) => {
      for (const language of ['de', 'fr', 'ru']) expect(asked(question, language)).toBe('en');
    },
  );

  it.each([
    'Who built Nurek?',
    'wen nurek built',
    'Wo Fat actor',
    'wie is he',
    'Qui-Gon Jinn age',
    'Qui Nguyen',
    'was nurek built',
    'wer u at',
    'comment on Timur',
    'Comment section rules',
    'le corbusier',
    'Nurek',
    'Zürich Hauptbahnhof',
  ])('%s is not told among English ones', (question) => {
    expect(asked(question, 'en')).toBeNull();
  });

  it('is told by the words around a long name in another script', () => {
    expect(asked('Где была создана Call of Duty Elite?', 'ru')).toBeNull();
    expect(asked('Где была создана игра Call of Duty?', 'en')).toBe('ru');
  });

  it('is not told by one word where passages are in a language that is not known', () => {
    expect(asked('que significa Nurek', 'es')).toBeNull();
    expect(asked('que signifie Nurek', 'en')).toBe('fr');
  });
});
