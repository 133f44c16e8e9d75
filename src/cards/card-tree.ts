/** A card as the tree that the renderer lays out: the quote at a size of type, and where it stands. */
import {
  type LaidOut,
  type LaidOutCell,
  type LaidOutItem,
  type LaidOutRow,
  type LaidOutText,
  layOutQuote,
  type QuoteWriter,
  type Words,
  write,
} from '../citations/quote-layout.ts';
import { firstColumn } from '../citations/table-columns.ts';
import type { Context } from '../model.ts';
import type { CardContent, CardLook, CardTheme } from './card.ts';
import { type Direction, directionOf, directionWithin } from './direction.ts';
import { type Face, fontFamily } from './fonts.ts';
import { drawnText } from './glyphs.ts';

type Style = Readonly<Record<string, string | number>>;

/** A node of the renderer's; what is called a container there holds text in line where it is a block. */
export type CardNode =
  | { readonly type: 'container'; readonly style: Style; readonly children: readonly CardNode[] }
  | { readonly type: 'text'; readonly style: Style; readonly text: string };

/** A picture of it has twice as many pixels in each direction. CSS pixels, as all sizes here. */
export const CARD_WIDTH = 600;
export const PIXEL_RATIO = 2;
/** Taller pictures are shown so small that nobody reads them. */
export const CARD_HEIGHT_MAX = 1_000;
export const PADDING = 44;
/** Between the bar and the quote, the bar included. */
const BAR = 4;
const BAR_GAP = 22;
export const QUOTE_WIDTH = CARD_WIDTH - 2 * PADDING - BAR - BAR_GAP;

/** Sizes of the quote, the largest first. */
export const SIZES = [34, 30, 26.5, 23.5, 21, 19, 17.5] as const;
/** Where a word, a cell or a line of code is too wide for any of them. */
export const TIGHT_SIZES = [15.5, 14] as const;
/** A quote of a size stays within so many pixels, or the next one is taken. */
export const HEIGHT_WANTED = 250;

/** A title of wide letters is shortened by the renderer. */
const TITLE_LINES = 2;
/** Code is set smaller than text, and smaller still where its lines are long. */
const CODE_SCALE = 0.8;
const SMALL = 14.5;
/** What the badge for the description covers of the padded card, where a phone shows it half as wide. */
const BADGE_WIDTH = 44;
const BADGE_HEIGHT = 28;
const SMALL_MAX = 19;
/** All families have any weight, but for that of signs. */
const BOLD = 600;

interface Colours {
  readonly ground: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly inset: string;
}

const COLOURS: Readonly<Record<CardTheme, Colours>> = {
  light: {
    ground: '#fdfcf9',
    text: '#1d1c1a',
    quiet: '#65625c',
    line: '#e4e0d8',
    inset: '#f3f0ea',
  },
  dark: {
    ground: '#1c1d21',
    text: '#eceae6',
    quiet: '#a3a2a6',
    line: '#35363c',
    inset: '#26272c',
  },
};

/** How the quote's own words are set. */
interface Setting {
  readonly size: number;
  readonly direction: Direction;
  readonly colours: Colours;
}

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

/** The quote with what stands around it, alone. */
export function quoteTree(content: CardContent, look: CardLook, size: number): CardNode {
  const { above, below, marked } = content;
  const setting = { size, direction: directionOf(content.text), colours: COLOURS[look.theme] };
  const parts = layOutQuote(content, { marked });
  const small = (context: Context, gap: Style) => contextTree(context, setting, gap);
  return column(
    {
      width: QUOTE_WIDTH,
      flexShrink: 0,
      fontFamily: fontFamily('serif'),
      fontSize: size,
      lineHeight: size > 28 ? 1.34 : 1.46,
      // From the right, the renderer measures such lines from another edge than it draws them from.
      ...(setting.direction === 'ltr' && { textWrap: 'pretty' }),
      color: setting.colours.text,
    },
    [
      ...above.map((context) => small(context, { marginBottom: size * 0.3 })),
      ...parts.map((part, i) => partTree(part, parts[i - 1], setting)),
      ...below.map((context) => small(context, { marginTop: size * 0.4 })),
    ],
  );
}

/** Lines of one's own small print: what heads a row, leads in a list, speaks. */
function contextTree({ role, text }: Context, setting: Setting, gap: Style): CardNode {
  const sign = role === 'speaker' ? '— ' : '';
  return paragraph(`${sign}${text}`, setting, {
    ...gap,
    fontFamily: fontFamily('sans'),
    fontSize: smallSize(setting.size),
    lineHeight: 1.4,
    color: setting.colours.quiet,
  });
}

