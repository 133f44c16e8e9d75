/** The bot's words say what they are told, in every language there is. */
import { describe, expect, it } from 'vitest';
import { sayIn } from '../../src/discord/messages.ts';

describe('sayIn', () => {
  it('puts in the parameters, exactly as given', () => {
    expect(sayIn('en-US')('unknownArticle', { article: '$& {n}' })).toContain('“$& {n}”');
  });

  it('counts as the language does', () => {
    const say = sayIn('en-GB');
    expect(say('slowDown', { n: 1 })).toContain('1 second and');
    expect(say('slowDown', { n: 2 })).toContain('2 seconds and');
  });

  it('speaks English where there is no table', () => {
    for (const locale of ['de', 'zh-CN', '', 'constructor', '__proto__', 'not a locale']) {
      expect(sayIn(locale)('button.more')).toBe('More');
    }
  });
});
