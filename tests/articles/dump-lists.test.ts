/** Bullets and numbers of a plain text are lists where several stand together. */
import { expect, it } from 'vitest';
import { draftBlocksOf } from '../../src/articles/block-text.ts';
import { readArticleFile } from '../../src/articles/read-article-file.ts';

const PROSE = 'The lake lies high up, and whoever goes there in winter stays for the night.';

async function blocks(body: string) {
  const text = `At the lake\n\n${PROSE}\n\n${body}\n\n${PROSE.replace('winter', 'summer')}\n`;
  const { articles } = await readArticleFile(Buffer.from(text), 'lake.txt');
  const all = articles.flatMap(draftBlocksOf).map(({ line: _, ...block }) => block);
  return all.slice(1, -1);
}

const item = (text: string, marker: string | null = null, depth = 0) => ({ text, depth, marker });

it('keep what leads in, and what is nested', async () => {
  expect(
    await blocks('Bring for the weekend:\n* a tent\n* food\n    - bread\n    - salt\n\n* gas'),
  ).toEqual([
    {
      kind: 'list',
      leadIn: 'Bring for the weekend:',
      items: [
        item('a tent'),
        item('food'),
        item('bread', null, 1),
        item('salt', null, 1),
        item('gas'),
      ],
    },
  ]);
});

it('keep their numbers as far as they count up', async () => {
  expect(await blocks('1. Open the valve.\n2. Wait.\n\n5. Light it.\n6. Cook.')).toEqual([
    { kind: 'list', leadIn: null, items: [item('Open the valve.', '1.'), item('Wait.', '2.')] },
    { kind: 'list', leadIn: null, items: [item('Light it.', '5.'), item('Cook.', '6.')] },
  ]);
});

it('are none where people talk, or where one stands alone', async () => {
  const texts = async (body: string) =>
    (await blocks(body)).map((block) => [block.kind, 'text' in block && block.text]);
  expect(await texts('— Is anybody there?\n— Come in, come in.')).toEqual([
    ['paragraph', 'Is anybody there?'],
    ['paragraph', 'Come in, come in.'],
  ]);
  expect(await texts('- The door was never locked at night.')).toEqual([
    ['paragraph', 'The door was never locked at night.'],
  ]);
});
