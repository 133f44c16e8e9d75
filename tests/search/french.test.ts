/** French is searched as French. */
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/articles/sentences.ts';
import { Shape, shapesOf } from '../../src/search/answer-shapes.ts';
import { parseQuestion } from '../../src/search/question.ts';
import { tokenize } from '../../src/search/terms.ts';

const termsOf = (text: string): string[] =>
  tokenize(text, 'fr').flatMap(({ term }) => (term === '' ? [] : [term]));

describe('French', () => {
  it('parts a word from what is elided in front of it', () => {
    const text = "Jusqu'à l’arbre d'Yvetot, aujourd'hui L'OTAN";
    const tokens = tokenize(text, 'fr');
    expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual([
      'à',
      'arbre',
      'Yvetot',
      "aujourd'hui",
      'OTAN',
    ]);
    expect(termsOf('l’arbre')).toEqual(termsOf('arbres'));
  });

  it.each([
    ['arbre arbres l’arbre', 1],
    ['fondé fondée fonder fondee', 1],
    ['national nationale nationaux', 1],
    ['né naissance naquit', 1],
    ['écrivain écrivains ecrivain', 1],
    ['œuvre oeuvre œuvres', 1],
    ['douze 12 douzième 12e', 1],
    ['10 000 10 000 10000', 1],
    ['3,5 3.5', 1],
    ['mer maire', 2],
  ])('finds the forms of a word under one term: %s', (forms, terms) => {
    expect(new Set(termsOf(forms)).size).toBe(terms);
  });

  it('leaves out what carries no topic', () => {
    expect(termsOf('Qu’est-ce que c’est, et pour qui est-il là ?')).toEqual([]);
  });

  it.each([
    ['Qui a dirigé les négociations ?', Shape.name],
    ['Par qui la ville fut-elle fondée ?', Shape.name],
    ['quand la digue a-t-elle été construite', Shape.time],
    ['En quelle année est-il né ?', Shape.time],
    ['Où se trouve la base ?', Shape.place],
    ['Dans quel pays coule ce fleuve ?', Shape.place],
    ['Combien de temps a duré le siège ?', Shape.duration],
    ['Combien d’habitants compte la ville ?', Shape.number],
    ['Quel est le prix du billet ?', Shape.money],
    ['Quel est le pourcentage des voix ?', Shape.percent],
    ['Pourquoi sont-ils partis ?', Shape.reason],
  ])('knows what %s expects', (question, shape) => {
    expect(parseQuestion(question).language).toBe('fr');
    expect(parseQuestion(question).expects & shape).toBe(shape);
  });

  it('does not take a relative clause for a question about a person', () => {
    expect(parseQuestion('Quel est le pont qui relie les deux rives ?').expects).toBe(0);
  });

  it('sees what an answer looks like', () => {
    const text = 'Le 12 février, Anne Le Goff resta trois heures à Quimper car il pleuvait';
    const tokens = tokenize(text, 'fr');
    const shapes = shapesOf(text, tokens, Uint32Array.of(tokens.length), 'fr');
    const having = (shape: number) =>
      tokens.filter((_, at) => ((shapes[at] ?? 0) & shape) !== 0).map(({ word }) => word);
    expect(having(Shape.time)).toEqual(['fevrier']);
    expect(having(Shape.duration)).toEqual(['heures']);
    expect(having(Shape.name)).toEqual(['anne', 'goff', 'quimper']);
    expect(having(Shape.place)).toEqual(['quimper']);
    expect(having(Shape.reason)).toEqual(['car']);
  });

  it('cuts sentences where they end', () => {
    const sentences = ['M. Le Goff arriva en 52 av. J.-C. chez Mme. Riou.', 'Elle lisait, etc.'];
    const text = [...sentences, 'Il partit.'].join(' ');
    expect(splitSentences(text, 'fr').map(({ start, end }) => text.slice(start, end))).toEqual([
      ...sentences,
      'Il partit.',
    ]);
  });
});
