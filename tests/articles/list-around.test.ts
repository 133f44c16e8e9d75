import { expect, it } from 'vitest';
import { listAround } from '../../src/articles/list-around.ts';
import { readArticleFile } from '../../src/articles/read-article-file.ts';

/** The list around the paragraph that holds some words, as texts. */
async function around(markdown: string, words: string) {
  const { articles } = await readArticleFile(Buffer.from(markdown), 'a.md');
  const [article] = articles;
  if (article === undefined) throw new Error('no article');
  const textOf = ({ start, end }: { start: number; end: number }) => article.text.slice(start, end);
  const own = article.blocks.find((paragraph) => textOf(paragraph).includes(words));
  const list = listAround(article, own?.number ?? 0);
  if (list === null) return null;
  const [block] = list.items;
  // What its author made a list is one block with its lead-in and items.
  if (block?.kind === 'list') {
    return [block.leadIn && textOf(block.leadIn), ...block.items.map(textOf)];
  }
  return [list.leadIn && textOf(list.leadIn), ...list.items.map(textOf)];
}

const LONG = 'And so it went on, year after year, with one thing and with another. '.repeat(5);

it('is what follows a colon', async () => {
  const text = `# T\n\nBefore.\n\nThese are sold:\n\nBread\n\nMilk\n\nEggs\n\n${LONG}\n`;
  const list = ['These are sold:', 'Bread', 'Milk', 'Eggs'];
  expect(await around(text, 'Milk')).toEqual(list);
  expect(await around(text, 'These')).toEqual(list);
  expect(await around(text, 'Before')).toBeNull();
  expect(await around(text, 'went on')).toBeNull();
});

it('is a section of nothing but entries', async () => {
  const text =
    '# T\n\nProse stands here.\n\n## Sold\n\nBread\n\nMilk\n\nEggs\n\n## Next\n\nMore.\n';
  expect(await around(text, 'Eggs')).toEqual([null, 'Bread', 'Milk', 'Eggs']);
});

it('is never made of prose, or of two', async () => {
  const prose = '# T\n\nHe came home.\n\nShe was there.\n\nThey ate bread.\n';
  expect(await around(prose, 'She')).toBeNull();
  expect(await around('# T\n\nThese:\n\nBread\n\nMilk\n', 'Milk')).toBeNull();
});
