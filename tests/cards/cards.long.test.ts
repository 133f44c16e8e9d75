/** Cards from the process that draws them: kept, drawn anew, and away without harm. */
import { afterEach, describe, expect, it } from 'vitest';
import { type CardsOptions, type OpenCards, openCards } from '../../src/cards/cards.ts';
import { type DrawingProcess, startDrawing } from '../../src/cards/drawing-process.ts';
import { LOOK, quoteOfText, sizeOf } from '../support/cards.ts';

const ODD = new URL('../support/odd-cards.mjs', import.meta.url);
const ABSENT = new URL('../support/absent-cards.mjs', import.meta.url);
const opened: OpenCards[] = [];

function open(options: CardsOptions = {}): OpenCards {
  const cards = openCards(options);
  opened.push(cards);
  return cards;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((cards) => cards.close()));
});

/** Cards of the stand-in, and what went wrong with it. */
function odd(timing: CardsOptions['timing'] = {}) {
  const errors: string[] = [];
  const lives: DrawingProcess[] = [];
  const cards = open({
    timing,
    onError: (error) => errors.push(String(error)),
    start(all) {
      const life = startDrawing(all, ODD);
      lives.push(life);
      return life;
    },
  });
  const draw = async (title: string, text = 'A sentence.') => {
    const { png } = await cards.draw(quoteOfText(text, { title }), LOOK);
    return Buffer.from(png).toString();
  };
  return { cards, errors, lives, draw };
}

describe('cards', () => {
  it('are offered once it is known that they can be drawn here', async () => {
    const cards = open();
    expect(cards.isOffered()).toBe(false);
    expect(await cards.known).toBe(true);
    expect(cards.isOffered()).toBe(true);
  });

  it('come with their words, kept until a letter, a theme or an accent is another one', async () => {
    const cards = open();
    const quote = quoteOfText('The dam is 300 metres high.');
    const first = await cards.draw(quote, LOOK);
    expect(sizeOf(first.png).width).toBe(1_200);
    expect(first.alt).toContain('The dam is 300 metres high.');
    expect((await cards.draw(quote, LOOK)).png).toBe(first.png);
    const { png: dark } = await cards.draw(quote, { ...LOOK, theme: 'dark' });
    const { png: red } = await cards.draw(quote, { ...LOOK, accent: 0xff0000 });
    const changed = { ...quote, text: 'The dam is 301 metres high.' };
    const { png: anew } = await cards.draw(changed, LOOK);
    for (const other of [dark, red, anew]) expect(Buffer.from(other).equals(first.png)).toBe(false);
  });

  it('are refused with the reason that the process gives', async () => {
    const cards = open();
    const refusal = { key: 'cardGlyphs', facts: { characters: ['🦄'] } };
    await expect(cards.draw(quoteOfText('A 🦄.'), LOOK)).rejects.toMatchObject(refusal);
    await cards.draw(quoteOfText('A horse.'), LOOK);
  });

  it('are drawn once for who asks for the same meanwhile', async () => {
    const { cards } = odd();
    const quote = quoteOfText('A sentence.');
    const [one, two] = await Promise.all([cards.draw(quote, LOOK), cards.draw(quote, LOOK)]);
    expect(one.png).toBe(two.png);
  });
});

describe('the process that draws', () => {
  it('is begun again where it died; the card that it died of is refused', async () => {
    const { draw, errors, lives } = odd();
    const before = await draw('first');
    const [died, after] = await Promise.allSettled([draw('die'), draw('second')]);
    expect(died).toMatchObject({ reason: { key: 'cardAway' } });
    expect(after).toMatchObject({ status: 'fulfilled' });
    expect((after as { value: string }).value).not.toBe(before);
    expect(lives).toHaveLength(2);
    expect(errors).toEqual(['Error: the process that draws cards ended']);
  });

  it('is ended where it hangs, and begun again', async () => {
    const { draw, errors, lives } = odd({ drawMs: 300 });
    await expect(draw('hang')).rejects.toMatchObject({ key: 'cardAway' });
    expect(await draw('next')).toMatch(/^\d+$/);
    expect(lives).toHaveLength(2);
    expect(errors).toEqual(['Error: drawing a card took too long']);
  });

  it('may fail at a card without an end', async () => {
    const { draw, lives } = odd();
    await expect(draw('fail')).rejects.toMatchObject({ key: 'cardAway' });
    await draw('next');
    expect(lives).toHaveLength(1);
  });

  it('ends when nobody asks for a while, and begins when somebody does', async () => {
    const { cards, draw, lives } = odd({ idleMs: 20 });
    const first = await draw('first');
    await lives[0]?.exited;
    expect(cards.isOffered()).toBe(true);
    expect(await draw('second')).not.toBe(first);
  });

  it('makes cards not offered where it does not load on this machine', async () => {
    const errors: unknown[] = [];
    const cards = open({
      onError: (error) => errors.push(error),
      start: (timing) => startDrawing(timing, ABSENT),
    });
    expect(await cards.known).toBe(false);
    await expect(cards.draw(quoteOfText('A.'), LOOK)).rejects.toMatchObject({ key: 'cardAway' });
    expect(errors).toEqual([]);
    expect(cards.isOffered()).toBe(false);
  });

  it('is ended when cards are closed, and nothing is drawn after that', async () => {
    const { cards, draw, lives } = odd();
    const hanging = draw('hang');
    hanging.catch(() => {});
    await lives[0]?.ready;
    await cards.close();
    await expect(hanging).rejects.toMatchObject({ key: 'cardAway' });
    await expect(draw('next')).rejects.toMatchObject({ key: 'cardAway' });
    expect(lives).toHaveLength(1);
  });
});
