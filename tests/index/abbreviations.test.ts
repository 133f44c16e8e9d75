/** What articles say their abbreviations stand for, as the engine in this process keeps it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import {
  applyDelta,
  deltaOf,
  loadIndex,
  saveIndex,
  termCountOf,
} from '../../src/index/embedded/index-files.ts';
import { entriesByWords, indexByWords } from '../search/by-words.ts';

const TEXTS = [
  'The Collective Security Treaty Organization (CSTO) met.',
  'The CSTO (Collective Security Treaty Organization) met again.',
  'A Central Station Tower Office (CSTO) stands there.',
  'Nobody explains anything here.',
];

const LONG = ['collect', 'secur', 'treati', 'organ'] as const;

async function known(index: EmbeddedIndex) {
  const { phrases } = await index.lookUp(
    [],
    [
      {
        terms: ['csto'],
        words: [],
        wordings: [
          ['nobodi', 'nowher'],
          ['nobodi', 'explain'],
        ],
      },
      { terms: LONG, words: ['nowher', 'nobodi'], wordings: [] },
    ],
  );
  return {
    long: phrases[0]?.wordings.map((each) => each.map(({ term }) => term).join(' ')),
    short: phrases[1]?.words.map(({ term }) => term),
  };
}

const ALL = {
  long: ['collect secur treati organ', 'central station tower offic', 'nobodi explain'],
  short: ['csto', 'nobodi'],
};

it('knows them either way, the commonest first, and what is asked for after them', async () => {
  const index = await indexByWords(TEXTS);
  expect(await known(index)).toEqual(ALL);
  await index.close();
});

it('counts searchable passages only', async () => {
  const index = await indexByWords(TEXTS);
  await index.publish({ added: [], removed: [0, 1], moved: [] });
  expect(await known(index)).toEqual({ long: ALL.long.slice(1), short: ['nobodi'] });
  const again = entriesByWords(TEXTS).slice(0, 1);
  await index.upsert(again.map((entry) => ({ ...entry, slot: 7 })));
  expect((await known(index)).short).toEqual(['nobodi']);
  await index.publish({ added: [7], removed: [], moved: [] });
  expect((await known(index)).short).toEqual(['csto', 'nobodi']);
  await index.close();
});

it('keeps them in what is saved, and in changes since', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'abbreviations-'));
  const index = await indexByWords(TEXTS.slice(2));
  await saveIndex(index, folder);
  const before = termCountOf(index);
  const loaded = await loadIndex(folder, 2);
  expect(await known(loaded)).toEqual(await known(index));
  const more = entriesByWords(TEXTS.slice(0, 2)).map((entry) => ({
    ...entry,
    slot: 10 + entry.slot,
  }));
  await index.upsert(more);
  await index.publish({ added: [10, 11], removed: [], moved: [] });
  const change = { removed: [], moved: [] };
  await applyDelta(loaded, deltaOf(index, [10, 11], before), change);
  expect(await known(loaded)).toEqual(ALL);
  await index.close();
  await loaded.close();
});

it('knows a word of headings only, as rare as one of a single passage', async () => {
  const index = await indexByWords([]);
  await index.upsert(entriesByWords(['It burned for years.'], 'en', 'The lighthouse'));
  await index.publish({ added: [0], removed: [], moved: [] });
  const ask = async () =>
    (await index.lookUp([{ term: 'lighthous', root: 'lighthous', variants: [], synonyms: [] }]))
      .terms[0]?.known;
  expect(await ask()).toMatchObject({ term: 'lighthous', frequency: 1 });
  await index.publish({ added: [], removed: [0], moved: [] });
  expect(await ask()).toBeNull();
  await index.close();
});
