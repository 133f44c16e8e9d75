/** Comparisons show every word of both sides, whatever the words hold, within every limit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonBytes } from '../../src/discord/room.ts';
import { renderDiff } from '../../src/discord/verdict.ts';
import type { DiffPiece } from '../../src/quotes/verdict.ts';
import { hostileText } from '../support/hostile-text.ts';

const piece: fc.Arbitrary<DiffPiece> = fc.record({
  op: fc.constantFrom('same' as const, 'left-out' as const, 'put-in' as const),
  text: hostileText,
});

/** What Discord strikes through, underlines and leaves, by its own rules for these two marks. */
function read(source: string): { op: DiffPiece['op']; text: string }[] {
  const content = source
    .split('\n')
    .map((line) => line.replace(/^> /, ''))
    .join('\n');
  const out: { op: DiffPiece['op']; text: string }[] = [];
  const show = (op: DiffPiece['op'], text: string) => out.push({ op, text });
  const plain = (text: string) => text.replace(/\\([^0-9A-Za-z\s])/g, '$1');
  let at = 0;
  while (at < content.length) {
    const rest = content.slice(at);
    const marked =
      /^(~~)((?:\\[\s\S]|[^\\])+?)~~(?!_)/.exec(rest) ??
      /^(__)((?:\\[\s\S]|[^\\])+?)__(?!_)/.exec(rest);
    const escaped = /^\\[^0-9A-Za-z\s]/.exec(rest);
    const taken = marked?.[0] ?? escaped?.[0] ?? content.charAt(at);
    if (marked) show(marked[1] === '~~' ? 'left-out' : 'put-in', plain(marked[2] as string));
    else show('same', plain(taken));
    at += taken.length;
  }
  return out;
}

const squeeze = (text: string) => text.replace(/\s+/gu, '');
const side = (pieces: readonly DiffPiece[], op: DiffPiece['op']) =>
  squeeze(
    pieces
      .filter((one) => one.op === op)
      .map(({ text }) => text)
      .join(' '),
  );

describe('renderDiff', () => {
  it('strikes, underlines and leaves exactly what it is told to', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (diff) => {
        const shown = read(renderDiff(diff, { units: Infinity, bytes: Infinity }));
        for (const op of ['same', 'left-out', 'put-in'] as const) {
          expect(side(shown, op)).toBe(side(diff, op));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its limits at any length', () => {
    const long = fc
      .tuple(piece, fc.integer({ min: 1, max: 200 }))
      .map(([{ op, text }, times]) => ({ op, text: `${text} `.repeat(times) }));
    fc.assert(
      fc.property(fc.array(long, { minLength: 1, maxLength: 8 }), (diff) => {
        const text = renderDiff(diff, { units: 450, bytes: 900 });
        expect(text.length).toBeLessThanOrEqual(450);
        expect(jsonBytes(text)).toBeLessThanOrEqual(900);
      }),
      { numRuns: 60 },
    );
  });

  it('is read easily', () => {
    const diff: DiffPiece[] = [
      { op: 'same', text: 'It is ' },
      { op: 'left-out', text: 'not ' },
      { op: 'same', text: 'the ' },
      { op: 'left-out', text: 'old' },
      { op: 'put-in', text: 'new' },
      { op: 'same', text: ' law.' },
    ];
    expect(renderDiff(diff, { units: 500, bytes: 500 })).toBe(
      '> It is ~~not~~ the ~~old~~ __new__ law.',
    );
  });
});
