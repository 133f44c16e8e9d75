/** Where Source leads: the words on the web, on the reader page, or in the article as Discord shows it. */

import { ButtonStyle } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refOf } from '../../src/citations/quote.ts';
import { renderPassage, renderReading } from '../../src/discord/article-pages.ts';
import { sourceButton } from '../../src/discord/buttons.ts';
import { parseCustomId } from '../../src/discord/custom-id.ts';
import type { MessageBody } from '../../src/discord/message.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Article } from '../../src/model.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';

const say = sayIn('en');
const PAGE = 'https://quotes.example/k3m9ta-x7q2vd';
const body = (n: number) =>
  Array.from({ length: n }, (_, i) => `Paragraph ${i} stands here. It has *two* sentences, ${i}.`);

function excerptOf(article: Article, index: number) {
  const block = article.blocks[index];
  if (block === undefined) throw new RangeError(`No block ${index}`);
  return makeExcerpt(article, block);
}

describe('the Source button', () => {
  const [without, onWeb] = [{}, { url: 'https://example.org/mill' }].map((more) =>
    excerptOf(makeArticle({ title: 'The mill', body: body(2), ...more }), 1),
  );

  it('leads to the words on the article’s own page, whether there is a reader page or not', () => {
    for (const page of [PAGE, null]) {
      const button = onWeb && sourceButton(say, onWeb, () => page);
      expect(button).toMatchObject({ style: ButtonStyle.Link });
      expect(button && 'url' in button && button.url).toMatch(
        /^https:\/\/example\.org\/mill#:~:text=/,
      );
    }
  });

  it('leads to the reader page where the article has no address of its own', () => {
    const asked: unknown[] = [];
    const publicUrlOf = (ref: unknown) => {
      asked.push(ref);
      return PAGE;
    };
    expect(without && sourceButton(say, without, publicUrlOf)).toMatchObject({ url: PAGE });
    expect(asked).toEqual([without && refOf(without)]);
  });

  it('opens the passage in Discord where there is neither', () => {
    const button = without && sourceButton(say, without, () => null);
    const id = button && 'custom_id' in button ? button.custom_id : '';
    expect(parseCustomId(id)).toEqual({ name: 'source', ref: without && refOf(without) });
  });
});

function buttonsOf({ components }: MessageBody): string[] {
  return components.flatMap((row) =>
    'components' in row
      ? row.components.flatMap((one) => ('custom_id' in one ? [String(one.custom_id)] : []))
      : [],
  );
}

describe('a passage in its article, in Discord', () => {
  it('is at the head of the page that it stands on, in bold, and pages go on from there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.nat(149), (count, wanted) => {
        const article = makeArticle({ title: 'Long', body: body(count) });
        const index = wanted % count;
        const shown = renderPassage(say, article, excerptOf(article, index));
        const text = shown.embeds[0]?.description ?? '';
        expect(text).toContain(`**Paragraph ${index} stands here.**`);
        expect(text.length).toBeLessThanOrEqual(4_096);
        const [, number] = /^Page (\d+) of/.exec(shown.embeds[0]?.footer?.text ?? '') ?? [];
        const plain = renderReading(say, article, Number(number) - 1);
        // Little stands before it, and all that follows on its page behind it.
        expect(text.indexOf(`**Paragraph ${index} `)).toBeLessThan(100);
        const rest = text.replace(/\*\*/g, '').replace(/^\[…\]\n/, '');
        expect(plain.embeds[0]?.description?.endsWith(rest)).toBe(true);
        const pagesOf = (body: typeof shown) =>
          buttonsOf(body).map((id) => {
            const action = parseCustomId(id);
            return action?.name === 'read' ? action.page : action?.name;
          });
        const [back, next] = pagesOf(shown);
        const own = Number(number) - 1;
        if (text.startsWith('[…]')) expect(back).toBe(own);
        else expect(back).toBe(pagesOf(plain)[0]);
        expect(next).toBe(pagesOf(plain)[1]);
        expect(shown.content).toContain(`¶ ${index + 1}`);
      }),
      { numRuns: 30 },
    );
  });
});
