/** Ids that lines, items, rows and code had while each was a passage of its own, in release 0.1. */
import { citationId } from '../citations/make-citation-id.ts';
import type { Article, Block, FormerId, Passage, Span } from '../model.ts';
import { CELL_BREAK } from './block-text.ts';
import { isGroupRow } from './cut-block.ts';
import { lastUpTo, spansFrom } from './spans.ts';
import { tidyLine } from './tidy.ts';

/** What stood before a name where its line was read as one more paragraph. */
const SPEAKER_SIGNS = ['', '— ', '– ', '―', '-- ', '- ', '—'];

/** What was a passage of its own: its words as they were, and where they stand. */
interface Former {
  readonly text: string;
  readonly start: number;
}

/**
 * The former ids whose words are in a passage now, so that citations and buttons from then lead to
 * it. Rows had no header then, and a header was a row: its id leads to the first one under it.
 * @param passage of the block.
 */
export function formerIds(
  article: Article,
  block: Block,
  passage: Pick<Passage, 'start' | 'end' | 'sentences'>,
): FormerId[] {
  const own = citationId(article.id, article.text.slice(passage.start, passage.end));
  const ids = new Map<string, FormerId>();
  const former = [
    ...ledIn(article, block, passage),
    ...formerPassages(article.text, block, passage),
  ];
  for (const { text, start } of former) {
    const id = citationId(article.id, text);
    if (id === own || ids.has(id)) continue;
    const sentence = passage.sentences.findLastIndex((each) => each.start <= start);
    ids.set(id, { id, sentence: Math.max(0, sentence) });
  }
  return [...ids.values()];
}

/** The paragraph that leads in code or a table was a passage; its id leads to the first part of that. */
function ledIn({ blocks, text }: Article, block: Block, { start }: Span): Former[] {
  if (block.kind !== 'code' && block.kind !== 'table') return [];
  const before = blocks[block.number - 2];
  const first = block.kind === 'code' ? block.start : block.rows[block.headerRows]?.start;
  const isLed = before?.kind === 'paragraph' || before?.kind === 'list';
  if (!isLed || before.isApart !== true || start !== first) return [];
  return [{ text: text.slice(before.start, before.end), start }];
}

function formerPassages(text: string, block: Block, { start, end }: Span): Former[] {
  const startIn = (spans: readonly Span[]) =>
    spansFrom(spans, { start, end }).map((span) => ({
      text: text.slice(span.start, span.end),
      start: span.start,
    }));
  switch (block.kind) {
    case 'list':
      return [...startIn(present(block.leadIn)), ...startIn(block.items)];
    case 'quotation': {
      const named = startIn(present(block.speaker));
      return [
        ...startIn(block.lines),
        ...named.flatMap(({ text: name, start: at }) =>
          SPEAKER_SIGNS.map((sign) => ({ text: sign + name, start: at })),
        ),
      ];
    }
    case 'definition':
      return [...startIn(block.terms), ...startIn(block.lines)];
    case 'code': {
      const isFirst = start === block.start;
      return isFirst ? [{ text: tidyLine(text.slice(block.start, block.end)), start }] : [];
    }
    case 'table': {
      const own = lastUpTo(block.rows, start);
      // A row across the table that is a passage itself is a note, and names no rows.
      const isNote = isGroupRow(block.rows[own]);
      let first = own;
      const leadsHere = (row: number) =>
        row < block.headerRows || (!isNote && isGroupRow(block.rows[row]));
      while (first > 0 && leadsHere(first - 1)) first -= 1;
      const rows = block.rows.slice(first, own + 1).map(({ cells }) => {
        const words = cells.map((cell) => text.slice(cell.start, cell.end));
        return { text: words.filter((word) => word !== '').join(CELL_BREAK), start };
      });
      const caption = first === 0 ? present(block.caption) : [];
      return [
        ...caption.map((span) => ({ text: text.slice(span.start, span.end), start })),
        ...rows,
      ];
    }
    default:
      return [];
  }
}

/**
 * The ids of blocks that stand apart and are in no passage: each leads to what it stands beside, which is
 * searched with its words.
 * @param passages of the article, in order.
 * @returns by the index of a passage.
 */
export function idsBeside(
  { id: articleId, text, blocks }: Article,
  passages: readonly Passage[],
): Map<number, FormerId[]> {
  const found = new Map<number, FormerId[]>();
  const led = new Set(passages.flatMap(({ formerly = [] }) => formerly.map(({ id }) => id)));
  let next = 0;
  for (const { isApart, number, start, end } of blocks) {
    while (next < passages.length && (passages[next]?.paragraph ?? 0) < number) next += 1;
    const beside = Math.max(0, next - 1);
    const passage = passages[beside];
    if (isApart !== true || passage === undefined) continue;
    const isBefore = passage.paragraph < number;
    const id = citationId(articleId, text.slice(start, end));
    // What leads in code or a table leads there.
    if (led.has(id)) continue;
    const sentence = isBefore ? Math.max(0, passage.sentences.length - 1) : 0;
    const ids = found.get(beside);
    if (ids === undefined) found.set(beside, [{ id, sentence }]);
    else ids.push({ id, sentence });
  }
  return found;
}

function present(span: Span | null): Span[] {
  return span === null ? [] : [span];
}
