/** Articles in languages that have no file of their own, found by their words. */
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/search/terms.ts';
import { type Article, askByWords, indexArticles } from './articles-by-words.ts';

const ARTICLES: readonly Article[] = [
  ['富士山', '富士山は標高3776メートルの日本一高い山です。', '頂上には神社があります。'],
  ['琵琶湖', '琵琶湖は滋賀県にある湖で、日本で最も大きい。', '湖には鮎が住んでいます。'],
  ['造紙術', '東漢的蔡倫改進了造紙術，用樹皮和破布造紙。', '後來造紙術傳到了阿拉伯。'],
  ['กรุงเทพ', 'กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย', 'แม่น้ำเจ้าพระยาไหลผ่านเมือง'],
  ['서울', '서울은 대한민국의 수도이다. 인구가 구백만 명이다.', '한강이 도시를 가로지른다.'],
  ['بغداد', 'أسس الخليفة المنصور مدينة بغداد سنة 762.', 'يمر نهر دجلة وسط المدينة.'],
  ['Αθήνα', 'Η Αθήνα έχει τρία εκατομμύρια κατοίκους.', 'Ο Παρθενώνας χτίστηκε από μάρμαρο.'],
  [
    'Cervantes',
    'Miguel de Cervantes nació en Alcalá de Henares en 1547.',
    'Perdió el uso de la mano.',
  ],
];

describe('languages without a file of their own', () => {
  it.each([
    ['富士山の高さはどのくらいですか', 0],
    ['頂上に神社はありますか', 1],
    ['日本で一番大きい湖はどこですか', 2],
    ['谁改進了造紙術？', 4],
    ['阿拉伯怎麼得到造紙術', 5],
    ['เมืองหลวงของประเทศไทยคืออะไร', 6],
    ['서울의 인구는 얼마입니까?', 8],
    ['도시의 한강은 어디에 있습니까?', 9],
    ['متى أسس المنصور بغداد؟', 10],
    ['أين نهر دجلة؟', 11],
    ['Πόσους κατοίκους έχει η Αθήνα;', 12],
    ['¿Cuándo nació Cervantes?', 14],
  ])('finds the answer to %s', async (question, slot) => {
    const index = await indexArticles(ARTICLES);
    expect((await askByWords(index, question))[0]).toBe(slot);
    await index.close();
  });

  it('parts a long run in time that grows with its length, and loses no letter', () => {
    const run = '富士山の高さ'.repeat(2_000);
    const tokens = tokenize(run);
    expect(tokens.map(({ start, end }) => run.slice(start, end)).join('')).toBe(run);
    expect(tokens.length).toBeGreaterThan(6_000);
  });
});

describe('words of a heading', () => {
  it('find a passage that does not name its subject', async () => {
    const index = await indexArticles([
      ['Norrvik', 'It was founded in 1871 by fishermen from the islands.'],
      ['Brenwick', 'The mayor founded a school and a library there.'],
    ]);
    expect((await askByWords(index, 'When was Norrvik founded?'))[0]).toBe(0);
    const { terms } = await index.lookUp([
      { term: 'norrvik', root: 'en norrvik', variants: [], synonyms: [] },
    ]);
    expect(terms[0]?.known).toMatchObject({ term: 'norrvik', frequency: 1 });
    const id = terms[0]?.known?.id ?? 0;
    const found = await index.search({
      ...{ terms: [{ id, weight: 1 }], vector: null, byWords: 5, byVector: 0, all: 0 },
    });
    expect(found.candidates.map(({ slot }) => slot)).toEqual([0]);
    await index.close();
  });
});

describe('kin of a word', () => {
  it('is found by the endings of its own language', async () => {
    const index = await indexArticles([
      ['Апачи', 'В 1879 году армия апачей под предводительством Викторио начала кампанию.'],
      ['Ракета', 'Она была разработана и принята на вооружение. Это было в 1980 году.'],
      ['Le tisserand', 'Le tissage de la laine dans cette ville est une activité des femmes.'],
      [
        'The weaver',
        'It is the dictation of the poem by the old man that the children wrote down.',
      ],
    ]);
    for (const [question, slot] of [
      ['Чем закончились апачские войны?', 0],
      ['Кто участвовал в разработке?', 1],
      ['Qui sait tisser ?', 2],
    ] as const) {
      expect((await askByWords(index, question))[0], question).toBe(slot);
    }
    await index.close();
  });
});
