/** What is kept of a question names nobody, however somebody's name or id is written into it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutPeople } from '../../src/gaps/without-people.ts';

const ID = '184405311681986560';
const wide = (text: string) =>
  text.replace(/[\d@<>]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfe_e0));
const hidden = (text: string) => [...text].join('\u200b');

describe('a question', () => {
  it.each([
    [`Who is <@${ID}> to the dam?`, 'Who is to the dam?'],
    [`Who is <@!${ID}>?`, 'Who is ?'],
    [`What did <@&${ID}> in <#${ID}> build?`, 'What did in build?'],
    [`What has ${ID} built?`, 'What has built?'],
    [`What has ${wide(ID)} built?`, 'What has built?'],
    [`What has ${hidden(ID)} built?`, 'What has built?'],
    [`What has ${wide(`<@${ID}>`)} built?`, 'What has built?'],
    [`What has <@ ${ID} > built?`, 'What has built?'],
    [`What has user:${ID}/ built?`, 'What has user: / built?'],
    ['What has @mary.smith built?', 'What has built?'],
    ['What has (@mary_smith) built?', 'What has ( ) built?'],
    ['What has \uFF20mary built?', 'What has built?'],
    ['What has mary.smith+dam@example.co.uk built?', 'What has built?'],
    ['What has “mary@localhost” built?', 'What has “ ” built?'],
    ['Что построила Mary#1234?', 'Что построила ?'],
    ['Was hat ١٨٤٤٠٥٣١١٦٨١٩٨٦٥٦٠ gebaut?', 'Was hat gebaut?'],
    ['What has 184 405 311 681 986 560 built?', 'What has built?'],
    ['What has 1-8-4-4-0-5-3-1-1-6-8-1-9-8-6-5-6-0 built?', 'What has built?'],
    ['What has 184,405,311,681,986,560 built?', 'What has built?'],
    ['What has ١٨٤ ٤٠٥ ٣١١ ٦٨١ ٩٨٦ ٥٦٠ built?', 'What has built?'],
    ['What has 𝟏𝟖𝟒𝟒𝟎𝟓𝟑𝟏𝟏𝟔𝟖𝟏𝟗𝟖𝟔𝟓𝟔𝟎 built?', 'What has built?'],
    ['What has ¹⁸⁴⁴⁰⁵³¹¹⁶⁸¹⁹⁸⁶⁵⁶⁰ built?', 'What has built?'],
    ['What has ①⑧④④⓪⑤③①①⑥⑧①⑨⑧⑥⑤⑥⓪ built?', 'What has built?'],
    [
      `What has ${[...ID].map((digit) => `${digit}\ufe0f\u20e3`).join(' ')} built?`,
      'What has built?',
    ],
    ['What has 一八四四〇五三一一六八一九八六五六〇 built?', 'What has built?'],
  ])('%s', (question, kept) => {
    expect(withoutPeople(question)).toBe(kept);
    expect(withoutPeople(kept)).toBe(kept);
  });

  it.each([
    'How many cubic metres does it hold: 10 500 000 000 or 13000000000?',
    'What happened in 2001, 2002, 2003, 2004, 2005, 2006 and 2007?',
    'What was 2010-06-12T10:00 at 5 @ 3 m, “C#2024” and #12?',
    'What does <br> do\nin a table?',
    '大坝多高？',
  ])('keeps what names nobody: %s', (question) => {
    expect(withoutPeople(question)).toBe(question);
  });

  it.each(['', '???', '12345', '👍 !', `<@${ID}>`, `@mary ${ID}`, 'a b'])(
    'is nothing where no word is left: %s',
    (question) => {
      expect(withoutPeople(question)).toBe('');
    },
  );

  it('has no id and no at sign before a name in it, whatever stands around', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(around, around, fc.constantFrom(ID, `<@${ID}>`, '@mary'), (a, b, who) => {
        const kept = withoutPeople(`${a}${who}${b}`);
        expect(kept).not.toMatch(/\d{15}/);
        expect(kept).not.toContain('@mary');
      }),
    );
  });
});
