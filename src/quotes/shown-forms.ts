/**
 * How rows, lists, quotations and definitions look where people copy them from: cells beside their
 * headers, items behind their marks, a speaker behind a dash. Quotes are looked for in these texts too;
 * what is found leads back to the words of the article.
 */
import { columnHeaders } from '../articles/context.ts';
import { firstFrom, spansWithin } from '../articles/spans.ts';
import type {
  Article,
  Block,
  ListBlock,
  Passage,
  Quoted,
  Span,
  TableBlock,
  TableCell,
} from '../model.ts';

/** UTF-16 units of headers, a lead-in or a speaker that are repeated beside each part. */
const LONGEST_REPEATED = 400;
/** Parts of a block that what leads in or speaks is repeated beside. */
const MOST_REPEATED = 200;

/** A stretch of a shown text that is a slice of the article. */
interface Slice {
  /** Where it begins in the shown text. */
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/** An article's shown texts, one after the other as if they were its text. */
export interface ShownForms {
  readonly article: Article;
  /** Offsets into the shown text; ids and numbers are those of the passages that are shown. */
  readonly passages: readonly Passage[];
  /** The span of the article that a span of the shown text stands for, within its passage. */
  placeOf(passage: number, span: Span): Span;
}

/** The shown forms of an article; null where it is all prose and code. */
export function shownForms(article: Article, passages: readonly Passage[]): ShownForms | null {
  const forms = new Forms(article);
  for (const [number, own] of byParagraph(passages)) {
    const block = article.blocks[number - 1];
    if (block !== undefined) addForms(forms, article, block, own);
  }
  return forms.done();
}

function byParagraph(passages: readonly Passage[]): Map<number, Passage[]> {
  const found = new Map<number, Passage[]>();
  for (const passage of passages) {
    const own = found.get(passage.paragraph);
    if (own === undefined) found.set(passage.paragraph, [passage]);
    else own.push(passage);
  }
  return found;
}

function addForms(
  forms: Forms,
  article: Article,
  block: Block,
  passages: readonly Passage[],
): void {
  switch (block.kind) {
    case 'table':
      addTable(forms, article, block, passages);
      return;
    case 'list':
      addList(forms, block, passages);
      return;
    case 'quotation':
      addSpoken(forms, block.lines, block.speaker, passages);
      return;
    case 'definition':
      for (const passage of passages) {
        const terms = spansWithin(block.terms, passage);
        if (terms.length === 0) continue;
        forms.open(passage);
        for (const [i, term] of terms.entries()) forms.slice(term, i < terms.length - 1 ? '' : ':');
        for (const line of spansWithin(block.lines, passage)) forms.slice(line);
        forms.close();
      }
      return;
    default:
      return;
  }
}

/** Rows as they follow each other under their header, each alone under its own, and each as pairs. */
function addTable(
  forms: Forms,
  article: Article,
  table: TableBlock,
  passages: readonly Passage[],
): void {
  const columns = columnHeaders(article, table);
  const headersOf = (cell: TableCell): readonly Quoted[] => {
    const headers = columns[cell.column] ?? [];
    const length = headers.reduce((sum, { text }) => sum + text.length, 0);
    return length <= LONGEST_REPEATED ? headers : [];
  };
  const addAll = (spans: readonly Span[]) => {
    for (const span of spans) forms.slice(span);
  };
  const rows = passages.map((passage) => ({
    passage,
    index: firstFrom(table.rows, passage.start),
    cells: table.rows[firstFrom(table.rows, passage.start)]?.cells ?? [],
  }));
  let next = 0;
  for (const [i, { passage, index }] of rows.entries()) {
    forms.open(passage, i === 0);
    // Headers and rows that name a group stand before the row that they are for.
    for (const row of table.rows.slice(next, index + 1)) addAll(row.cells);
    next = index + 1;
    forms.close();
  }
  if (columns.length === 0) return;
  for (const { passage, cells } of rows) {
    forms.open(passage);
    for (const cell of cells) addAll(headersOf(cell));
    addAll(cells);
    forms.close();
  }
  for (const [i, { passage, cells }] of rows.entries()) {
    forms.open(passage, i === 0);
    for (const cell of cells) if (cell.end > cell.start) addAll([...headersOf(cell), cell]);
    forms.close();
  }
}

/** Items behind their marks, and each alone under what leads in. */
function addList(forms: Forms, list: ListBlock, passages: readonly Passage[]): void {
  for (const [i, passage] of passages.entries()) {
    forms.open(passage, i === 0);
    if (i === 0 && list.leadIn !== null) forms.slice(list.leadIn);
    for (const item of spansWithin(list.items, passage)) {
      if (item.marker !== '') forms.add(item.marker ?? '-');
      forms.slice(item);
    }
    forms.close();
  }
  const { leadIn } = list;
  if (leadIn === null || leadIn.end - leadIn.start > LONGEST_REPEATED) return;
  let repeated = 0;
  for (const passage of passages) {
    for (const item of spansWithin(list.items, passage)) {
      repeated += 1;
      if (repeated > MOST_REPEATED) return;
      forms.open(passage);
      forms.slice(leadIn);
      if (item.marker !== '') forms.add(item.marker ?? '-');
      forms.slice(item);
      forms.close();
    }
  }
}

/** What was said and, behind a dash, by whom: all of it, and each sentence. */
function addSpoken(
  forms: Forms,
  lines: readonly Span[],
  speaker: Span | null,
  passages: readonly Passage[],
): void {
  if (speaker === null || speaker.end - speaker.start > LONGEST_REPEATED) return;
  let repeated = 0;
  for (const passage of passages) {
    forms.open(passage);
    for (const line of spansWithin(lines, passage)) forms.slice(line);
    forms.add('—');
    forms.slice(speaker);
    forms.close();
    for (const sentence of passage.sentences) {
      repeated += 1;
      if (repeated > MOST_REPEATED || sentence.start >= speaker.start) break;
      forms.open(passage);
      forms.slice(sentence);
      forms.add('—');
      forms.slice(speaker);
      forms.close();
    }
  }
}

/** Collects forms in the order in which they are opened. */
class Forms {
  readonly #article: Article;
  readonly #parts: string[] = [];
  #length = 0;
  #passages: Passage[] = [];
  readonly #slices: Slice[][] = [];
  #shown: Passage | null = null;
  #start = 0;
  /** Counts what may follow each other: what does not has another number, with a gap. */
  #paragraph = 0;

