/** A waiting article as it stands: what was read, what managers chose since, and a page of its rows. */
import { extname } from 'node:path';
import type { ArticleMetadata } from '../model.ts';
import { Refusal } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';
import {
  type Choices,
  correctedMetadata,
  NO_CHOICES,
  type NumberedRow,
  rowOf,
  turnedRows,
} from './choices.ts';
import { freeName } from './file-names.ts';
import type { Duplicate } from './known-articles.ts';
import { type OpenOutline, openOutline } from './outline-file.ts';
import { CHOICES, NOTE, OUTLINE, placeOf } from './waiting.ts';

/** See the head of this file. */
export interface Preview {
  readonly id: string;
  /** The name that it would get, unless it is taken by then. */
  readonly fileName: string;
  readonly outline: OpenOutline;
  readonly choices: Choices;
  /** Of the first article, as it would be kept. */
  readonly metadata: ArticleMetadata;
  /** Without headings, of all articles of the file. */
  readonly paragraphs: number;
  /** Rows that would be left out. */
  readonly leftOut: number;
  readonly duplicateOf: Duplicate | null;
  /** When it is thrown away by itself, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What is known of a waiting article, beside the files that are read here. */
export interface Waiting {
  readonly id: string;
  /** The name that it was staged with. */
  readonly fileName: string;
  readonly duplicateOf: Duplicate | null;
  readonly expiresAt: number;
}

/** Rows of a page: what a select menu of Discord holds, so that each can be chosen. */
export const PAGE_ROWS = 25;

/** All rows, or only those that the reader left out. */
export type View = 'all' | 'out';

/** A page of a preview. */
export interface PreviewPage {
  readonly view: View;
  /** Counts from 0. */
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly NumberedRow[];
}

function gone(cause?: unknown): Refusal {
  return new Refusal('notWaiting', {}, { cause });
}

/** @throws Refusal `notWaiting` where it is gone meanwhile, or was staged by another version. */
export async function openPreview(waiting: Waiting, state: StateFolder): Promise<Preview> {
  const place = placeOf(waiting.id);
  const [outline, choices] = await state.readEach([`${place}/${OUTLINE}`, `${place}/${CHOICES}`]);
  const opened = outline ? openOutline(outline) : null;
  const preview = previewOf(waiting, opened, parseChoices(choices ?? null));
  if (preview === null) throw gone();
  return preview;
}

/** A preview of what was read before; null where that was nothing. */
export function previewOf(
  { id, fileName, duplicateOf, expiresAt }: Waiting,
  outline: OpenOutline | null,
  choices: Choices,
): Preview | null {
  const facts = outline?.head.articles[0];
  if (!outline || !facts) return null;
  const { taken, left } = choices;
  const read = outline.head.articles.reduce((sum, { paragraphs }) => sum + paragraphs, 0);
  const leftParagraphs = left.filter((number) => outline.row(number)?.block.kind !== 'heading');
  return {
    id,
    fileName: chosenName(fileName, choices),
    outline,
    choices,
    metadata: correctedMetadata(facts, choices),
    paragraphs: read - leftParagraphs.length + taken.length,
    leftOut: outline.head.dropped - taken.length + left.length,
    duplicateOf,
    expiresAt,
  };
}

/** What the file is called by these choices; see `chosen-work.ts`. */
function chosenName(fileName: string, { taken, left, corrections }: Choices): string {
  const isWritten = taken.length > 0 || left.length > 0;
  if (!isWritten && corrections.title === undefined) return fileName;
  const stem = corrections.title ?? fileName.replace(/\.[^.]*$/, '');
  return freeName(stem, isWritten ? '.md' : extname(fileName), new Set());
}

function parseChoices(bytes: Buffer | null): Choices {
  return bytes === null ? NO_CHOICES : (JSON.parse(bytes.toString()) as Choices);
}

/** Choices as they were last written; none where nothing was chosen. */
export async function readChoices(id: string, state: StateFolder): Promise<Choices> {
  return parseChoices(await state.read(`${placeOf(id)}/${CHOICES}`));
}

/**
 * Changes the choices about an article, whoever else does so at once.
 * @param choose gives back the same object where it changes nothing; may be called several times.
 * @throws Refusal `notWaiting`; what `choose` throws.
 */
export async function changeChoices(
  id: string,
  state: StateFolder,
  choose: (choices: Choices) => Choices,
): Promise<void> {
  const place = placeOf(id);
  await state.update(`${place}/${CHOICES}`, (bytes) => {
    const before = parseChoices(bytes);
    const after = choose(before);
    return after === before ? bytes : Buffer.from(JSON.stringify(after));
  });
  if ((await state.list(`${place}/${NOTE}`)).length > 0) return;
  // It was kept or discarded meanwhile: nothing is left of it.
  await state.remove(place);
  throw gone();
}

/** A page; one beyond the last is the last. @param wanted counts from 0. */
export function previewPage(
  { outline, choices }: Pick<Preview, 'outline' | 'choices'>,
  view: View,
  wanted: number,
): PreviewPage {
  const numbers: number[] = [];
  for (let number = 1; number <= outline.head.rows; number += 1) {
    if (view === 'all' || !outline.isRead(number)) numbers.push(number);
  }
  const pages = Math.max(1, Math.ceil(numbers.length / PAGE_ROWS));
  const page = Math.min(wanted, pages - 1);
  const shown = numbers.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
  return { view, page, pages, rows: numberedOf({ outline, choices }, shown) };
}

/** The rows of these numbers; those that there are not are left out. */
export function numberedOf(
  { outline, choices }: Pick<Preview, 'outline' | 'choices'>,
  numbers: readonly number[],
): NumberedRow[] {
  const turned = turnedRows(choices);
  return numbers.flatMap((number) => {
    const row = outline.row(number);
    return row === null ? [] : [rowOf(row, number, turned)];
  });
}

/** Headings in a row that are parsed in search of a paragraph. */
const LOOKED_AT = 50;

/** The first paragraphs that would be kept, and the first rows that would be left out. */
export function firstRows(
  preview: Pick<Preview, 'outline' | 'choices'>,
  most: { readonly kept: number; readonly leftOut: number },
): { readonly kept: readonly NumberedRow[]; readonly leftOut: readonly NumberedRow[] } {
  const { outline, choices } = preview;
  const turned = turnedRows(choices);
  const [kept, leftOut]: [number[], number[]] = [[], []];
  for (let number = 1; number <= outline.head.rows; number += 1) {
    if (kept.length >= LOOKED_AT && leftOut.length >= most.leftOut) break;
    const [list, enough] =
      outline.isRead(number) !== turned.has(number) ? [kept, LOOKED_AT] : [leftOut, most.leftOut];
    if (list.length < enough) list.push(number);
  }
  const paragraphs = numberedOf(preview, kept).filter(({ block }) => block.kind !== 'heading');
  return { kept: paragraphs.slice(0, most.kept), leftOut: numberedOf(preview, leftOut) };
}
