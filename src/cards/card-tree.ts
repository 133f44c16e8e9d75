/** A card as the tree that the renderer lays out: the quote at a size of type, and where it stands. */
import type { CardContent, CardLook } from './card.ts';
import {
  BOLD,
  box,
  type CardNode,
  column,
  paragraph,
  row,
  type Style,
  text,
} from './card-nodes.ts';
import { BAR, BAR_GAP, CARD_WIDTH, COLOURS, type Colours, PADDING, SMALL } from './card-style.ts';
import { type Direction, directionOf, directionWithin } from './direction.ts';
import { type Face, fontFamily } from './fonts.ts';
import { drawnText } from './glyphs.ts';
import { quoteTree } from './quote-tree.ts';

/** A title of wide letters is shortened by the renderer. */
const TITLE_LINES = 2;
/** What the badge for the description covers of the padded card, where a phone shows it half as wide. */
const BADGE_WIDTH = 44;
const BADGE_HEIGHT = 28;

/** What is set in which face, as it is drawn: for whoever looks for their glyphs. */
export function textsOf(content: CardContent): { readonly face: Face; readonly text: string }[] {
  const { text, pieces, start, above, below, title, publisher, published, citationId } = content;
  const code = pieces.filter(({ kind }) => kind === 'code');
  const headers = pieces.flatMap((piece) =>
    piece.kind === 'row'
      ? piece.cells.flatMap((cell) => cell.headers.map((each) => each.text))
      : [],
  );
  const markers = pieces.flatMap((piece) => (piece.kind === 'item' ? [piece.marker ?? ''] : []));
  const around = [...above, ...below].map((context) => context.text);
  const sans = [...around, ...headers, title, publisher ?? '', published ?? '', citationId, '·'];
  return [
    { face: 'serif' as const, text: [text, ...markers, '•', '—'].join('\n') },
    { face: 'sans' as const, text: sans.join('\n') },
    {
      face: 'mono' as const,
      text: code.map((one) => text.slice(one.start - start, one.end - start)).join('\n'),
    },
  ].map(({ face, text }) => ({ face, text: drawnText(text) }));
}

/** The whole card, with its quote at a size. */
export function cardTree(content: CardContent, look: CardLook, size: number): CardNode {
  const colours = COLOURS[look.theme];
  const direction = directionOf(content.text);
  const accent = `#${look.accent.toString(16).padStart(6, '0')}`;
  const bar = box(
    { width: BAR, flexShrink: 0, backgroundColor: accent, borderRadius: BAR / 2 },
    [],
  );
  const quote = row(direction, { gap: BAR_GAP, alignItems: 'stretch' }, [
    bar,
    quoteTree(content, look, size),
  ]);
  return column(
    {
      width: CARD_WIDTH,
      padding: `${PADDING}px ${PADDING}px ${PADDING - 8}px`,
      gap: 30,
      backgroundColor: colours.ground,
      color: colours.text,
    },
    [quote, sourceTree(content, colours, direction)],
  );
}

/** Where the quote stands: title, publisher and date, and the id by which it is found. */
function sourceTree(content: CardContent, colours: Colours, direction: Direction): CardNode {
  const { title, publisher, published, citationId } = content;
  const small = { fontSize: SMALL, lineHeight: 1.4, color: colours.quiet, whiteSpace: 'nowrap' };
  const facts = [
    ...(publisher === null ? [] : [clipped(publisher, direction, small)]),
    ...(published === null ? [] : [fixed(published, small)]),
    fixed(citationId, { ...small, letterSpacing: 0.4 }),
  ];
  const gap = SMALL * 0.35;
  // One after the other from where the text begins: Discord puts a badge on the lower right corner.
  const known = facts.flatMap((fact, i) => (i === 0 ? [fact] : [fixed('·', small), fact]));
  const badge =
    direction === 'rtl' ? { marginBottom: BADGE_HEIGHT } : { paddingRight: BADGE_WIDTH };
  return column({ fontFamily: fontFamily('sans'), gap: 3 }, [
    paragraph(
      title,
      { direction },
      {
        fontSize: 17,
        fontWeight: BOLD,
        lineHeight: 1.3,
        overflowWrap: 'anywhere',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        lineClamp: TITLE_LINES,
      },
    ),
    row(direction, { alignItems: 'baseline', gap, minWidth: 0, ...badge }, known),
  ]);
}

/** One line that gives way with … where there is no room for all of it. */
function clipped(words: string, around: Direction, style: Style): CardNode {
  const direction = directionWithin(around, words);
  const clip = { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0, flexShrink: 1 };
  return text(words, { ...style, ...clip, direction });
}

function fixed(words: string, style: Style): CardNode {
  return text(words, { ...style, flexShrink: 0 });
}
