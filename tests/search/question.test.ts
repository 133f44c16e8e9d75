/** What a question asks for, and what in a passage looks like an answer. */
import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/languages/languages.ts';
import { Shape, shapesOf } from '../../src/search/answer-shapes.ts';
import { parseQuestion } from '../../src/search/question.ts';
import { tokenize } from '../../src/search/terms.ts';

/** The words of a one-sentence text that have a shape. */
function wordsOfShape(text: string, shape: number): string[] {
  const tokens = tokenize(text);
  const shapes = shapesOf(text, tokens, Uint32Array.of(tokens.length));
  return tokens.filter((_, i) => ((shapes[i] ?? 0) & shape) !== 0).map(({ word }) => word);
}

describe('parseQuestion', () => {
  it.each([
    ['Who led the talks?', Shape.name],
    ['when did the warnings surface', Shape.time],
    ['In what year was it built?', Shape.time],
    ['Where is the base located?', Shape.place],
    ['In which country is Normandy?', Shape.place],
    ['For how long had it been discussed?', Shape.duration],
    ['How many members were sent?', Shape.number],
    ['How much did it cost?', Shape.money],
    ['What percentage of them left?', Shape.percent],
    ['Why did they leave?', Shape.reason],
  ])('knows what %s expects', (question, shape) => {
    expect(parseQuestion(question).expects & shape).toBe(shape);
  });

  it.each<[LanguageCode, string[], string[]]>([
    [
      'en',
      ['how are you today', 'is there any news?', 'what is new', 'Good morning', 'thanks', 'help'],
      ['news of Nurek', 'today in Nurek', 'how do I get help here with Nurek', 'is it new Nurek'],
    ],
    [
      'de',
      ['Wie geht es dir heute?', 'was gibt es neues', 'guten Morgen', 'danke', 'hilfe'],
      ['neues aus Nurek', 'was geht heute in Nurek', 'was gibt Nurek'],
    ],
    [
      'fr',
      ['ça va ?', 'quoi de neuf', 'comment vas-tu aujourd’hui', 'bonjour', 'merci', 'aide'],
      ['nouvelles de Nurek', 'quoi de neuf à Nurek'],
    ],
    [
      'ru',
      ['как дела', 'что нового сегодня', 'доброе утро', 'спасибо', 'помощь'],
      ['новости Нурека', 'что нового в Нуреке'],
    ],
  ])('knows small talk from questions in %s', (language, talk, questions) => {
    const isIdle = (question: string) => parseQuestion(question, [language]).isIdle;
    expect(talk.filter((each) => !isIdle(each))).toEqual([]);
    expect(questions.filter(isIdle)).toEqual([]);
  });

  it('expects nothing in particular of keywords', () => {
    expect(parseQuestion('CSTO program').expects).toBe(0);
    expect(parseQuestion('CSTO program').terms.map(({ word }) => word)).toEqual([
      'csto',
      'program',
    ]);
  });

  it('names each term once, and which stand side by side', () => {
    const { terms, pairs } = parseQuestion('Taliban talks: which Taliban talks?');
    expect(terms.map(({ word }) => word)).toEqual(['taliban', 'talks']);
    expect(pairs).toContainEqual([0, 1]);
  });

  it('tells words that only name the kind of answer', () => {
    const { terms } = parseQuestion('How tall is the tower, and what year was it built?');
    expect(terms.filter(({ isFocus }) => isFocus).map(({ word }) => word)).toEqual([
      'tall',
      'year',
    ]);
  });

  it('has no terms for a question of stop words', () => {
    expect(parseQuestion('what is it?').terms).toEqual([]);
    expect(parseQuestion('').terms).toEqual([]);
    expect(parseQuestion('Hello, please tell me, thanks!').terms).toEqual([]);
  });
});

describe('shapesOf', () => {
  it('tells numbers, dates, money and shares', () => {
    const text = 'In March 1974 some 300 tanks cost $5 million, 20% of it paid by twelve towns';
    expect(wordsOfShape(text, Shape.time)).toEqual(['march', '1974']);
    expect(wordsOfShape(text, Shape.number)).toEqual(['300', '5', 'million', '20', 'twelve']);
    expect(wordsOfShape(text, Shape.money)).toEqual(['5']);
    expect(wordsOfShape(text, Shape.percent)).toEqual(['20']);
  });

  it('tells what lasts from what points at a time', () => {
    const text = 'This year they met for three hours after over a decade';
    expect(wordsOfShape(text, Shape.duration)).toEqual(['hours', 'decade']);
  });

  it('takes capitals for names, but not the one that opens a sentence', () => {
    const text = 'Yesterday the envoy met Hamid Saifi in the Panjshir valley';
    expect(wordsOfShape(text, Shape.name)).toEqual(['hamid', 'saifi', 'panjshir']);
    expect(wordsOfShape(text, Shape.place)).toEqual(['panjshir']);
  });
});
