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
  ])('%s', (question, kept) => {
    expect(withoutPeople(question)).toBe(kept);
    expect(withoutPeople(kept)).toBe(kept);
  });

  it.each([
    'How many cubic metres does it hold: 10 500 000 000 or 13000000000?',
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
