/** What is shown to be checked is what is read back, and all of it within Discord's limits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUnquoted, renderUnquoted, UNQUOTED_MAX } from '../../src/discord/unquoted.ts';
import { LANGUAGE_CODES } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { expectLayoutWithinLimits } from '../support/layout-limits.ts';
import { buttonsIn, textsOf } from '../support/shown.ts';

const say = sayIn('en');
const words = fc
  .array(hostileLine, { minLength: 1, maxLength: 20 })
  .map((lines) => lines.join('\n'))
  .filter((text) => /[a-z]/i.test(text));
const unquoted = fc.array(
  fc.record({ text: words, place: fc.option(hostileLine.map((line) => line.slice(0, 40))) }),
  { minLength: 1, maxLength: UNQUOTED_MAX },
);

/** As discord.js gives the message that a button is on. */
const pressed = (layout: readonly object[]) =>
  ({ components: layout.map((part) => ({ toJSON: () => part })) }) as unknown as Parameters<
    typeof readUnquoted
  >[0];
const inLines = (text: string) =>
  text
    .trim()
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
    .map((line) => line.trimEnd())
    .join('\n');

describe('what quotes nothing', () => {
  it('is read back as it was written, whatever is in it', () => {
    fc.assert(
      fc.property(unquoted, (all) => {
        const { layout } = renderUnquoted(say, all);
        expectLayoutWithinLimits({ layout });
        const read = readUnquoted(pressed(layout)).map(({ text }) => inLines(text));
        const given = all.map(({ text }) => inLines(text));
        expect(read).toEqual(given);
      }),
    );
  });

  it('is cut where it is too long, says so, and what is read back begins what was written', () => {
    for (const code of LANGUAGE_CODES) {
      const long = '*word* -# \n'.repeat(2_000);
      const all = Array.from({ length: 6 }, (_, i) => ({ text: long, place: `place ${i}` }));
      const { layout } = renderUnquoted(sayIn(code), all, ['a note']);
      expectLayoutWithinLimits({ layout });
      const read = readUnquoted(pressed(layout));
      expect(read.map(({ place }) => place)).toEqual(['place 0', 'place 1', 'place 2', 'place 3']);
      for (const { text } of read) expect(long.startsWith(text.replace(/ \[…\]$/, ''))).toBe(true);
      expect(textsOf({ layout }).at(-1)).toBe(`-# ${sayIn(code)('unquotedCut')}\n-# a note`);
      const labels = buttonsIn({ layout }).map(({ label }) => label);
      expect(labels).toEqual([sayIn(code)('button.checkShown'), sayIn(code)('button.findSources')]);
    }
  });

  it('is read of no other message', () => {
    for (const part of [
      { type: 10, content: '> x' },
      { type: 10, id: 4_002 },
      { type: 2, id: 4_002 },
    ]) {
      expect(readUnquoted(pressed([part]))).toEqual([]);
    }
  });
});
