/** The proof of the seam: German, which nothing but its own file knows of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/articles/sentences.ts';
import { detectLanguage } from '../../src/languages/detect.ts';
import { Shape, shapesOf } from '../../src/search/answer-shapes.ts';
import { parseQuestion } from '../../src/search/question.ts';
import { tokenize } from '../../src/search/terms.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/languages/german');
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

interface Asked {
  readonly question: string;
  /** Words of the one passage that answers. */
  readonly expect: string;
}

/** Of twenty questions so many are to be answered by the first passage. */
const RIGHT_FIRST = 17;

const termsOf = (text: string): string[] =>
  tokenize(text, 'de').flatMap(({ term }) => (term === '' ? [] : [term]));

describe('German', () => {
  it('is answered in German', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    // One of them says its language, of the other it is to be seen.
    writeFiles(folders.articles, {
      'leuchtturm.md': read('leuchtturm.md'),
      'imkerei.md': read('imkerei.md'),
    });
    const { library } = openTestLibrary(folders, { embedding: bundledEmbedding });
    await library.whenReady();
    const asked = JSON.parse(read('questions.json')) as Asked[];
    expect(asked).toHaveLength(20);
    const wrong: string[] = [];
    for (const { question, expect: words } of asked) {
      const [first] = (await library.ask(question, { count: 1 })).excerpts;
      if (!first?.text.includes(words)) wrong.push(`${question} → ${first?.text.slice(0, 60)}`);
    }
    expect(asked.length - wrong.length, wrong.join('\n')).toBeGreaterThanOrEqual(RIGHT_FIRST);
    expect(
      (await library.ask('Wer gewann die Meisterschaft im Eishockey?', { count: 1 })).answered,
    ).toBe(false);
  });

  it.each([
    ['Turm Turms Türme', 1],
    ['Stadt Städte Städten', 1],
    ['gebaut baute bauen', 1],
    ['geschrieben schrieb schreiben', 1],
    ['größe groesse grösse', 1],
    ['Straße Strasse straßen', 1],
    ['zwölf 12', 1],
    ['1.278 1278', 1],
    ['Turm Tor', 2],
  ])('finds the forms of a word under one term: %s', (forms, terms) => {
    expect(new Set(termsOf(forms)).size).toBe(terms);
  });

  it('leaves out what carries no topic', () => {
    expect(termsOf('Wer hat denn die und der für über das?')).toEqual([]);
    expect(termsOf('fuer ueber')).toEqual([]);
  });

  it.each([
    ['Wer leitete die Gespräche?', Shape.name],
    ['wann wurde es gebaut', Shape.time],
    ['In welchem Jahr wurde es gebaut?', Shape.time],
    ['Wo liegt der Hafen?', Shape.place],
    ['Wie lange dauerte es?', Shape.duration],
    ['Wie viele Menschen kamen?', Shape.number],
    ['Wieviel kostet es?', Shape.money],
    ['Wie viel Prozent blieben?', Shape.percent],
    ['Weshalb gingen sie?', Shape.reason],
  ])('knows what %s expects', (question, shape) => {
    expect(parseQuestion(question).language).toBe('de');
    expect(parseQuestion(question).expects & shape).toBe(shape);
  });

  it('tells names from nouns, which have capitals, too', () => {
    const text = 'Gestern traf der Bürgermeister Anna Weber im Hafen von Ostrum wegen des Turms';
    const tokens = tokenize(text, 'de');
    const shapes = shapesOf(text, tokens, Uint32Array.of(tokens.length), 'de');
    const having = (shape: number) =>
      tokens.filter((_, at) => ((shapes[at] ?? 0) & shape) !== 0).map(({ word }) => word);
    expect(having(Shape.name)).toEqual(['burgermeister', 'anna', 'weber', 'hafen', 'ostrum']);
    expect(having(Shape.place)).toEqual(['hafen', 'ostrum']);
    expect(having(Shape.reason)).toEqual(['wegen']);
    expect(having(Shape.time)).toEqual(['gestern']);
  });

  it('cuts sentences where they end', () => {
    const sentences = [
      'Am 3. Oktober 1897 kam z. B. Dr. Sander, d. h. der Tierarzt, an.',
      'Im 19. Jahrhundert gab es Linden, Kastanien usw. am Ufer.',
      'Es waren 12.',
      'Die Stadt schlief.',
    ];
    const text = sentences.join(' ');
    expect(splitSentences(text, 'de').map(({ start, end }) => text.slice(start, end))).toEqual(
      sentences,
    );
  });

  it('is told from other languages', () => {
    expect(detectLanguage(read('leuchtturm.md').split('---')[2] ?? '')).toBe('de');
    expect(detectLanguage('Wo liegt Bern?')).toBe('de');
  });
});
