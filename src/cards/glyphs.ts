/** Which characters of a text could not be drawn: a renderer would draw a box for each, and say nothing. */
import { type Face, type FontFile, STACKS } from './fonts.ts';

/** What draws nothing by itself, joins, parts, or says how the next one looks: no font need have it. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\n\t\u2028\u2029]$/u;
/** They turn around what follows: a picture would show other words than the text has. */
const OVERRIDE = /[\u202d\u202e]/;
const SEEN = /^[\p{L}\p{N}\p{P}\p{S}]/u;
/** How many are told. */
const TOLD_MAX = 5;

/**
 * Characters that look the same as another one, which more fonts have: hyphens that do not break, bars,
 * narrow spaces. They are drawn as that.
 */
const DRAWN_AS: ReadonlyMap<string, string> = new Map([
  ['\u2010', '-'],
  ['\u2011', '-\u2060'],
  ['\u2012', '–'],
  ['\u2015', '—'],
  ['\u202f', '\u00a0'],
]);
const REPLACED = new RegExp(`[${[...DRAWN_AS.keys()].join('')}]`, 'g');

/** A text with what is drawn in place of characters that look the same. */
export function drawnText(text: string): string {
  return text.replace(REPLACED, (character) => DRAWN_AS.get(character) ?? character);
}

/** Tells what of a text has no glyph. */
export interface Glyphs {
  /**
   * Characters as people see them that no font of the stack has, each once, the first few; those that
   * nobody sees as `U+202E`. Empty where all can be drawn. Linear in the text.
   * @param drawn as `drawnText` makes it.
   */
  missing(face: Face, drawn: string): string[];
}

/** Tells it of these fonts. */
export function glyphsOf(fonts: readonly FontFile[]): Glyphs {
  const stacks = new Map(
    Object.entries(STACKS).map(([face, names]) => [
      face,
      names.flatMap((name) => fonts.filter(({ family }) => family === name)),
    ]),
  );
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  return {
    missing(face, drawn) {
      const files = stacks.get(face) ?? [];
      const missing = new Set<string>();
      for (const { segment } of graphemes.segment(drawn)) {
        if (missing.size === TOLD_MAX) break;
        if (!canDraw(segment, files)) missing.add(named(segment));
      }
      return [...missing];
    },
  };
}

function named(grapheme: string): string {
  if (SEEN.test(grapheme)) return grapheme;
  return [...grapheme]
    .map(
      (character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`,
    )
    .join(' ');
}

/** A letter with its marks comes out of one file, or their places do not fit. */
function canDraw(grapheme: string, files: readonly FontFile[]): boolean {
  if (OVERRIDE.test(grapheme)) return false;
  return [grapheme, grapheme.normalize('NFC')].some((form) => {
    const visible = [...form].filter((character) => !INVISIBLE.test(character));
    if (visible.length === 0) return true;
    return files.some(({ characters }) =>
      visible.every((character) => characters.has(character.codePointAt(0) as number)),
    );
  });
}
