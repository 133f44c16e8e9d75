/** Records of passages say all that answers need of them, wherever they were kept. */
import { describe, expect, it } from 'vitest';
import { listAround } from '../../src/articles/list-around.ts';
import { sentenceBefore } from '../../src/articles/sentence-before.ts';
import { makeExcerpt } from '../../src/citations/excerpt.ts';
import { type Entry, makeCatalog, type Placed } from '../../src/library/catalog.ts';
import { catalogPassages } from '../../src/library/catalog-passages.ts';
import {
  articleKey,
  MOST_PLACES,
  passageRecord,
  recordExcerpt,
  recordRef,
  sentenceOf,
  toldOf,
} from '../../src/library/passage-record.ts';
import { passageTextOf, place } from '../../src/library/place.ts';
import type { Article } from '../../src/model.ts';
import { isRefusal } from '../../src/refusals.ts';
import { everyKind, passagesOf } from '../support/kinds.ts';
import { makeArticle } from '../support/memory-library.ts';

const DIRECTORY = makeArticle({
  title: 'The directory',
  body: [
    'The mill has these rooms:',
    'The stone floor is below.',
    'The bin floor is above. It is cold.',
    'The meal floor is between.',
    'A long story of how these rooms came to be, which is prose and no part of any list, follows here, and it goes on for so long that nobody would take it for an item of one: the builders first dug the pit, then laid the sleepers, raised the posts, hung the floors between them, and only at the end of the third summer put the cap on.',
  ],
});

async function placesOf(article: Article): Promise<Placed[]> {
  return (await passagesOf(article)).map((passage) => place(article, passage));
}

const copies = [
  ['as data', structuredClone],
  ['as JSON', <T>(value: T): T => JSON.parse(JSON.stringify(value))],
] as const;

describe.each(copies)('a record that was kept %s', (_, copied) => {
  it.each([
    ['every kind', everyKind()],
    ['a directory', DIRECTORY],
  ])('says of %s what its article says', async (_name, article) => {
    const places = await placesOf(article);
    expect(places.length).toBeGreaterThan(3);
    for (const each of places) {
      const record = copied(passageRecord(each));
      expect(record).toEqual(passageRecord(each));
      for (const sentence of [0, 1, 99]) {
        expect(recordExcerpt(record, sentence, 0.5)).toEqual(makeExcerpt(each, sentence, 0.5));
        const { start, end, text } = sentenceOf(record, sentence);
        expect({ start, end }).toEqual(
          each.passage.sentences[sentence] ?? { start: each.passage.start, end: each.passage.end },
        );
        expect(text).toBe(article.text.slice(start, end));
      }
      expect(toldOf(record)).toEqual(passageTextOf(each));
      expect(record.before).toBe(sentenceBefore(article, each.passage));
      expect(record.words).toBe(each.keys.words);
      const list = listAround(article, each.passage.paragraph);
      const numbers = [...(list?.leadIn ? [list.leadIn] : []), ...(list?.items ?? [])].map(
        ({ number }) => number,
      );
      const { first, last } = record.list ?? { first: 1, last: 0 };
      expect(Array.from({ length: last - first + 1 }, (_item, at) => first + at)).toEqual(numbers);
      expect(recordRef(record, 1)).toEqual({ id: each.passage.id, sentence: 1 });
      const foreign = { ...record, collection: 'abcde' };
      expect(recordRef(foreign, 0)).toEqual({
        ...{ id: each.passage.id, collection: 'abcde', sentence: 0 },
      });
      expect(recordExcerpt(foreign, 0, 1).collection).toBe('abcde');
      expect(articleKey(foreign)).not.toBe(articleKey(record));
    }
  });

  it('is not quoted once its words are not those of its id', async () => {
    const [first] = await placesOf(DIRECTORY);
    const record = copied(passageRecord(first as Placed));
    const text = record.quotable.text.replace('mill', 'kiln');
    const damaged = { ...record, quotable: { ...record.quotable, text } };
    try {
      recordExcerpt(damaged, 0, 1);
      expect.unreachable();
    } catch (error) {
      expect(isRefusal(error, 'notVerbatim')).toBe(true);
    }
  });
});

describe('passages out of a catalog', () => {
  it('are the first of each article that the filter lets through, and no more than are named', async () => {
    const articles = Array.from({ length: 9 }, (_, at) =>
      makeArticle({
        title: `Mill ${at}`,
        publisher: at % 2 === 0 ? 'Even' : 'Odd',
        body: ['The same words.', `Only here: ${at}.`],
      }),
    );
    const all = (await Promise.all(articles.map(placesOf))).flat();
    const same = all.filter(({ article, passage }) =>
      article.text.slice(passage.start, passage.end).includes('same words'),
    );
    expect(same).toHaveLength(9);
    const places = [...same, ...same] as unknown as Entry['places'];
    const entry = { slot: 7, places };
    const source = catalogPassages(() => [makeCatalog(articles, [entry])], false);
    const [found, none] = await source.places([7, 8], {});
    expect(found?.map(({ quotable }) => quotable.articleId)).toEqual(
      articles.slice(0, MOST_PLACES).map(({ id }) => id),
    );
    expect(none).toEqual([]);
    const [odd] = await source.places([7], { publisher: 'odd' });
    expect(odd?.map(({ quotable }) => quotable.citation.article)).toEqual([
      ...['Mill 1', 'Mill 3', 'Mill 5', 'Mill 7'],
    ]);
    expect(await source.articlesThat({ publisher: 'odd' })).toHaveLength(4);
    expect(await source.articlesThat({})).toBeNull();
    const partial = catalogPassages(() => [makeCatalog(articles, [entry])], true);
    expect(await partial.articlesThat({})).toHaveLength(9);
  });

  it('bring the whole list of an item in reading order', async () => {
    const places = await placesOf(DIRECTORY);
    const entries = places.map((each, at): Entry => ({ slot: 10 - at, places: [each] }));
    const source = catalogPassages(() => [makeCatalog([DIRECTORY], entries)], false);
    const [item] = await source.places([8], {});
    const [record] = item ?? [];
    if (!record) throw new Error('no record');
    const list = await source.listOf(record);
    expect(list.map(({ slot }) => slot)).toEqual([10, 9, 8, 7]);
    const prose = passageRecord(places.at(-1) as Placed);
    expect(await source.listOf(prose)).toEqual([]);
  });
});