function smallSize(size: number): number {
  return Math.min(SMALL_MAX, Math.max(SMALL, size * 0.66));
}

/** A part with room above it, more where another block begins. */
function partTree(part: LaidOut, before: LaidOut | undefined, setting: Setting): CardNode {
  const node = write(part, writerFor(setting));
  if (before === undefined) return node;
  const isApart = part.opensBlock || part.kind !== before.kind || part.kind === 'code';
  return { ...node, style: { ...node.style, marginTop: setting.size * (isApart ? 0.55 : 0.2) } };
}

function writerFor(setting: Setting): QuoteWriter<CardNode> {
  return {
    text: (part) => textTree(part, setting),
    list: (items) => listTree(items, setting),
    table: (rows) => tableTree(rows, setting),
    code: (text) => codeTree(text, setting),
    leftOut: () => paragraph('…', setting),
  };
}

function textTree({ role, words }: LaidOutText, setting: Setting): CardNode {
  const { size, colours } = setting;
  switch (role) {
    case 'heading':
      return wordsTree(words, setting, { fontWeight: BOLD, lineHeight: 1.25 });
    case 'term':
      return wordsTree(words, setting, { fontWeight: BOLD });
    case 'caption':
      return wordsTree(words, setting, {
        fontFamily: fontFamily('sans'),
        fontSize: smallSize(size),
        color: colours.quiet,
      });
    case 'speaker':
      return wordsTree(words, setting, { color: colours.quiet }, '— ');
    default:
      return wordsTree(words, setting);
  }
}

function listTree(items: readonly LaidOutItem[], setting: Setting): CardNode {
  const { size, direction, colours } = setting;
  const widest = Math.max(...items.map(({ marker }) => marker?.length ?? 1));
  const markerWidth = size * Math.max(0.95, 0.52 * widest + 0.36);
  return column(
    { gap: size * 0.22 },
    items.map(({ words, depth, marker }) => {
      const indent = depth * size * 1.05;
      const sign = paragraph(marker ?? '•', setting, { color: colours.quiet });
      return row(direction, { alignItems: 'flex-start' }, [
        column({ width: indent + markerWidth, flexShrink: 0, ...inset(direction, indent) }, [sign]),
        grow(wordsTree(words, setting)),
      ]);
    }),
  );
}

function tableTree(rows: readonly LaidOutRow[], setting: Setting): CardNode {
  const [only, second] = rows;
  if (only !== undefined && second === undefined && !only.isHeader) return rowTree(only, setting);
  const { size, colours } = setting;
  const left = firstColumn(rows);
  const named = rows.some(({ isHeader }) => isHeader) ? rows : [...headerRow(rows[0]), ...rows];
  const columns = Math.max(
    1,
    ...named.flatMap(({ cells }) => cells.map((cell) => cell.column + cell.columns - left)),
  );
  const cells = named.flatMap(({ isHeader, cells }, line) =>
    cells.map((cell) => {
      const from = cell.column - left;
      // The first column is on the right where the text runs from there.
      const at = setting.direction === 'ltr' ? from : columns - from - cell.columns;
      const node = isHeader
        ? paragraph(cell.words.text, setting, headerStyle(setting))
        : wordsTree(cell.words, setting, cell.isHeader ? { fontWeight: BOLD } : {});
      const isLast = from + cell.columns === columns;
      const style = {
        gridColumn: `${at + 1} / span ${cell.columns}`,
        gridRow: String(line + 1),
        padding: `${size * 0.22}px 0`,
        ...(!isLast && inset(opposite(setting.direction), size * 0.9)),
        ...(line > 0 && { borderTop: `1px solid ${colours.line}` }),
      };
      return column(style, [node]);
    }),
  );
  return box(
    {
      display: 'grid',
      gridTemplateColumns: `repeat(${columns}, auto)`,
      fontSize: size * 0.9,
      lineHeight: 1.35,
    },
    cells,
  );
}

/** What heads the columns of rows whose header is not among them. */
function headerRow(row: LaidOutRow | undefined): LaidOutRow[] {
  const cells = (row?.cells ?? []).map((cell): LaidOutCell => {
    const words = { text: cell.headers.join(' '), marked: null };
    return { ...cell, words, headers: [], isHeader: true };
  });
  return cells.every(({ words }) => words.text === '') ? [] : [{ isHeader: true, cells }];
}

