/** Messages keep every limit of Discord whatever the articles hold, and quote them exactly. */
import { ButtonStyle } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerOptions, renderAnswer, renderPage } from '../../src/discord/answer-layout.ts';
import { readAnswer } from '../../src/discord/answered-message.ts';
import { COLOURS } from '../../src/discord/colours.ts';
import { encodeCustomId, parseCustomId } from '../../src/discord/custom-id.ts';
import { oneLine } from '../../src/discord/escape.ts';
import { LEFT_OUT } from '../../src/discord/fit.ts';
import { BUTTON_URL_MAX, CUSTOM_ID_MAX } from '../../src/discord/limits.ts';
import type { LayoutBody } from '../../src/discord/message.ts';
import { renderShared } from '../../src/discord/render.ts';
import { LANGUAGES, type LanguageCode } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Answer, Excerpt } from '../../src/model.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { expectLayoutWithinLimits } from '../support/layout-limits.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';
import { buttonsIn, menusIn, PRIVATELY, passagesIn, textsOf } from '../support/shown.ts';

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

const idsOf = (body: LayoutBody) =>
  buttonsIn(body).flatMap(({ id }) => (id === '' ? [] : [parseCustomId(id)]));

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

const asked = (answer: Answer, count = 1) => ({
  answer,
  percentRead: null,
  count,
  named: new Map<string, Excerpt>(),
  // With all buttons that an answer may have, there is the least room.
  takesFeedback: answer.answered,
});
const asReply: AnswerOptions = {
  isReply: true,
  showing: { ...PRIVATELY, removableBy: USER },
};
const sharer = { userId: USER, publicUrlOf: () => null };
const alone: AnswerOptions = { showing: PRIVATELY };

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
        for (const options of [alone, asReply]) {
          expect(textsOf(renderAnswer(say, asked(marked), options))).toContain(remark);
          expect(textsOf(renderAnswer(say, asked(usual), options))).not.toContain(remark);
        }
      }
    },
  );
});

