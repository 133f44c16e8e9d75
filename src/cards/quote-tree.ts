/** A quote on a card at a size of type: its four kinds of parts, and what stands around them. */
import {
  type LaidOut,
  type LaidOutCell,
  type LaidOutItem,
  type LaidOutRow,
  type LaidOutText,
  layOutQuote,
  type QuoteWriter,
  write,
} from '../citations/quote-layout.ts';
import { firstColumn } from '../citations/table-columns.ts';
import type { Context } from '../model.ts';
import type { CardContent, CardLook } from './card.ts';
import {
  BOLD,
  box,
  type CardNode,
  column,
  grow,
  inset,
  opposite,
  paragraph,
  row,
  type Style,
  text,
  wordsTree,
} from './card-nodes.ts';
import { COLOURS, type Colours, QUOTE_WIDTH, SMALL } from './card-style.ts';
import { type Direction, directionOf } from './direction.ts';
import { fontFamily } from './fonts.ts';

/** Code is set smaller than text, and smaller still where its lines are long. */
const CODE_SCALE = 0.8;
const SMALL_MAX = 19;

/** How the quote's own words are set. */
interface Setting {
  readonly size: number;
  readonly direction: Direction;
  readonly colours: Colours;
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
      text(lines, {
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
