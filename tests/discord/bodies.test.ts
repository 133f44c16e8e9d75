/** Lists, outlines, pages, verdicts and staged articles keep every limit, whatever they hold. */
import { type APIEmbed, ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SENTENCE_ONLY } from '../../src/citations/quote.ts';
import { widen } from '../../src/citations/widen.ts';
import { renderList, renderOutline, renderReading } from '../../src/discord/article-pages.ts';
import {
  EMBED_DESCRIPTION_MAX,
  EMBED_FIELD_VALUE_MAX,
  EMBED_TITLE_MAX,
  MESSAGE_BYTES_MAX,
  MESSAGE_CONTENT_MAX,
} from '../../src/discord/limits.ts';
import type { MessageBody } from '../../src/discord/message.ts';
import { renderContext, renderShared } from '../../src/discord/render.ts';
import { renderRemoval, renderStaged } from '../../src/discord/staged.ts';
import { renderLines } from '../../src/discord/staged-lines.ts';
import { QUOTATIONS_MAX, renderVerdict, renderVerdicts } from '../../src/discord/verdict.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Article } from '../../src/model.ts';
import { EMBED, EMBED_TEXT_SUM } from '../../src/playground/stand-in/rules/limits.ts';
import type { DiffPiece, Verdict } from '../../src/quotes/verdict.ts';
import { statement } from '../../src/refusals.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { expectLayoutWithinLimits } from '../support/layout-limits.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';
import { makePreview } from '../support/preview.ts';
import { PRIVATELY, passagesIn } from '../support/shown.ts';

const say = sayIn('ru');
const USER = '1300000000000000010';
const long = fc
  .tuple(
    fc.oneof(
      hostileLine,
      fc.constantFrom('Длинное предложение о реке. ', '🔷🔷 ', '`"\\', '漢字仮名。', 'word '),
    ),
    fc.integer({ min: 1, max: 60 }),
  )
  .map(([text, times]) => text.repeat(times));
const line = long.map((text) => (text.trim() === '' || text.startsWith('## ') ? `x${text}` : text));
const article: fc.Arbitrary<Article> = fc
  .record({
    title: long,
    author: long,
    publisher: long,
    body: fc.array(fc.tuple(fc.boolean(), line), { minLength: 1, maxLength: 8 }),
  })
  .map(({ title, author, publisher, body }) =>
    makeArticle({
      ...{ title, author, publisher, published: '2025-01-19', url: 'https://example.org/x' },
      body: [...body.flatMap(([heads, text]) => (heads ? [`## ${text}`, text] : [text])), 'End.'],
    }),
  );

