/** Citation ids are stable, tell texts apart, and survive being typed by people. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCitationId } from '../../src/citations/citation-id.ts';
import { articleId, citationId } from '../../src/citations/make-citation-id.ts';

describe('citation ids', () => {
  it('depend on the place of the article and the words of the passage only', () => {
    // Written down, so that no change of the code silently changes every id in the world.
    expect(articleId('a.md', 1)).toBe('zv6cs5');
    expect(articleId('a.md', 2)).not.toBe(articleId('a.md', 1));
    expect(citationId('zv6cs5', 'Some words.')).toMatch(/^zv6cs5-[0-9a-hjkmnp-tv-z]{6}$/);
    expect(citationId('zv6cs5', 'Some words.').slice(7)).toBe(
      citationId('x', 'Some words.').slice(2),
    );
    expect(citationId('zv6cs5', 'Some words')).not.toBe(citationId('zv6cs5', 'Some words.'));
  });

  it('are read back however they are typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (file, text) => {
        const id = citationId(articleId(file, 1), text);
        const spellings = [
          id,
          id.toUpperCase(),
          id.replace('-', ''),
          id.replace('-', ' – '),
          ` [${id}] `,
          `(${id}).`,
          `\`${id}\``,
          id.replaceAll('0', 'O').replaceAll('1', 'l'),
          id.replaceAll('1', 'I'),
        ];
        for (const typed of spellings) expect(parseCitationId(typed)).toBe(id);
      }),
    );
  });

  it('are nothing else', () => {
    for (const typed of [
      '',
      'abc',
      'abcdef-ghjkm',
      'abcdef-ghjkmu',
      'abcdefghjkmnp',
      'a'.repeat(1e5),
      '💬',
    ]) {
      expect(parseCitationId(typed)).toBeNull();
    }
  });
});
