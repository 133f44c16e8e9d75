/** What the fonts of cards have, and what is told of a text that they have not all of. */
import { describe, expect, it } from 'vitest';
import { charactersOf } from '../../src/cards/font-characters.ts';
import { readFonts, STACKS } from '../../src/cards/fonts.ts';
import { drawnText, glyphsOf } from '../../src/cards/glyphs.ts';

const fonts = readFonts();
const glyphs = glyphsOf(fonts);
const missing = (text: string) => glyphs.missing('serif', drawnText(text));

describe('the fonts', () => {
  it('are all there, each of a stack', () => {
    const families = new Set(fonts.map(({ family }) => family));
    expect(families).toEqual(new Set(Object.values(STACKS).flat()));
    for (const { characters } of fonts) expect(characters.size).toBeGreaterThan(10);
  });

  it('have what their own tables say', () => {
    const latin = fonts.find(({ family }) => family === 'Source Serif 4');
    const characters = charactersOf(latin?.data as Buffer);
    const printable = Array.from({ length: 95 }, (_, i) => 32 + i);
    expect(printable.every((code) => characters.has(code))).toBe(true);
    expect(characters.has(0x042f)).toBe(false);
  });

  it.each([
    ['English', '“Naïve” café — 3 × 4 ≈ 12 … § ¶ † № ½ ₂ ² → ≠ ≤ ✓ € £ ₽'],
    ['French', 'L’œuvre : « ça, où ? » – 300 m'],
    ['German', '„Größe, Übermaß, GROẞ“'],
    ['Russian', 'Съешь же ещё этих мягких французских булок — «да», №5'],
    ['Tajik and Kazakh', 'ғ ӣ қ ӯ ҳ ҷ ә і ң ө ұ ү һ'],
    ['Greek', 'Ξεσκεπάζω τὴν ψυχοφθόρα βδελυγμία, ἀρχὴ ἥμισυ παντός'],
    ['Arabic, Persian and Urdu', 'يبلغ ارتفاع السدّ ٣٠٠ متر، می‌خواهم گچپژ ٹڈے؟'],
    ['Hebrew', 'בְּרֵאשִׁית, שלום: ״עברית״'],
    ['Vietnamese and Turkish', 'Tiếng Việt ở đâu? Iğdır’ın şalgamı'],
    ['Georgian and Armenian', 'საქართველო, Հայաստան'],
    ['Hindi', 'भारत एक विशाल देश है।'],
    ['sounds', 'ˈlʌndən ʃ ʒ θ ð ŋ ə ː'],
  ])('set %s', (_language, text) => {
    expect(missing(text)).toEqual([]);
  });

  it('set letters with marks that are written apart, where one file has both', () => {
    expect(missing('e\u0301 и\u0306 x\u0304')).toEqual([]);
    expect(missing('x\u032f\u0325')).toEqual(['x\u032f\u0325']);
  });

  it('set nothing for what nobody sees', () => {
    expect(missing('a\u00adb\u200bc\u200d\u2060\u2066d\u2069\ufeff\ufe0f')).toEqual([]);
  });
});

describe('what cannot be drawn', () => {
  it('is named as people see it, each once, the first few', () => {
    expect(missing('A 🦄 and a 🦄, 大川')).toEqual(['🦄', '大', '川']);
    expect(missing('👩‍💻 🇹🇯 1️⃣')).toEqual(['👩‍💻', '🇹🇯', '1️⃣']);
    expect(missing('大川戦隊漢吳子')).toHaveLength(5);
  });

  it('is named by its number where nobody sees it', () => {
    expect(missing('a\u0001b \ue000 \ud800')).toEqual(['U+0001', 'U+E000', 'U+D800']);
  });

  it('is what turns the text around, since the picture would show other words', () => {
    expect(missing('not \u202eevil\u202c at all')).toEqual(['U+202E']);
  });

  it('is no hyphen, bar or space that looks like another one', () => {
    expect(missing('Anlage‑B ‐ ‒ ― 300 m')).toEqual([]);
    expect(drawnText('Anlage‑B ‒ ― 300\u202fm')).toBe('Anlage-\u2060B – — 300\u00a0m');
  });
});
