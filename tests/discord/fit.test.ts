/** A quote that does not fit is cut between sentences, in need between words, and always says so. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLabel, fitWindow, LEFT_OUT } from '../../src/discord/fit.ts';
import { EMBED_DESCRIPTION_MAX } from '../../src/discord/limits.ts';
import type { Span } from '../../src/model.ts';

const WORDS = [
  'the',
  'border',
  'Таджикистан',
  'й',
  'e\u0301tude',
  '🔷',
  '👨‍👩‍👧',
  '漢字仮名',
  'U.S.',
  '*a*',
  '12,5',
];

/** Some sentences in a row, with their spans, and which one is the highlight. */
const passage = fc
  .record({
    sentences: fc.array(
      fc
        .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 })
        .map((words) => `${words.join(' ')}.`),
      { minLength: 1, maxLength: 8 },
    ),
    pick: fc.nat(),
    max: fc.integer({ min: 24, max: 260 }),
  })
  .map(({ sentences, pick, max }) => {
    const spans: Span[] = [];
    let at = 0;
    for (const sentence of sentences) {
      spans.push({ start: at, end: at + sentence.length });
      at += sentence.length + 1;
    }
    return { text: sentences.join(' '), spans, highlight: spans[pick % spans.length] as Span, max };
  });

/** A window as it is read: the slice, with `LEFT_OUT` where something was left out. */
function shown(text: string, { start, end }: Span): string {
  const before = start > 0 ? `${LEFT_OUT} ` : '';
  const after = end < text.length ? ` ${LEFT_OUT}` : '';
  return before + text.slice(start, end) + after;
}

const within = (text: string, max: number) => (window: Span) => shown(text, window).length <= max;

describe('fitWindow', () => {
  it('fits with marks where something was left out, and is a slice of the text', () => {
    fc.assert(
      fc.property(passage, ({ text, spans, highlight, max }) => {
        const window = fitWindow(text, highlight, spans, within(text, max));
        expect(shown(text, window).length).toBeLessThanOrEqual(max);
        const { start, end } = window;
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
    );
  });

  it('cuts between sentences where the highlight fits, and takes in all that fits beside it', () => {
    fc.assert(
      fc.property(passage, ({ text, spans, highlight, max }) => {
        const fits = within(text, max);
        fc.pre(fits(highlight));
        const window = fitWindow(text, highlight, spans, fits);
        expect(window.start).toBeLessThanOrEqual(highlight.start);
        expect(window.end).toBeGreaterThanOrEqual(highlight.end);
        const first = spans.findIndex((span) => span.start === window.start);
        const last = spans.findIndex((span) => span.end === window.end);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeGreaterThanOrEqual(first);
        const more = [
          { ...window, start: spans[first - 1]?.start },
          { ...window, end: spans[last + 1]?.end },
        ];
        for (const { start, end } of more) {
          if (start === undefined || end === undefined) continue;
          expect(fits({ start, end })).toBe(false);
        }
      }),
    );
  });

  it('cuts a sentence that is too long after a word, never within one', () => {
    fc.assert(
      fc.property(passage, ({ text, spans, highlight, max }) => {
        const fits = within(text, max);
        fc.pre(!fits(highlight));
        const window = fitWindow(text, highlight, spans, fits);
        expect(window.start).toBe(highlight.start);
        // Every word of the generated texts fits, so a cut is always before white space.
        if (window.end > window.start) expect(text.slice(window.end)).toMatch(/^\s/);
        expect(text.slice(0, window.end)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('cuts a script without spaces between its words, and one endless word between characters', () => {
    const japanese = '漢字仮名交じり文は日本語の文章である'.repeat(4);
    for (const text of [japanese, 'e\u0301'.repeat(80), '👨‍👩‍👧'.repeat(20)]) {
      const highlight = { start: 0, end: text.length };
      const window = fitWindow(text, highlight, [highlight], within(text, 40));
      expect(window.end).toBeGreaterThan(20);
      const edges = Array.from(new Intl.Segmenter().segment(text), ({ index }) => index);
      expect(edges).toContain(window.end);
    }
  });

  it('looks no further into an endless sentence than a message could show', () => {
    for (const text of ['国境警備隊は川沿いに配置されている'.repeat(30_000), 'x'.repeat(500_000)]) {
      const all = { start: 0, end: text.length };
      const window = fitWindow(text, all, [all], within(text, EMBED_DESCRIPTION_MAX));
      expect(window.end).toBeGreaterThan(EMBED_DESCRIPTION_MAX - 20);
      expect(window.end).toBeLessThan(EMBED_DESCRIPTION_MAX);
      expect(cutLabel(text, 20, '…').length).toBeLessThanOrEqual(20);
    }
  });
});

describe('cutLabel', () => {
  it('keeps what fits, and cuts after a word with a mark', () => {
    expect(cutLabel('As it is', 8)).toBe('As it is');
    expect(cutLabel('Massoud, Taliban Agree', 16, '…')).toBe('Massoud…');
    expect(cutLabel('Massoud, Taliban Agree', 19)).toBe(`Massoud, ${LEFT_OUT}`);
  });

  it('never exceeds its length and never splits a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 5, max: 60 }),
        (text, max) => {
          for (const mark of ['…', LEFT_OUT]) {
            const label = cutLabel(text, max, mark);
            expect(label.length).toBeLessThanOrEqual(max);
            expect(label).not.toMatch(/\p{Cs}/u);
          }
        },
      ),
    );
  });
});
