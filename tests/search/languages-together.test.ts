/** Articles of several languages in one index: each is read as its own, and all can be asked. */
import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../src/search/question.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';

const ARTICLES = {
  'phare.md': `---
title: Le phare de Kerbriand
language: fr
---

Le phare de Kerbriand fut construit en 1848 par l’ingénieure Yvonne Charles. Il domine l’entrée de la baie.

Aujourd’hui, 12 500 visiteurs montent chaque année les marches du phare. L’escalier a été restauré.

Les gardiens quittèrent le phare lorsqu’il fut automatisé.
`,
  'harbour.md': `---
title: The harbour of Brenwick
language: en
---

The harbour of Brenwick was dredged by the engineer Tom Okafor. Its mole is made of granite.

Some 4,300 ships call at the harbour every year. Most of them carry timber.
`,
  'гавань.md': `---
title: Гавань Вельта
language: ru
---

Гавань Вельта открыли в 1931 году. Её строил инженер Пётр Ласкин.

Каждый год сюда приходит 870 судов. Большинство из них везёт лес.
`,
};

describe('articles of several languages', () => {
  it('are asked in their own, and by names and numbers in any other', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, ARTICLES);
    const { library } = openTestLibrary(folders, { embedding: bundledEmbedding });
    await library.whenReady();
    for (const [question, words] of [
      ['Qui a construit le phare ?', 'Yvonne Charles'],
      ['Combien de visiteurs montent les marches ?', '12 500'],
      ['Who dredged the harbour?', 'Tom Okafor'],
      ['How many ships call there?', '4,300'],
      ['Кто строил гавань?', 'Ласкин'],
      ['Сколько судов приходит каждый год?', '870'],
      // In another language than the answer.
      ['Who is Yvonne Charles?', 'Yvonne Charles'],
      ['what about Kerbriand in 1848', '1848'],
      ['12,500 of what?', '12 500'],
      ['Qui est Okafor ?', 'Okafor'],
      ['Wo liegt Brenwick?', 'Brenwick'],
      ['Что такое Kerbriand?', 'Kerbriand'],
    ] as const) {
      const { excerpts } = await library.ask(question, { count: 1 });
      expect(excerpts[0]?.text, question).toContain(words);
    }
  });
});

describe('a question', () => {
  it('is read in its own language, and its names in those that are searched', () => {
    const { language, terms } = parseQuestion('Who is Yvonne Charles?', ['en', 'fr']);
    expect(language).toBe('en');
    const charles = terms.find(({ word }) => word === 'charles');
    expect(charles?.foreign).toEqual(
      parseQuestion('Qui est Yvonne Charles ?', ['fr'])
        .terms.slice(-1)
        .flatMap(({ term }) => (term === charles?.term ? [] : [term])),
    );
  });

  it('of mere keywords is read as what is searched', () => {
    expect(parseQuestion('phares Bretagne', ['fr']).language).toBe('fr');
    expect(parseQuestion('Leuchtturm Pfähle', ['en']).language).toBe('en');
    expect(parseQuestion('phares Bretagne').language).toBe('en');
    expect(parseQuestion('маяк', ['fr']).language).toBe('ru');
    expect(parseQuestion('灯台', ['fr']).language).toBeNull();
  });

  it('is not read as what nothing is in, unless that is plain', () => {
    expect(parseQuestion('vietnam war casualties die', ['en']).language).toBe('en');
    expect(parseQuestion('Wer hat das gebaut?', ['en']).language).toBe('de');
  });
});
