/** Messages keep every limit of Discord whatever the articles hold, and quote them exactly. */
import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLOURS } from '../../src/discord/colours.ts';
import { encodeCustomId, parseCustomId } from '../../src/discord/custom-id.ts';
import { embedLength } from '../../src/discord/embed.ts';
import { LEFT_OUT } from '../../src/discord/fit.ts';
import {
  ACTION_ROWS_MAX,
  CUSTOM_ID_MAX,
  EMBED_AUTHOR_MAX,
  EMBED_DESCRIPTION_MAX,
  EMBED_FOOTER_MAX,
  EMBED_TITLE_MAX,
  EMBEDS_MAX,
  EMBEDS_SUM_MAX,
  MESSAGE_BYTES_MAX,
  MESSAGE_CONTENT_MAX,
} from '../../src/discord/limits.ts';
import type { MessageBody } from '../../src/discord/message.ts';
import { renderAnswer, renderMention, renderShared } from '../../src/discord/render.ts';
import { LANGUAGES, type LanguageCode } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Answer, Excerpt } from '../../src/model.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';

const say = sayIn('en-US');
const USER = '1300000000000000010';

const BORDER = makeArticle({
  title: 'A border and its guards',
  author: 'Jane Doe',
  publisher: 'Example Times',
  published: '2025-01-19',
  url: 'https://example.org/border_guards',
  body: ['The first.', '## The river', 'It is long. The *guards* of it number 1_000. They walk.'],
});

function answerOf(excerpts: readonly Excerpt[], answered = true): Answer {
  return {
    question: 'How many guards?',
    judgement: answered ? 'answers' : 'no-answer',
    answered,
    byWordsAlone: false,
    excerpts,
    further: [{ id: 'abcdef-abcdef', sentence: 2 }],
    evidence: { confidence: 1, signals: {}, reading: null },
    tookMs: 1,
  };
}

function customIds({ components }: MessageBody): string[] {
  return components.flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((one) => ('custom_id' in one ? [one.custom_id] : []))
      : [],
  );
}

/** Text in bulk: hostile lines, wide characters, sentences of any length. */
const bulk = fc
  .array(
    fc.oneof(
      hostileLine,
      fc.constantFrom(
        'Вот длинное предложение о границе. ',
        '🔷🔷🔷',
        '"\\" ',
        '漢字仮名交じり文。',
        'plain words here. ',
      ),
    ),
    { maxLength: 12 },
  )
  .chain((parts) => fc.integer({ min: 1, max: 40 }).map((times) => parts.join(' ').repeat(times)));
const label = fc.oneof(fc.constant(null), hostileLine, bulk);
const url = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 2_040 }).map((length) => `https://e.org/${'ä'.repeat(length)}`),
  fc.constantFrom('javascript:alert(1)', 'https://example.org/x'),
);
const excerpt = fc
  .record({
    title: bulk,
    author: label,
    publisher: label,
    section: label,
    url,
    body: bulk,
    pick: fc.nat(20),
  })
  .map(({ section, body, pick, ...rest }) => {
    const line = body.trim() === '' || body.startsWith('## ') ? `x${body}` : body;
    const sections = section === null ? [] : [`## ${section}`];
    const article = makeArticle({ ...rest, published: '2025-01-19', body: [...sections, line] });
    const paragraph = article.blocks[0];
    if (!paragraph) throw new Error('The body has one paragraph');
    return { article, excerpt: makeExcerpt(article, paragraph, pick) };
  });

const asked = (answer: Answer) => ({ answer, percentRead: null });

describe('an answer by words alone', () => {
  const [paragraph] = BORDER.blocks;
  if (!paragraph) throw new Error('The body has paragraphs');
  const excerpts = [makeExcerpt(BORDER, paragraph)];

  it.each(Object.keys(LANGUAGES) as LanguageCode[])(
    'says so in one line, found or not, here and in mentions: %s',
    (code) => {
      const say = sayIn(code);
      const remark = say('byWordsAlone');
      expect(remark).not.toContain('\n');
      for (const answered of [true, false]) {
        const usual = answerOf(excerpts, answered);
        const marked = { ...usual, byWordsAlone: true };
        const lines = (body: MessageBody) => body.content.split('\n');
        expect(lines(renderAnswer(say, asked(marked), 1))).toContain(remark);
        expect(lines(renderMention(say, marked, '1'))).toContain(remark);
        expect(lines(renderAnswer(say, asked(usual), 1))).not.toContain(remark);
        expect(lines(renderMention(say, usual, '1'))).not.toContain(remark);
      }
    },
  );
});

