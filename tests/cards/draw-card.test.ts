/** Cards as they are drawn: every word of them, within their edges, or not at all. */
import type { MeasuredNode, Node } from '@takumi-rs/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ALT_MAX, type CardContent, type CardTheme } from '../../src/cards/card.ts';
import { altOf, contentOf } from '../../src/cards/card-content.ts';
import { CARD_HEIGHT_MAX, CARD_WIDTH, PADDING, PIXEL_RATIO } from '../../src/cards/card-style.ts';
import { directionOf } from '../../src/cards/direction.ts';
import { type DrawingBoard, drawCard, layOutCard } from '../../src/cards/draw-card.ts';
import { drawnText } from '../../src/cards/glyphs.ts';
import { isRefusal } from '../../src/refusals.ts';
import { contentOfBlock, LOOK, makeBoard, quoteOfText, sizeOf } from '../support/cards.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { articleOf, everyKind, excerptWith, PLANS } from '../support/kinds.ts';

let board: DrawingBoard;
beforeAll(async () => {
  board = await makeBoard();
});

const DAM = 'Construction began in 1961. At 300 metres it was the tallest dam in the world.';
const LOREM = 'The road was built between 1931 and 1934, on the line of a track of the caravans. ';

/** Words of the scripts that there are fonts for, and what stands between them. */
const SCRIPTS = [
  'плотина',
  'ҷумҳурӣ',
  'dam',
  'Übermaß',
  'السدّ',
  'می‌خواهم',
  'הסכר',
  'φράγμα',
  'ἀρχὴ',
  'საქართველო',
  'देश',
  '300',
  '9.99 €',
  '—',
  '“(Nurek)”',
  'Wi-Fi',
  'ﷺ',
  'ÀÉỘ',
];

/** Words of the quote as the renderer sets them, without what parts them. */
function wordsIn(node: MeasuredNode): string {
  const runs = node.runs.map(({ text }) => text).join('');
  return [runs, ...node.children.map(wordsIn)].join(' ');
}

const bare = (text: string) => text.replace(/\s+/gu, '');

/** Whether every character is there as often: a line of both directions is told as it is seen. */
function holdsAll(drawn: string, text: string): boolean {
  const left = [...bare(drawn)];
  const has = new Map<string, number>();
  for (const character of left) has.set(character, (has.get(character) ?? 0) + 1);
  return [...bare(text)].every((character) => {
    const n = has.get(character) ?? 0;
    has.set(character, n - 1);
    return n > 0;
  });
}

/** The card as it is laid out, and its pixels. */
async function measured(content: CardContent) {
  const { tree, options } = await layOutCard(board, content, LOOK);
  const card = await board.renderer.measure(tree as Node, options);
  const { width, height } = card;
  const raw = await board.renderer.render(tree as Node, { ...options, format: 'raw' });
  return { card, width, height, raw };
}

/** Whether nothing but the ground is between the words and the edges of a picture, RGBA. */
function hasEmptyEdges(raw: Buffer, width: number): boolean {
  const pixels = new Uint32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  const ground = pixels[0];
  const edge = PADDING * PIXEL_RATIO - 30;
  const top = 40;
  const height = pixels.length / width;
  return pixels.every((pixel, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isInside = x >= edge && x < width - edge && y >= top && y < height - top;
    return isInside || pixel === ground;
  });
}

