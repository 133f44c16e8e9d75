/** Quotes of rows, lists and code: how they are widened, linked and written in plain text. */
import { describe, expect, it } from 'vitest';
import { listAround } from '../../src/articles/list-around.ts';
import { plainQuote } from '../../src/citations/plain-quote.ts';
import { excerptUrl } from '../../src/citations/text-fragment.ts';
import { widen } from '../../src/citations/widen.ts';
import { articleOf, type Content, everyKind, excerptWith } from '../support/kinds.ts';

const kinds = everyKind();
const anything = () => true;

const LONG_TABLE: Content = {
  kind: 'table',
  caption: 'Stations',
  headerRows: 1,
  rows: [
    [{ text: 'Number' }, { text: 'Name' }],
    ...Array.from({ length: 40 }, (_, n) => [{ text: `${n}` }, { text: `Station ${n}.` }]),
  ],
};

describe('widening', () => {
  const article = articleOf([
    { kind: 'paragraph', text: 'Before the table.' },
    LONG_TABLE,
    { kind: 'paragraph', text: 'After the table.' },
  ]);

  it('takes in some rows of a long table at each step, then all of it, then what is around', async () => {
    const excerpt = await excerptWith(article, 'Station 20.');
    const rowsAt = (steps: number) =>
      widen(article, excerpt, steps).pieces.filter(({ kind }) => kind === 'row').length;
    expect([0, 1, 2, 3].map(rowsAt)).toEqual([1, 11, 21, 31]);
    expect(widen(article, excerpt, 1)).toMatchObject({
      hasMore: true,
      paragraphs: { first: 2, last: 2 },
      context: [{ role: 'caption' }, { role: 'header' }],
    });
    const whole = widen(article, excerpt, 5);
    expect(whole.text).toMatch(/^Stations\nNumber \| Name/);
    expect(whole.text).toMatch(/Station 39\.$/);
    const around = widen(article, excerpt, 6);
    expect(around.text).toBe(article.text);
    expect(around.hasMore).toBe(false);
    for (const steps of [0, 1, 2, 3, 4, 5, 6]) {
      const { start, end, text } = widen(article, excerpt, steps);
      expect(text).toBe(article.text.slice(start, end));
    }
  });

  it('takes in all of a short table or list at once', async () => {
    expect(widen(kinds, await excerptWith(kinds, 'Birch'), 1).text).toMatch(/^Prices[\s\S]*yes$/);
  });
});

describe('a link', () => {
  it.each([
    ['Aster', 'Aster,no'],
    ['Cedar', 'Cedar,yes'],
    ['Sunday', 'Sunday,closed'],
    ['curl', 'curl%20%2DfsS%20https%3A%2F%2Fexample.org%2Finstall.sh%20%7C%20sh'],
    ['Bring for', 'Bring%20for%20the%20weekend%3A,boots'],
    ['Add the', 'Add%20the%20leaves.'],
    ['White-box', 'White%2Dbox%20monitoring,what%20the%20system%20says%20of%20itself.'],
  ])(
    'to %s leads from the first block of the page that it stands in to the last',
    async (words, text) => {
      const url = excerptUrl(await excerptWith(kinds, words), anything);
      expect(url).toBe(`https://example.org/kinds#:~:text=${text}`);
    },
  );
});

describe('plain text', () => {
  it.each([
    ['Cedar', 'Plan\tPrice\tData\tRoaming\nCedar\t24.99 €\t\tyes'],
    ['6:00', '\tWeekdays first\tWeekdays last\n\t6:00\t22:15'],
    ['Sunday', 'Sunday\tclosed'],
    ['Boil', '1. Boil a litre of water.\n2. Add the leaves.\n3. Wait for four minutes.'],
    [
      'measured',
      'The lake is deeper than we thought.\nWe measured 95 metres.\n— Ada Hale, hydrologist',
    ],
  ])('of %s', async (words, text) => {
    expect(plainQuote(await excerptWith(kinds, words))).toBe(text);
  });
});

it('takes a list that its author made one for the list around its passages', () => {
  const list = kinds.blocks.find(({ kind }) => kind === 'list');
  expect(listAround(kinds, list?.number ?? 0)).toEqual({ leadIn: null, items: [list] });
});
