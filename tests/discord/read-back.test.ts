/** The bot's own quotes are known by how they are drawn, letter by letter; nothing else is taken for one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widen } from '../../src/citations/widen.ts';
import { readBack } from '../../src/discord/read-back.ts';
import { renderOwn, renderShared } from '../../src/discord/render.ts';
import { readTargetMessage } from '../../src/discord/target-message.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Excerpt } from '../../src/model.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { articleOf, type Content, everyKind, excerptWith } from '../support/kinds.ts';
import { PRIVATELY } from '../support/shown.ts';

const say = sayIn('en');
const sharer = { userId: '1300000000000000010', publicUrlOf: () => null };

/** A quote as it is shared, and what a message command is given of that. */
const sharedTexts = (quote: Excerpt) => {
  const { layout } = renderShared(say, quote, sharer);
  return readTargetMessage({ components: layout }).texts;
};
const cellsOf = (texts: readonly string[]): Content => ({
  kind: 'table',
  caption: 'Plans of the camp',
  headerRows: 1,
  rows: [['Plan', 'Price'], ...texts.map((text, i) => [text, `${i} €`])].map((cells) =>
    cells.map((text) => ({ text })),
  ),
});

describe('a shared quote', () => {
  it('is known whatever its article says', async () => {
    const lines = fc.array(hostileLine, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lines, fc.nat(3), async (hostile, steps) => {
        const article = articleOf([
          { kind: 'paragraph', text: 'The camp is at the lake.' },
          cellsOf(hostile),
          { kind: 'code', language: 'sh', text: hostile.join('\n') },
          ...hostile.map((text): Content => ({ kind: 'paragraph', text })),
        ]);
        const quote = widen(article, await excerptWith(article, 'at the lake'), steps);
        const { quotations, rest } = readBack(sharedTexts(quote), [quote]);
        expect(quotations).toEqual([{ quote, place: 'message' }]);
        expect(rest).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('is known where there was no room for all of it', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `The plan of number ${i}`);
    const article = articleOf([{ kind: 'paragraph', text: 'See here.' }, cellsOf(rows)]);
    const quote = widen(article, await excerptWith(article, 'See here.'), 1);
    const texts = sharedTexts(quote);
    expect(texts[0]?.text).toContain('[…]');
    expect(readBack(texts, [quote])).toEqual({
      quotations: [{ quote, place: 'message' }],
      rest: [],
    });
  });

  it('is known under a title and a section that quote something themselves', async () => {
    const name = 'He said “the *lake* is deeper than the sea” and went';
    const heading: Content = { kind: 'heading', text: name, depth: 2 };
    for (const title of [name, `${name} ${'far '.repeat(90)}`]) {
      const blocks: Content[] = [heading, { kind: 'paragraph', text: 'The camp is at the lake.' }];
      const quote = await excerptWith(articleOf(blocks, title), 'at the lake');
      const wanted = { quotations: [{ quote, place: 'message' }], rest: [] };
      expect(readBack(sharedTexts(quote), [quote])).toEqual(wanted);
      const { layout } = renderOwn(say, quote, PRIVATELY);
      expect(readBack(readTargetMessage({ components: layout }).texts, [quote])).toEqual(wanted);
    }
  });

  it('leaves what is not of it: other words, another quote, a line that was changed', async () => {
    const kinds = everyKind();
    const [quote, other] = await Promise.all([
      excerptWith(kinds, 'Boil a litre'),
      excerptWith(kinds, 'deeper than'),
    ]);
    const texts = sharedTexts(quote);
    expect(readBack(texts, [other])).toEqual({ quotations: [], rest: texts });
    const changed = texts.map((one) => ({ ...one, text: one.text.replace('four', 'five') }));
    expect(readBack(changed, [quote]).quotations).toEqual([]);
    const longer = texts.map((one, i) => ({
      ...one,
      text: i === 0 ? `${one.text}, or not` : one.text,
    }));
    expect(readBack(longer, [quote]).quotations).toEqual([]);
    const said = { text: '“No, five.”', place: 'message', isCard: false } as const;
    expect(readBack([...texts, said], [quote]).rest).toEqual([said]);
    const small = { ...said, text: `-# ${said.text} · ${quote.citation.id}` };
    expect(readBack([...texts, small], [quote]).rest).toEqual([
      { ...said, text: `${said.text} · ${quote.citation.id}` },
    ]);
    const { layout } = renderOwn(say, quote, PRIVATELY);
    const own = readTargetMessage({ components: layout }).texts;
    expect(readBack(own, [quote])).toEqual({ quotations: [{ quote, place: 'message' }], rest: [] });
  });
});
