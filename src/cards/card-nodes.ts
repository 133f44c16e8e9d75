/** What the renderer lays out: texts and the containers around them, from the left or from the right. */
import type { Words } from '../citations/quote-layout.ts';
import { type Direction, directionWithin } from './direction.ts';
import { drawnText } from './glyphs.ts';

/** CSS of a node. */
export type Style = Readonly<Record<string, string | number>>;

/** A node of the renderer's; what is called a container there holds text in line where it is a block. */
export type CardNode =
  | { readonly type: 'container'; readonly style: Style; readonly children: readonly CardNode[] }
  | { readonly type: 'text'; readonly style: Style; readonly text: string };

/** Which way the card runs around a text. */
interface Running {
  readonly direction: Direction;
}

/** All families have any weight, but for that of signs. */
export const BOLD = 600;

/** Words with what of them is marked in bold. */
export function wordsTree(
  { text: words, marked }: Words,
  setting: Running,
  style: Style = {},
  sign = '',
): CardNode {
  if (marked === null || (marked.start === 0 && marked.end === words.length)) {
    const weight = marked === null ? {} : { fontWeight: BOLD };
    return paragraph(`${sign}${words}`, setting, { ...style, ...weight });
  }
  const { start, end } = marked;
  const spans = [
    { words: `${sign}${words.slice(0, start)}`, style: {} },
    { words: words.slice(start, end), style: { fontWeight: BOLD } },
    { words: words.slice(end), style: {} },
  ];
  return box(
    { display: 'block', ...style, ...aligned(words, setting) },
    spans
      .filter((span) => span.words !== '')
      .map((span) => text(span.words, { display: 'inline', ...span.style })),
  );
}

/** Words in a style, as a text by themselves. */
export function paragraph(words: string, setting: Running, style: Style = {}): CardNode {
  return text(words, { ...style, ...aligned(words, setting) });
}

/** A text runs its own way, and stands on the side of the card. */
function aligned(words: string, { direction }: Running): Style {
  return {
    direction: directionWithin(direction, words),
    textAlign: direction === 'rtl' ? 'right' : 'left',
  };
}

/** The other way. */
export function opposite(direction: Direction): Direction {
  return direction === 'ltr' ? 'rtl' : 'ltr';
}

/** Room at the side where a text begins. */
export function inset(direction: Direction, by: number): Style {
  return direction === 'rtl' ? { paddingRight: by } : { paddingLeft: by };
}

/** Words in a style. */
export function text(words: string, style: Style): CardNode {
  return { type: 'text', text: drawnText(words), style };
}

/** A container of any kind. */
export function box(style: Style, children: readonly CardNode[]): CardNode {
  return { type: 'container', style, children };
}

/** One below the other. In a container of another kind, a text would be in line, and run the container's way. */
export function column(style: Style, children: readonly CardNode[]): CardNode {
  return box({ display: 'flex', flexDirection: 'column', ...style }, children);
}

/** Side by side, from the side where the text begins. */
export function row(direction: Direction, style: Style, children: readonly CardNode[]): CardNode {
  const flexDirection = direction === 'rtl' ? 'row-reverse' : 'row';
  return box({ display: 'flex', flexDirection, ...style }, children);
}

/** What takes the room that is left beside others. */
export function grow(node: CardNode): CardNode {
  return column({ flexGrow: 1, flexShrink: 1, flexBasis: 0, minWidth: 0 }, [node]);
}