describe('renderAnswer', () => {
  it('keeps every limit, and every quote is a slice with a bold highlight', () => {
    fc.assert(
      fc.property(fc.array(excerpt, { minLength: 1, maxLength: 5 }), bulk, (made, question) => {
        const excerpts = made.map(({ excerpt }) => excerpt);
        const body = renderAnswer(
          say,
          { answer: { ...answerOf(excerpts), question, byWordsAlone: true }, percentRead: 42 },
          5,
        );
        expect(body.content.length).toBeLessThanOrEqual(MESSAGE_CONTENT_MAX);
        expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(MESSAGE_BYTES_MAX);
        const sum = body.embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
        expect(sum).toBeLessThanOrEqual(EMBEDS_SUM_MAX);
        for (const [index, embed] of body.embeds.entries()) {
          const { title = '', description = '', footer, author, url } = embed;
          expect(title.length).toBeLessThanOrEqual(EMBED_TITLE_MAX);
          expect(description.length).toBeLessThanOrEqual(EMBED_DESCRIPTION_MAX);
          expect(footer?.text.length).toBeLessThanOrEqual(EMBED_FOOTER_MAX);
          expect(author?.name.length ?? 0).toBeLessThanOrEqual(EMBED_AUTHOR_MAX);
          if (url) expect(url).toMatch(/^https?:/);
          const seen = readMarkdown(description);
          expect(seen.constructs.filter((name) => name !== 'link')).toEqual([]);
          expect(seen.quotedLines).toBe(seen.lines);
          const text = made[index]?.excerpt.text ?? '';
          // White space at the ends is no loss.
          if (seen.text.trim() !== text.trim()) {
            const slice = seen.text.replace(/^\[…\] /, '').replace(/ ?\[…\]$/, '');
            expect(seen.text).toContain(LEFT_OUT);
            expect(text).toContain(slice);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('says where each quote stands and numbers them like their buttons', () => {
    const [first, second] = BORDER.blocks.map((paragraph) => makeExcerpt(BORDER, paragraph, 1));
    const body = renderAnswer(say, asked(answerOf([second, first] as Excerpt[])), 2);
    expect(body.content).toBe('Question: How many guards?');
    expect(body.embeds[0]).toEqual({
      color: COLOURS.answer,
      title: 'A border and its guards',
      url: 'https://example.org/border_guards#:~:text=The%20%2Aguards%2A%20of%20it%20number%201_000.',
      author: { name: '1 · Jane Doe' },
      description: '> It is long. **The \\*guards\\* of it number 1\\_000.** They walk.',
      footer: { text: `The river · ¶ 2 · Example Times · 2025-01-19 · ${second?.citation.id}` },
    });
    expect(body.embeds[1]?.author).toEqual({ name: '2 · Jane Doe' });
    expect(customIds(body).map(parseCustomId)).toEqual([
      { name: 'share', ref: { id: second?.citation.id, sentence: 1 }, steps: 0 },
      { name: 'share', ref: { id: first?.citation.id, sentence: 0 }, steps: 0 },
      { name: 'context', ref: { id: second?.citation.id, sentence: 1 }, steps: 1 },
      { name: 'context', ref: { id: first?.citation.id, sentence: 0 }, steps: 1 },
      { name: 'more', count: 2, refs: [{ id: 'abcdef-abcdef', sentence: 2 }] },
    ]);
  });

  it('abstains in a sentence, the nearest passages behind a button', () => {
    const excerpt = makeExcerpt(BORDER, BORDER.blocks[0] as (typeof BORDER.blocks)[0]);
    const body = renderAnswer(say, asked(answerOf([excerpt], false)), 3);
    expect(body.content.split('\n')[1]).toBe('The articles do not seem to answer this.');
    expect(body.embeds).toEqual([]);
    const ref = { id: excerpt.citation.id, sentence: 0 };
    const further = { id: 'abcdef-abcdef', sentence: 2 };
    expect(customIds(body)).toEqual([
      encodeCustomId({ name: 'near', count: 3, refs: [ref, further] }),
    ]);
    const nothing = renderAnswer(say, asked({ ...answerOf([], false), further: [] }), 3);
    expect(nothing.components).toEqual([]);
  });

  it('has unique custom ids of at most 100 characters at the largest', () => {
    const article = makeArticle({
      title: 'Lines',
      body: Array.from({ length: 5 }, (_, n) => `Line ${n}.`),
    });
    const excerpts = article.blocks.map((paragraph) => makeExcerpt(article, paragraph));
    const further = excerpts.slice(0, 5).concat(excerpts.slice(0, 2));
    const answer = {
      ...answerOf(excerpts),
      further: further.map(({ citation: { id } }) => ({ id, sentence: 61 })),
    };
    const body = renderAnswer(say, asked(answer), 5);
    expect(body.embeds.length).toBeLessThanOrEqual(EMBEDS_MAX);
    expect(body.components.length).toBeLessThanOrEqual(ACTION_ROWS_MAX);
    const ids = customIds(body);
    expect(ids).toHaveLength(11);
    expect(new Set(ids).size).toBe(11);
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_MAX);
  });
});

describe('renderShared', () => {
  it('names who shares it and keeps the quote', () => {
    const excerpt = makeExcerpt(BORDER, BORDER.blocks[1] as (typeof BORDER.blocks)[0], 0);
    const body = renderShared(say, excerpt, { userId: USER, publicUrlOf: () => null });
    expect(body.content).toBe(`Shared by <@${USER}> · published <t:1737288000:D>`);
    expect(body.embeds[0]?.footer?.text).not.toContain('2025');
    expect(readMarkdown(body.embeds[0]?.description ?? '').text).toBe(excerpt.text);
    expect(body.embeds[0]?.author).toEqual({ name: 'Jane Doe' });
  });
});
