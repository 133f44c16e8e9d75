/** What is asked of a subject, and whether a word of the asked kind stands by its name. */
import { describe, expect, it } from 'vitest';
import { rankPassages } from '../../src/search/rank.ts';
import { type Article, indexArticles } from './articles-by-words.ts';

const ARTICLES: readonly Article[] = [
  [
    'Anders Celsius',
    'Anders Celsius taught astronomy in Uppsala. He travelled to Lapland in 1736.',
  ],
  ['Norrvik', 'The tower of Norrvik is 41 metres tall. Nobody knows who designed it.'],
  ['Brenwick', 'The tower of Brenwick was painted white. Its lamp is older. Some 40 ships call.'],
];

async function evidenceOf(question: string) {
  const index = await indexArticles(ARTICLES);
  const { scored } = await rankPassages(index, question, null, { count: 3 });
  await index.close();
  return new Map(scored.map(({ passage, evidence }) => [passage.articleId, evidence]));
}

describe('evidence about the subject', () => {
  it('misses what is asked of it where only its name is there', async () => {
    const died = await evidenceOf('what did Celsius die from');
    expect(died.get('Anders Celsius')?.predicate).toBe(0);
    const taught = await evidenceOf('where did Celsius teach');
    expect(taught.get('Anders Celsius')?.predicate).toBe(1);
  });

  it('sees a word of the asked kind only in a sentence on the subject or after one', async () => {
    const tall = await evidenceOf('How tall is the tower of Norrvik?');
    expect(tall.get('Norrvik')).toMatchObject({ predicate: 1, asked: 1 });
    const far = await evidenceOf('How tall is the tower of Brenwick?');
    expect(far.get('Brenwick')?.asked).toBe(0);
    expect(far.get('Brenwick')?.predicate).toBeLessThan(1);
    const when = await evidenceOf('When was Celsius in Lapland?');
    expect(when.get('Anders Celsius')?.asked).toBeGreaterThan(0);
  });

  it('says neither where any word may answer', async () => {
    const any = await evidenceOf('what about Norrvik');
    expect(any.get('Norrvik')?.asked).toBe(0.5);
  });
});