function headerStyle({ size, colours }: Setting): Style {
  return {
    fontFamily: fontFamily('sans'),
    fontSize: smallSize(size * 0.9),
    color: colours.quiet,
    lineHeight: 1.35,
  };
}

/** UTF-16 units of a header that has room beside its cell. */
const HEADER_BESIDE_MAX = 24;

/** One row: each cell beside what heads it, or under it where one is long; alone where nothing does. */
function rowTree({ cells }: LaidOutRow, setting: Setting): CardNode {
  const { size, direction } = setting;
  const isLtr = direction === 'ltr';
  const pairs = cells
    .filter(({ words }) => words.text.trim() !== '')
    .map(({ words, headers, isHeader }) => ({
      header: headers.join(' · '),
      cell: wordsTree(words, setting, isHeader ? { fontWeight: BOLD } : {}),
    }));
  const headerTree = (header: string) => paragraph(header, setting, headerStyle(setting));
  if (pairs.some(({ header }) => header.length > HEADER_BESIDE_MAX)) {
    const under = pairs.map(({ header, cell }) =>
      header === '' ? cell : column({}, [headerTree(header), cell]),
    );
    return column({ gap: size * 0.42 }, under);
  }
  const gap = inset(opposite(direction), size * 0.8);
  return box(
    {
      display: 'grid',
      gridTemplateColumns: isLtr ? 'auto 1fr' : '1fr auto',
      rowGap: size * 0.3,
      alignItems: 'baseline',
    },
    pairs.flatMap(({ header, cell }, line) => {
      const gridRow = String(line + 1);
      if (header === '') return [column({ gridRow, gridColumn: '1 / span 2' }, [cell])];
      return [
        column({ gridRow, gridColumn: isLtr ? '1' : '2', ...gap }, [headerTree(header)]),
        column({ gridRow, gridColumn: isLtr ? '2' : '1' }, [cell]),
      ];
    }),
  );
}

function codeTree(code: string, { size, colours }: Setting): CardNode {
  const lines = code.replace(/^\n+/, '').trimEnd();
  return box(
    { padding: `${size * 0.5}px ${size * 0.6}px`, borderRadius: 6, backgroundColor: colours.inset },
    [
      text(drawnText(lines), {
        whiteSpace: 'pre',
        tabSize: 2,
        direction: 'ltr',
        textAlign: 'left',
        fontFamily: fontFamily('mono'),
        fontSize: size * CODE_SCALE,
        lineHeight: 1.45,
      }),
    ],
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
        fontWeight: 600,
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
  return text(drawnText(words), { ...style, ...clip, direction });
}

function fixed(words: string, style: Style): CardNode {
  return text(drawnText(words), { ...style, flexShrink: 0 });
}

/** Words with what of them is marked in bold. */
function wordsTree(
  { text: words, marked }: Words,
  setting: Pick<Setting, 'direction'>,
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
      .map((span) => text(drawnText(span.words), { display: 'inline', ...span.style })),
  );
}

function paragraph(
  words: string,
  setting: Pick<Setting, 'direction'>,
  style: Style = {},
): CardNode {
  return text(drawnText(words), { ...style, ...aligned(words, setting) });
}

/** A text runs its own way, and stands on the side of the card. */
function aligned(words: string, { direction }: Pick<Setting, 'direction'>): Style {
  return {
    direction: directionWithin(direction, words),
    textAlign: direction === 'rtl' ? 'right' : 'left',
  };
}

function opposite(direction: Direction): Direction {
  return direction === 'ltr' ? 'rtl' : 'ltr';
}

/** Room at the side where a text begins. */
function inset(direction: Direction, by: number): Style {
  return direction === 'rtl' ? { paddingRight: by } : { paddingLeft: by };
}

function text(words: string, style: Style): CardNode {
  return { type: 'text', text: words, style };
}

function box(style: Style, children: readonly CardNode[]): CardNode {
  return { type: 'container', style, children };
}

/** One below the other. In a container of another kind, a text would be in line, and run the container's way. */
function column(style: Style, children: readonly CardNode[]): CardNode {
  return box({ display: 'flex', flexDirection: 'column', ...style }, children);
}

/** Side by side, from the side where the text begins. */
function row(direction: Direction, style: Style, children: readonly CardNode[]): CardNode {
  const flexDirection = direction === 'rtl' ? 'row-reverse' : 'row';
  return box({ display: 'flex', flexDirection, ...style }, children);
}

/** What takes the room that is left beside others. */
function grow(node: CardNode): CardNode {
  return column({ flexGrow: 1, flexShrink: 1, flexBasis: 0, minWidth: 0 }, [node]);
}
