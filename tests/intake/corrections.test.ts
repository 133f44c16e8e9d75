/** What people type about an article is checked field by field, however they write it. */
import { describe, expect, it } from 'vitest';
import { NO_CHOICES, withCorrections } from '../../src/intake/choices.ts';
import { checkCorrections, knownLanguage } from '../../src/intake/corrections.ts';

describe('checkCorrections', () => {
  it.each([
    ['2024-05-31', '2024-05-31'],
    ['31 May 2024', '2024-05-31'],
    ['31. Mai 2024', '2024-05-31'],
    ['31.05.2024', '2024-05-31'],
    ['31 мая 2024', '2024-05-31'],
    ['29 February 2024', '2024-02-29'],
    ['', null],
    ['  ', null],
  ])('takes the date %j', (published, expected) => {
    expect(checkCorrections({ published })).toEqual({
      corrections: { published: expected },
      wrong: [],
    });
  });

  it.each(['31 June 2024', '29.02.2023', '2024', 'May 2024', '03/04/2024', 'soon', '0000-01-01'])(
    'takes no %j for a date',
    (published) => {
      const { corrections, wrong } = checkCorrections({ published, author: 'Ann Bell' });
      expect(corrections).toEqual({ author: 'Ann Bell' });
      expect(wrong).toEqual([
        { field: 'published', value: published, expected: { key: 'calendarDate' } },
      ]);
    },
  );

  it('cleans what is typed, and takes nothing too long', () => {
    const hostile = ' A\u0000 \u202etitle\r\n---\nurl: x\u200b ';
    const { corrections, wrong } = checkCorrections({
      title: hostile,
      author: 'x'.repeat(301),
      publisher: '\u200b',
    });
    expect(corrections).toEqual({ title: 'A title --- url: x', publisher: null });
    expect(wrong).toMatchObject([{ field: 'author', value: `${'x'.repeat(60)}…` }]);
  });

  it('wants a title', () => {
    expect(checkCorrections({ title: ' ' })).toMatchObject({
      corrections: {},
      wrong: [{ field: 'title' }],
    });
  });
});

describe('knownLanguage', () => {
  it.each([
    ['en', 'en'],
    ['pt_BR', 'pt-br'],
    ['zh-Hant-TW', 'zh-hant-tw'],
    ['German', 'de'],
    ['немецкий', 'de'],
    ['Französisch', 'fr'],
    ['hébreu', 'he'],
  ])('knows %j', (typed, tag) => {
    expect(knownLanguage(typed)).toBe(tag);
  });

  it.each(['xx', 'qqq', 'en us', 'e', '', 'Klingonisch', '../en', 'constructor'])(
    'knows no %j',
    (typed) => {
      expect(knownLanguage(typed)).toBeNull();
    },
  );
});

describe('withCorrections', () => {
  const read = {
    ...{ title: 'A', author: null, publisher: null, published: null },
    ...{ url: null, language: null },
  };

  it('changes nothing where nothing is otherwise, and forgets what is as it was', () => {
    expect(withCorrections(NO_CHOICES, { title: 'A', author: null }, read)).toBe(NO_CHOICES);
    const once = withCorrections(NO_CHOICES, { title: 'B', author: 'C' }, read);
    expect(once).toMatchObject({ corrections: { title: 'B', author: 'C' }, edition: 1 });
    const back = withCorrections(once, { title: 'A' }, read);
    expect(back).toMatchObject({ corrections: { author: 'C' }, edition: 2 });
  });
});
