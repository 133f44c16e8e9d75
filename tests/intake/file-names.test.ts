import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArticleName } from '../../src/articles/formats.ts';
import { freeName } from '../../src/intake/file-names.ts';

const NOTHING: ReadonlySet<string> = new Set();

describe('freeName', () => {
  it.each([
    ['The Long Winter', 'the-long-winter.md'],
    ['Who guards “the border”?', 'who-guards-the-border.md'],
    ['Reader’s Choice', 'readers-choice.md'],
    ['Élan à Genève, größer', 'elan-a-geneve-grosser.md'],
    ['Как высохло Аральское море', 'kak-vysokhlo-aralskoe-more.md'],
    ['漢字', 'article.md'],
    ['', 'article.md'],
    ['CON', 'article-con.md'],
    ['lpt1', 'article-lpt1.md'],
    ['.htaccess', 'htaccess.md'],
    ['../../etc/passwd', 'etc-passwd.md'],
    ['C:\\Windows\\x.md', 'c-windows-x-md.md'],
    ['node_modules', 'node-modules.md'],
    ['a\u0000b', 'a-b.md'],
  ])('%s becomes %s', (text, name) => {
    expect(freeName(text, '.md', NOTHING)).toBe(name);
  });

  it('counts up where the name is taken, whatever its case', () => {
    expect(freeName('A', '.md', new Set(['a.md']))).toBe('a-2.md');
    expect(freeName('A', '.md', new Set(['a.md', 'a-2.md']))).toBe('a-3.md');
  });

  it('is harmless whatever the title is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom('..', '/', '\\', ':', 'con', '.', ' ', '\n', '%2e', 'a'))
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(text, fc.nat({ max: 12 }), (title, others) => {
        const taken = new Set<string>();
        for (let i = 0; i <= others; i += 1) {
          const name = freeName(title, '.md', taken);
          expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*\.md$/);
          expect(name.length).toBeLessThanOrEqual(80);
          expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\.md$/);
          expect(isArticleName(name)).toBe(true);
          expect(taken.has(name)).toBe(false);
          taken.add(name);
        }
      }),
    );
  });
});