describe('a card', () => {
  it.each<CardTheme>(['light', 'dark'])('is a %s PNG of twice its size', async (theme) => {
    const png = await drawCard(board, contentOf(quoteOfText(DAM)), { ...LOOK, theme });
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(sizeOf(png).width).toBe(CARD_WIDTH * PIXEL_RATIO);
    expect(sizeOf(png).height).toBeGreaterThan(400);
  });

  it('holds all words of the quote, its title, publisher, date and citation id', async () => {
    const quote = quoteOfText(DAM, {}, 1);
    const { card } = await measured(contentOf(quote));
    const words = bare(wordsIn(card));
    expect(words).toContain(bare(DAM));
    expect(words).toContain(bare('Nurek and Rogun: Damming the Vakhsh'));
    expect(words).toContain(bare('Central Asia Review·2024-05-17'));
    expect(words).toContain(quote.citation.id);
  });

  it('holds every cell, item and line of code, and what they are not understood without', async () => {
    const kinds = everyKind();
    const row = wordsIn((await measured(contentOf(await excerptWith(kinds, 'Aster')))).card);
    for (const word of [
      'Prices from May 2025',
      'Plan',
      'Aster',
      'Price',
      '9.99 €',
      '10 GB',
      'no',
    ]) {
      expect(bare(row)).toContain(bare(word));
    }
    const list = wordsIn((await measured(contentOf(await excerptWith(kinds, 'Boil')))).card);
    for (const word of ['1.', 'Boil a litre of water.', '3.', 'Wait for four minutes.']) {
      expect(bare(list)).toContain(bare(word));
    }
    const code = await measured(contentOf(await excerptWith(kinds, 'curl')));
    expect(bare(wordsIn(code.card))).toContain('footnoteask"why"');
    const table = articleOf([PLANS]);
    const whole = await measured(contentOfBlock(table, table.blocks[0] as never));
    expect(bare(wordsIn(whole.card))).toContain('Birch14.99€25GByes');
  });

  it('points out one sentence among several, and nothing where that is all', () => {
    expect(contentOf(quoteOfText(DAM, {}, 1)).marked).not.toBeNull();
    expect(contentOf(quoteOfText('One sentence alone.')).marked).toBeNull();
  });

  it('shortens a title and a publisher, and never the quote', async () => {
    const long = 'On the damming of rivers and what came of it '.repeat(6).trim();
    const { card } = await measured(contentOf(quoteOfText(DAM, { title: long, publisher: long })));
    const words = wordsIn(card);
    expect(words).toContain('…');
    expect(bare(words)).toContain(bare(DAM));
    expect(words).not.toContain(long);
  });

  const word = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...SCRIPTS) },
    { weight: 4, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,24}[,.;:!?)»”]?$/) },
    { weight: 1, arbitrary: fc.stringMatching(/^[A-Z]{20,60}$/) },
  );
  const words = fc.array(word, { minLength: 1, maxLength: 120 }).map((each) => each.join(' '));

  it.each([
    ['words of any script and length', words, ['cardTooLong']],
    ['what was made to break out', hostileLine, ['cardTooLong', 'cardGlyphs']],
  ])('stays within its edges with %s, or is refused', async (_what, texts, refusals) => {
    await fc.assert(
      fc.asyncProperty(texts, texts, async (text, title) => {
        fc.pre(text.trim() !== '' && !text.startsWith('## '));
        try {
          const content = contentOf(quoteOfText(text, { title, publisher: title.trim() || null }));
          const { card, width, height, raw } = await measured(content);
          expect(holdsAll(wordsIn(card), drawnText(content.text))).toBe(true);
          expect(height).toBeLessThanOrEqual(CARD_HEIGHT_MAX * PIXEL_RATIO);
          expect(hasEmptyEdges(raw, width)).toBe(true);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          expect(refusals).toContain(error.key);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is set small and whole where it is as long as a picture may be', async () => {
    const text = LOREM.repeat(20).slice(0, 1_000).trim();
    const { card, width, raw, height } = await measured(contentOf(quoteOfText(text)));
    expect(bare(wordsIn(card))).toContain(bare(text));
    expect(height).toBeLessThan(CARD_HEIGHT_MAX * PIXEL_RATIO);
    expect(hasEmptyEdges(raw, width)).toBe(true);
  });
});

describe('a card is refused', () => {
  const refusal = async (text: string, about = {}) =>
    drawCard(board, contentOf(quoteOfText(text, about)), LOOK).catch((error) => error);

  it('where a word is wider than it: none is ever cut', async () => {
    expect(await refusal(`See https://example.org/${'a'.repeat(90)} there.`)).toMatchObject({
      key: 'cardTooLong',
    });
  });

  it('where lines of code are', async () => {
    const code = articleOf([{ kind: 'code', language: null, text: 'x'.repeat(100) }]);
    const content = contentOfBlock(code, code.blocks[0] as never);
    await expect(drawCard(board, content, LOOK)).rejects.toMatchObject({ key: 'cardTooLong' });
  });

  it('where its words are more than a description holds', () => {
    const fits = (length: number) => altOf(contentOf(quoteOfText('a'.repeat(length))));
    expect(fits(ALT_MAX).length).toBe(ALT_MAX);
    expect(() => fits(ALT_MAX + 1)).toThrow(expect.objectContaining({ key: 'cardTooLong' }));
  });

  it('where it would be too high', async () => {
    const items = Array.from({ length: 60 }, (_, i) => ({
      text: `Item ${i}`,
      depth: 0,
      marker: null,
    }));
    const list = articleOf([{ kind: 'list', leadIn: null, items }]);
    const content = contentOfBlock(list, list.blocks[0] as never);
    await expect(drawCard(board, content, LOOK)).rejects.toMatchObject({ key: 'cardTooLong' });
  });

  it('where no font has a character of the quote, its title or its publisher, by name', async () => {
    const facts = { characters: ['🦄'] };
    const glyphs = { key: 'cardGlyphs', facts };
    expect(await refusal('A 🦄 was seen.')).toMatchObject(glyphs);
    expect(await refusal('It was seen.', { title: 'A 🦄' })).toMatchObject(glyphs);
    expect(await refusal('It was seen.', { publisher: '🦄 Times' })).toMatchObject(glyphs);
  });
});

describe('the words for who does not see it', () => {
  it('are the quote, and where it stands', () => {
    const quote = quoteOfText(DAM);
    expect(altOf(contentOf(quote))).toBe(
      `${DAM}\n— Nurek and Rogun: Damming the Vakhsh · Central Asia Review · 2024-05-17 · ${quote.citation.id}`,
    );
  });

  it('are the quote alone where there is no room for more', () => {
    const text = LOREM.repeat(20).slice(0, 1_000).trim();
    expect(altOf(contentOf(quoteOfText(text)))).toBe(text);
  });
});

describe('the direction of a text', () => {
  it.each([
    ['NATO أعلنت عن خطة جديدة', 'rtl'],
    ['וועידת NATO 2004 (Istanbul Summit) התקיימה', 'rtl'],
    ['The word جهاد means effort.', 'ltr'],
    ['جهاد is the word that was used by the speaker.', 'ltr'],
    ['300 — 400', 'ltr'],
  ])('%s runs %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction);
  });
});
