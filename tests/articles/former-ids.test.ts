/** Ids that lines, items, rows and code had as passages of their own lead to where their words are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPassages } from '../../src/articles/passages.ts';
import { citationId } from '../../src/citations/make-citation-id.ts';
import { locate, makeCatalog } from '../../src/library/catalog.ts';
import { place } from '../../src/library/place.ts';
import type { Article } from '../../src/model.ts';
import { articleOf, differentBlocks, made, row, sliceOf } from '../support/draft-blocks.ts';

const countTokens = async (texts: string[]) => texts.map((text) => text.split(/\s+/).length + 2);

/** Where the id leads to that some words had: the passage, and the sentence of it. */
async function leadsTo(article: Article, words: string, window = 256) {
  const passages = await cutPassages(article, { window, countTokens });
  const places = passages.map((passage) => place(article, passage));
  const catalog = makeCatalog(
    [article],
    places.map((one, slot) => ({ slot, places: [one] as const })),
  );
  const found = locate(catalog, citationId(article.id, words));
  if (found === null) return null;
  const { passage } = found.place;
  const sentence = passage.sentences[found.sentence];
  return [sliceOf(article, passage), sentence && sliceOf(article, sentence)];
}

const LIST = made(
  { kind: 'paragraph', text: 'Bring for the weekend:' },
  {
    kind: 'list',
    leadIn: null,
    items: ['A tent', 'Boots. Dry ones.', 'Bread'].map((text) => ({
      ...{ text, depth: 0, marker: null },
    })),
  },
);

describe('the id of release 0.1', () => {
  it('of an item or of what leads in leads to its list', async () => {
    for (const words of ['Bring for the weekend:', 'A tent', 'Bread']) {
      expect(await leadsTo(LIST, words)).toEqual([LIST.text, words]);
    }
    expect(await leadsTo(LIST, 'Boots. Dry ones.')).toEqual([LIST.text, 'Boots.']);
    expect(await leadsTo(LIST, 'Butter')).toBeNull();
  });

  it('of an item that is cut in two leads to where it begins', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `This is sentence ${i}.`).join(' ');
    const items = [long, 'Short.'].map((text) => ({ text, depth: 0, marker: null }));
    const article = made({ kind: 'list', leadIn: null, items });
    const found = await leadsTo(article, long, 40);
    expect(found?.[1]).toBe('This is sentence 0.');
  });

  it('of a row without its header is that row’s, and a header’s leads to the first one under it', async () => {
    const article = made({
      kind: 'table',
      caption: null,
      headerRows: 1,
      rows: [
        row('Plan', 'Price'),
        row({ text: 'Prepaid', columns: 2 }),
        row('Aster', '9 €'),
        row('', '12 €'),
        row({ text: 'Contract', columns: 2 }),
        row('Dahlia', '20 €'),
      ],
    });
    expect((await leadsTo(article, 'Aster | 9 €'))?.[0]).toBe('Aster | 9 €');
    expect((await leadsTo(article, 'Plan | Price'))?.[0]).toBe('Aster | 9 €');
    expect((await leadsTo(article, 'Prepaid'))?.[0]).toBe('Aster | 9 €');
    expect((await leadsTo(article, '12 €'))?.[0]).toBe(' | 12 €');
    expect((await leadsTo(article, 'Contract'))?.[0]).toBe('Dahlia | 20 €');
  });

  it('of code on one line, of a speaker and of a term leads to what they belong to', async () => {
    const code = made({ kind: 'code', text: 'make all\n  install', language: null });
    expect(await leadsTo(code, 'make all install')).toEqual([code.text, code.text]);
    const said = made({ kind: 'quotation', lines: ['It was cold.'], speaker: 'Ida Torvel' });
    expect(await leadsTo(said, 'Ida Torvel')).toEqual([said.text, 'It was cold.']);
    const defined = made({ kind: 'definition', terms: ['Weir'], lines: ['A low dam.'] });
    expect(await leadsTo(defined, 'A low dam.')).toEqual([defined.text, defined.text]);
  });

  it('never takes the place of the passage that has it now', async () => {
    const again = made(
      {
        kind: 'list',
        leadIn: null,
        items: ['Bread and butter.', 'Milk'].map((text) => ({ text, depth: 0, marker: null })),
      },
      { kind: 'paragraph', text: 'Bread and butter.' },
    );
    expect(await leadsTo(again, 'Bread and butter.')).toEqual([
      'Bread and butter.',
      'Bread and butter.',
    ]);
  });
});

it('is of every line of any blocks, once, with a sentence that there is', async () => {
  await fc.assert(
    fc.asyncProperty(differentBlocks, fc.constantFrom(8, 256), async (drafts, window) => {
      const article = articleOf(drafts);
      const passages = await cutPassages(article, { window, countTokens });
      for (const { id, sentences, formerly = [] } of passages) {
        const ids = formerly.map((former) => former.id);
        expect(ids).not.toContain(id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { sentence } of formerly) expect(sentences[sentence]).toBeDefined();
      }
      const known = passages.flatMap(({ id, formerly = [] }) => [id, ...formerly.map((f) => f.id)]);
      for (const block of article.blocks) {
        if (block.isApart || block.kind !== 'list') continue;
        for (const item of block.items) {
          expect(known).toContain(citationId(article.id, sliceOf(article, item)));
        }
      }
    }),
  );
});
