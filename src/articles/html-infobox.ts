/** Infoboxes that fan wikis build of boxes instead of tables: labels and values are rows all the same. */
import type { DraftCell } from './draft.ts';
import { blockOf, type HtmlBlock, leftBlocks } from './html-block.ts';
import { flatLine, type LeftPart } from './html-parts.ts';
import { elementsBelow, type HtmlElement, lineOf, namesOf } from './html-tree.ts';

const PARTS = ['section', 'div', 'h2', 'h3', 'figure', 'td', 'th', 'aside'];

/** A table with the box's title as caption; null where no label has a value. */
export function builtInfobox(box: HtmlElement): HtmlBlock[] | null {
  const parts = elementsBelow(box, ...PARTS);
  const named = (name: string, within: readonly HtmlElement[]) =>
    within.filter((part) => namesOf(part).includes(name));
  const left: LeftPart[] = [];
  const cell = (part: HtmlElement, isHeader: boolean, columns = 1): DraftCell => {
    const line = flatLine(part.childNodes);
    left.push(...line.left);
    return { text: line.text, ...(isHeader && { isHeader }), ...(columns > 1 && { columns }) };
  };
  const read = new Set<HtmlElement>();
  const inRow = new Set<HtmlElement>();
  const rows = parts.flatMap((part): DraftCell[][] => {
    const names = namesOf(part);
    if (names.includes('pi-header')) {
      read.add(part);
      return [[cell(part, true, 2)]];
    }
    if (!names.includes('pi-data') || inRow.has(part)) return [];
    const inner = elementsBelow(part, ...PARTS);
    for (const each of inner) inRow.add(each);
    const [label] = named('pi-data-label', inner);
    const values = named('pi-data-value', inner);
    if (label === undefined || values.length === 0) return [];
    for (const each of [label, ...values]) read.add(each);
    return [[cell(label, true), ...values.map((value) => cell(value, false))]];
  });
  if (rows.every((row) => row.length < 2)) return null;
  const [title] = named('pi-title', parts);
  if (title !== undefined) read.add(title);
  const rest = flatLine(box.childNodes, { skip: read });
  const caption = title === undefined ? '' : flatLine(title.childNodes).text;
  const content = { kind: 'table', caption: caption || null, headerRows: 0, rows } as const;
  // Captions of its pictures, and what it says beside its rows.
  const beside =
    rest.text === '' ? [] : [blockOf({ kind: 'caption', text: rest.text }, rest.line, box)];
  return [blockOf(content, lineOf(box), box), ...beside, ...leftBlocks([...left, ...rest.left])];
}