describe('renderAnswer', () => {
  it('keeps every limit, and every quote is a slice with a bold highlight', () => {
    fc.assert(
      fc.property(
        fc.array(excerpt, { minLength: 1, maxLength: 8 }),
        bulk,
        fc.integer({ min: 1, max: 5 }),
        (made, question, count) => {
          const excerpts = made.map(({ excerpt }) => excerpt);
          const answer = { ...answerOf(excerpts), question, byWordsAlone: true };
          const body = renderAnswer(say, { ...asked(answer, count), percentRead: 42 }, asReply);
          expectLayoutWithinLimits(body);
          const passages = passagesIn(body);
          expect(passages.length).toBeGreaterThan(0);
          expect(passages.length).toBeLessThanOrEqual(count);
          for (const { title, quote, place, source } of passages) {
            const shown = excerpts.find(({ citation }) => place.endsWith(citation.id));
            expect(readMarkdown(title).constructs).toEqual([]);
            if (source !== '') expect(source).toMatch(/^https?:/);
            expect(source.length).toBeLessThanOrEqual(BUTTON_URL_MAX);
            const seen = readMarkdown(quote);
            expect(seen.constructs.filter((name) => name !== 'link')).toEqual([]);
            expect(seen.quotedLines).toBe(seen.lines);
            const text = shown?.text ?? '';
            // White space at the ends is no loss.
            if (seen.text.trim() !== text.trim()) {
              const slice = seen.text.replace(/^\[…\] /, '').replace(/ ?\[…\]$/, '');
              expect(seen.text).toContain(LEFT_OUT);
              expect(text).toContain(slice);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('says where each passage stands, its title once, with buttons of its own', () => {
    const [first, second] = BORDER.blocks.map((paragraph) => makeExcerpt(BORDER, paragraph, 1));
    const body = renderAnswer(say, asked(answerOf([second, first] as Excerpt[]), 2), alone);
    expect(textsOf(body)[0]).toBe('Question: How many guards?');
    const passages = passagesIn(body);
    expect(passages.map(({ buttons: _, ...rest }) => rest)).toEqual([
      {
        title: 'A border and its guards',
        above: '',
        quote: '> It is long. **The \\*guards\\* of it number 1\\_000.** They walk.',
        place: `Example Times · 2025-01-19 · The river ¶ 2 · ${second?.citation.id}`,
        below: '',
        source:
          'https://example.org/border_guards#:~:text=The%20%2Aguards%2A%20of%20it%20number%201_000.',
        colour: COLOURS.answer,
      },
      {
        title: '',
        above: '',
        quote: '> **The first.**',
        place: `Example Times · 2025-01-19 · ¶ 1 · ${first?.citation.id}`,
        below: '',
        source: 'https://example.org/border_guards#:~:text=The%20first.',
        colour: COLOURS.answer,
      },
    ]);
    const { Primary, Secondary, Link } = ButtonStyle;
    expect(
      passages.map(({ buttons }) => buttons.map(({ label, style }) => [label, style])),
    ).toEqual([
      [
        ['Share', Primary],
        ['Context', Secondary],
        ['Copy', Secondary],
      ],
      [
        ['Share', Primary],
        ['Context', Secondary],
        ['Copy', Secondary],
        ['Source', Link],
      ],
    ]);
    const ref = { id: second?.citation.id, sentence: 1 };
    expect(idsOf(body).slice(0, 3)).toEqual([
      { name: 'share', ref, steps: 0 },
      { name: 'context', ref, steps: 1 },
      { name: 'copy', ref, steps: 0 },
    ]);
    expect(menusIn(body)).toEqual([]);
  });

  it('shows the best passage in full and offers the others by title and first words', () => {
    const [first, second] = BORDER.blocks.map((paragraph) => makeExcerpt(BORDER, paragraph, 1));
    const body = renderAnswer(say, asked(answerOf([second, first] as Excerpt[])), alone);
    expect(passagesIn(body)).toHaveLength(1);
    expect(menusIn(body)).toEqual([
      {
        id: encodeCustomId({ name: 'open', as: 'answer' }),
        placeholder: '1 more passage',
        options: [
          {
            value: `${first?.citation.id.replace('-', '')}0`,
            label: 'A border and its guards',
            description: 'The first.',
          },
        ],
      },
    ]);
  });

  it('abstains in a sentence, the nearest passages behind a button', () => {
    const excerpt = makeExcerpt(BORDER, BORDER.blocks[0] as (typeof BORDER.blocks)[0]);
    const body = renderAnswer(say, asked(answerOf([excerpt], false)), alone);
    expect(textsOf(body)).toEqual([
      'Question: How many guards?',
      'The articles do not seem to answer this.',
    ]);
    const ref = { id: excerpt.citation.id, sentence: 0 };
    const further = { id: 'abcdef-abcdef', sentence: 2 };
    expect(buttonsIn(body).map(({ id }) => id)).toEqual([
      encodeCustomId({ name: 'near', count: 3, refs: [ref, further] }),
    ]);
    const nothing = renderAnswer(say, asked({ ...answerOf([], false), further: [] }), alone);
    expect(buttonsIn(nothing)).toEqual([]);
  });

  it('shows what is near in grey, without bold, and with no button in front of the others', () => {
    const excerpts = BORDER.blocks.map((paragraph) => makeExcerpt(BORDER, paragraph, 1));
    const body = renderPage(say, ['Near.'], excerpts, { as: 'nearest', count: 3, ...alone });
    for (const { quote, colour, buttons } of passagesIn(body)) {
      expect(colour).toBe(COLOURS.nearest);
      expect(readMarkdown(quote).bold).not.toContain(true);
      const own = buttons.filter(({ id }) => id !== '');
      expect(own.map(({ style }) => style)).toEqual(own.map(() => ButtonStyle.Secondary));
    }
  });

  it('has unique custom ids of at most 100 characters at the largest', () => {
    const made = Array.from({ length: 10 }, (_, n) =>
      makeArticle({ title: `Lines ${n}`, body: [`Line ${n}.`] }),
    );
    const excerpts = made.flatMap((article) =>
      article.blocks.map((paragraph) => makeExcerpt(article, paragraph)),
    );
    const body = renderAnswer(say, asked(answerOf(excerpts), 5), asReply);
    expectLayoutWithinLimits(body);
    expect(passagesIn(body)).toHaveLength(5);
    expect(menusIn(body)[0]?.options).toHaveLength(5);
    const ids = buttonsIn(body).map(({ id }) => id);
    // Share, Context, Copy and Source of each; Follow up, whether it helped, and Remove.
    expect(ids).toHaveLength(24);
    expect(new Set(ids).size).toBe(24);
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_MAX);
  });

  it('is read back from the message: its question, its passages, and how sure it is', () => {
    fc.assert(
      fc.property(
        bulk,
        fc.constantFrom('en', 'de', 'fr', 'ru'),
        fc.boolean(),
        (text, code, isReply) => {
          const [first, second] = BORDER.blocks.map((paragraph) =>
            makeExcerpt(BORDER, paragraph, 1),
          );
          const question = text.slice(0, 200).replace(/\s+/gu, ' ').trim() || 'x';
          const answer = { ...answerOf([second, first] as Excerpt[]), question };
          const body = renderAnswer(sayIn(code), asked(answer), { ...alone, isReply });
          const read = readAnswer({ components: body.layout });
          expect(read?.question).toBe(textsSeen(question));
          expect(read?.refs).toEqual([{ id: second?.citation.id, sentence: 1 }]);
          expect(read?.offered).toEqual([{ id: first?.citation.id, sentence: 0 }]);
          expect(read?.kind).toBe('answers');
        },
      ),
      { numRuns: 60 },
    );
    const excerpts = BORDER.blocks.map((paragraph) => makeExcerpt(BORDER, paragraph, 1));
    const kindOf = (body: LayoutBody) => readAnswer({ components: body.layout })?.kind;
    const may = { ...answerOf(excerpts), judgement: 'may-answer' as const };
    expect(kindOf(renderAnswer(say, asked(may), alone))).toBe('may-answer');
    expect(kindOf(renderAnswer(say, asked(answerOf(excerpts, false)), alone))).toBe('no-answer');
    expect(kindOf(renderPage(say, [], excerpts, { as: 'nearest', count: 1, ...alone }))).toBe(
      'nearest',
    );
    const [first] = excerpts;
    if (first) expect(kindOf(renderShared(say, first, sharer))).toBe('quote');
  });

  it('is read back from messages of before', () => {
    const ref = { id: 'abcdef-abcdef', sentence: 2 };
    const row = (...ids: string[]) => ({
      type: 1,
      components: ids.map((custom_id) => ({ type: 2, style: 2, label: 'x', custom_id })),
    });
    const share = encodeCustomId({ name: 'share', ref, steps: 0 });
    const content = 'Frage: Wie \\*hoch\\*?\nVielleicht ist das die Antwort:';
    expect(readAnswer({ content, embeds: [], components: [row(share)] })).toEqual({
      question: 'Wie *hoch*?',
      asked: null,
      refs: [ref],
      offered: [],
      kind: 'may-answer',
    });
    const near = encodeCustomId({ name: 'near', count: 1, refs: [ref] });
    expect(readAnswer({ content: 'Question: How high?', components: [row(near)] })).toEqual({
      question: 'How high?',
      asked: null,
      refs: [],
      offered: [ref],
      kind: 'no-answer',
    });
  });

  it('reads nothing from anything else, and never throws', () => {
    for (const value of [null, 1, 'x', [], {}, { components: 3 }, { components: [null, [1]] }]) {
      expect(readAnswer(value)).toBeNull();
    }
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readAnswer(value);
        readAnswer({ content: value, components: [value, { components: [value] }] });
      }),
    );
  });
});

/** A question without what is not seen in a line. */
function textsSeen(question: string): string {
  return oneLine(question).trim();
}

describe('renderShared', () => {
  it('has the words first, then their source, who shares them, and the day as it is printed', () => {
    const excerpt = makeExcerpt(BORDER, BORDER.blocks[1] as (typeof BORDER.blocks)[0], 0);
    const body = renderShared(say, excerpt, sharer);
    const [passage] = passagesIn(body);
    expect(readMarkdown(passage?.quote ?? '').text).toBe(excerpt.text);
    expect(textsOf(body)[0]?.startsWith(passage?.quote ?? '-')).toBe(true);
    expect(passage).toMatchObject({
      title: 'A border and its guards',
      place: `Example Times · 2025-01-19 · The river ¶ 2 · ${excerpt.citation.id}`,
      below: `-# Shared by <@${USER}>`,
    });
    expect(passage?.buttons.map(({ label }) => label)).toEqual([...['Context', 'Copy', 'Remove']]);
  });
});