/** What Discord adds up over all embeds of a message. */
function textsOf(embeds: readonly APIEmbed[]): string[] {
  return embeds.flatMap(({ title, description, footer, author, fields = [] }) => [
    ...[title ?? '', description ?? '', footer?.text ?? '', author?.name ?? ''],
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
}

function expectWithinLimits({ content, embeds, components }: MessageBody) {
  expect(content.length).toBeLessThanOrEqual(MESSAGE_CONTENT_MAX);
  const bytes = Buffer.byteLength(JSON.stringify({ content, embeds, components }));
  expect(bytes).toBeLessThanOrEqual(MESSAGE_BYTES_MAX);
  expect(textsOf(embeds).join('').length).toBeLessThanOrEqual(EMBED_TEXT_SUM);
  for (const { title = '', description = '', footer, fields = [] } of embeds) {
    expect(title.length).toBeLessThanOrEqual(EMBED_TITLE_MAX);
    expect(description.length).toBeLessThanOrEqual(EMBED_DESCRIPTION_MAX);
    expect(footer?.text.length ?? 0).toBeLessThanOrEqual(EMBED.footer);
    for (const { name, value } of fields) {
      expect(name.length).toBeLessThanOrEqual(256);
      expect(value.length).toBeLessThanOrEqual(EMBED_FIELD_VALUE_MAX);
      expect(value).not.toBe('');
    }
  }
  for (const row of components) {
    if (row.type === ComponentType.ActionRow) expect(row.components.length).toBeLessThanOrEqual(5);
  }
}

const RUNS = { numRuns: 60 };

describe('within every limit', () => {
  it('are lists, outlines, removals and staged articles', () => {
    const property = fc.property(fc.array(article, { minLength: 1, maxLength: 12 }), (articles) => {
      const summaries = articles.map(
        ({ text: _text, hash: _hash, headings: _headings, blocks, ...rest }) => ({
          ...rest,
          paragraphs: blocks.length,
        }),
      );
      expectWithinLimits(renderList(say, summaries, 0));
      expectWithinLimits(renderList(say, summaries, 99));
      for (const [index, each] of articles.entries()) {
        expectWithinLimits(renderOutline(say, each));
        const summary = summaries[index];
        if (summary) expectWithinLimits(renderRemoval(say, summary, index + 1));
      }
      const dropped = articles.map(({ title }, at) => ({
        line: at + 1,
        text: title,
        reason: statement('pullQuote', { line: at }),
      }));
      const warnings = articles.map(({ author, title }) => {
        const expected = statement('calendarDate');
        const warning = statement('badField', { field: author ?? '', value: title, expected });
        return statement('inFile', { file: title, warning });
      });
      const [first] = articles;
      const title = first?.title ?? '';
      const duplicateOf = { file: 'y.md', title };
      const origin = { fetched: title, claimedUrl: title, claimedPublisher: title };
      const preview = makePreview(articles, { dropped, warnings, duplicateOf, ...origin });
      expectWithinLimits(renderStaged(say, preview, { whole: title, notes: [say('addNone')] }));
      for (const view of ['all', 'out'] as const) {
        expectWithinLimits(renderLines(say, preview, { view, page: 0 }));
      }
    });
    fc.assert(property, RUNS);
  });

  it('are quotes with any context, each an exact slice', () => {
    const property = fc.property(
      article,
      fc.nat(),
      fc.integer({ min: SENTENCE_ONLY, max: 5 }),
      (article, pick, steps) => {
        const paragraph = article.blocks[pick % article.blocks.length];
        if (!paragraph) throw new Error('No paragraph');
        const quote = widen(article, makeExcerpt(article, paragraph), steps);
        expect(quote.text).toBe(article.text.slice(quote.start, quote.end));
        const shared = renderShared(say, quote, { userId: USER, publicUrlOf: () => null });
        for (const body of [renderContext(say, quote, PRIVATELY), shared]) {
          expectLayoutWithinLimits(body);
          const seen = readMarkdown(passagesIn(body)[0]?.quote ?? '').text;
          const slice = seen.replace(/^\[…\] /, '').replace(/ ?\[…\]$/, '');
          if (seen.trim() !== quote.text.trim()) expect(quote.text).toContain(slice);
        }
      },
    );
    fc.assert(property, RUNS);
  });

  it('are verdicts, one or many', () => {
    const piece: fc.Arbitrary<DiffPiece> = fc.record({
      op: fc.constantFrom('same' as const, 'left-out' as const, 'put-in' as const),
      text: line,
    });
    const property = fc.property(
      article,
      fc.array(piece, { minLength: 1, maxLength: 6 }),
      (article, diff) => {
        const places = article.blocks.map(({ start, end }) => ({
          ...{ start, end, articleId: article.id, citationId: 'abcdef-abcdef' },
        }));
        const [first, ...rest] = places;
        if (!first) throw new Error('No paragraph');
        const show = ({ start }: { start: number }) => {
          const paragraph = article.blocks.find((one) => one.start === start);
          return paragraph ? makeExcerpt(article, paragraph) : null;
        };
        const altered: Verdict = {
          kind: 'altered',
          nearest: first,
          similarity: 0.5,
          diff,
          pieces: places,
          disguises: ['text direction', 'hidden words'],
        };
        const verbatim: Verdict = {
          kind: 'verbatim',
          parts: [first, ...rest],
          differences: ['quotation marks', 'dashes', 'spaces', 'case', 'invisible characters'],
          joined: true,
          paragraphs: places.length,
          omissions: places.map(({ articleId, start, end }) => {
            return { articleId, start, end, text: article.text.slice(start, end) };
          }),
          places: 100,
          cutSentences: diff.map(({ text }) => ({
            ...first,
            before: text,
            quoted: text,
            after: text,
          })),
          cutNumbers: diff.map(({ text }) => ({ text, quoted: text })),
        };
        for (const verdict of [altered, verbatim]) {
          expectLayoutWithinLimits(
            renderVerdict(say, verdict, show, { ...PRIVATELY, removableBy: USER }),
          );
          const text = diff.map((each) => each.text).join(' ');
          const many = Array.from({ length: QUOTATIONS_MAX + 1 }, () => ({
            text,
            verdict,
            place: '-# In the embed',
          }));
          expectLayoutWithinLimits(renderVerdicts(say, many, show, ['Note.'], PRIVATELY));
        }
      },
    );
    fc.assert(property, RUNS);
  });
});

describe('reading an article page by page', () => {
  it('shows all of it, in order, word for word', () => {
    const property = fc.property(article, (article) => {
      let seen = '';
      for (let page = 0; ; page++) {
        const body = renderReading(say, article, page);
        expectWithinLimits(body);
        const [embed] = body.embeds;
        const quoted = (embed?.description ?? '').split('\n').filter((one) => one.startsWith('> '));
        seen += readMarkdown(quoted.join('\n')).text;
        const [, at, of] = /(\d+)\D+(\d+)/.exec(embed?.footer?.text ?? '') ?? [];
        if (at === of) break;
      }
      const squeeze = (text: string) => text.replace(/\s+/gu, '');
      const paragraphs = article.blocks.map(({ start, end }) => article.text.slice(start, end));
      expect(squeeze(seen)).toBe(squeeze(paragraphs.join('')));
    });
    fc.assert(property, RUNS);
  });
});