  constructor(article: Article) {
    this.#article = article;
  }

  /** Begins the form of a passage. @param isApart whether nothing runs on into it. */
  open(passage: Passage, isApart = true): void {
    if (isApart) this.#paragraph += 2;
    this.#shown = passage;
    this.#start = this.#length;
    this.#slices.push([]);
  }

  /** Words of the article. @param behind what follows them at once. */
  slice(span: Span, behind = ''): void {
    const text = this.#article.text.slice(span.start, span.end);
    if (text === '') return;
    this.#slices.at(-1)?.push({ at: this.#length, start: span.start, length: text.length });
    this.add(text + behind);
  }

  /** A mark of ours. */
  add(text: string): void {
    this.#parts.push(text, ' ');
    this.#length += text.length + 1;
  }

  close(): void {
    const passage = this.#shown;
    if (passage === null) return;
    const { id, section } = passage;
    const span = { start: this.#start, end: this.#length };
    this.#passages.push({ id, section, paragraph: this.#paragraph, sentences: [span], ...span });
    this.#spans.push({ start: passage.start, end: passage.end });
  }

  readonly #spans: Span[] = [];

  done(): ShownForms | null {
    if (this.#passages.length === 0) return null;
    const article = { ...this.#article, text: this.#parts.join(''), headings: [], blocks: [] };
    const [slices, spans] = [this.#slices, this.#spans];
    return {
      article,
      passages: this.#passages,
      placeOf: (passage, span) => placeIn(slices[passage] ?? [], spans[passage] ?? span, span),
    };
  }
}

/** From the first to the last word of the passage that the span touches; all of it where it has none. */
function placeIn(slices: readonly Slice[], passage: Span, { start, end }: Span): Span {
  let from = passage.end;
  let to = passage.start;
  for (const slice of slices) {
    if (slice.at >= end || slice.at + slice.length <= start) continue;
    if (slice.start < passage.start || slice.start + slice.length > passage.end) continue;
    from = Math.min(from, slice.start + Math.max(0, start - slice.at));
    to = Math.max(to, slice.start + Math.min(slice.length, end - slice.at));
  }
  return from < to ? { start: from, end: to } : passage;
}
