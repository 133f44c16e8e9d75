/** `/about` says what is kept by what is switched on, in every language, within what a field holds. */
import { describe, expect, it } from 'vitest';
import { keptFields } from '../../commands/shared/kept.ts';
import { EMBED_FIELD_VALUE_MAX } from '../../src/discord/limits.ts';
import type { GapLog } from '../../src/gaps/gap-log.ts';
import { LANGUAGE_CODES } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Statistics } from '../../src/statistics/use-counts.ts';

const gaps = (keepsTexts: boolean): GapLog => ({
  ...{ retentionDays: 90, keepsTexts, note: async () => {}, list: async () => [] },
  clear: async () => {},
});
const statistics: Statistics = {
  ...{ today: () => 0 as never, asked() {}, reached() {}, shared() {} },
  between: async () => new Map(),
  know: () => Promise.reject(new Error('nobody asks')),
};
const HERE = { guildId: '1300000000000000002', isOffered: true };

describe('what is kept', () => {
  it('is said by what is switched on', () => {
    const say = sayIn('en');
    const [kept, never] = keptFields(say, { gaps: gaps(true), statistics }, HERE);
    expect(kept?.value.split('\n').map((line) => line.slice(0, 31))).toEqual([
      '• A quote that you share names ',
      '• Questions without an answer, ',
      '• How often something was asked',
      '• What managers choose for this',
      '• Whoever presses “Use in my DM',
    ]);
    expect(kept?.value).toContain('90 days');
    expect(kept?.value).toContain('400 days');
    expect(never?.value).not.toContain('What was asked.');
    expect(never?.value).toContain('Who asked, and who said whether an answer helped.');
    const outside = { guildId: null, isOffered: false };
    const [less, more] = keptFields(say, { gaps: gaps(false) }, outside);
    expect(less?.value).toMatch(/^• A quote [^\n]+\n• When and on which server [^\n]+ 90 days/);
    expect(more?.value).toContain('What was asked.');
  });

  it.each(LANGUAGE_CODES)('fits into its fields in %s, whatever is switched on', (code) => {
    for (const keepsTexts of [true, false]) {
      for (const { name, value } of keptFields(
        sayIn(code),
        { gaps: gaps(keepsTexts), statistics },
        HERE,
      )) {
        expect(name.length).toBeLessThanOrEqual(256);
        expect(value.length).toBeLessThanOrEqual(EMBED_FIELD_VALUE_MAX);
        // A phone shows about 45 characters in a line.
        expect(value.length).toBeLessThanOrEqual(800);
      }
    }
  });
});
