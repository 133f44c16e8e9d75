/** Tells people in full how an article would be kept: every paragraph, and every line left out, in order. */
import type { Paint } from '../articles/describe-reading.ts';
import type { Say } from '../languages/say.ts';
import type { ArticleMetadata } from '../model.ts';
import type { NumberedRow } from './choices.ts';
import { CORRECTABLE } from './corrections.ts';
import { rowText } from './outline.ts';
import type { OutlineHead } from './outline-file.ts';

/** What is described. */
export interface ToDescribe {
  readonly fileName: string;
  readonly head: OutlineHead;
  /** As it would be kept. */
  readonly metadata: ArticleMetadata;
  readonly rows: readonly NumberedRow[];
}

const plain = (text: string): string => text;
const PLAIN: Paint = { title: plain, section: plain, faint: plain, warning: plain };

/** Columns of the number in front of a row, and of the mark before it. */
const NUMBER_WIDTH = 5;
const LEFT_OUT_MARK = '✗';

/** The whole of it, in lines without a trailing line end. */
export function describePreview(say: Say, what: ToDescribe, paint: Paint = PLAIN): string {
  const { rows } = what;
  return [...describeFacts(say, what, paint), '', ...describeRows(say, rows, paint)].join('\n');
}

/** What is known of it, where it is from, and what is odd about it. */
export function describeFacts(
  say: Say,
  { fileName, head, metadata }: Omit<ToDescribe, 'rows'>,
  paint: Paint = PLAIN,
): string[] {
  const several = head.articles.length > 1;
  const fact = (label: string, value: string | null) =>
    `${paint.faint(`${label}:`)} ${value ?? paint.faint(say('unknown'))}`;
  return [
    paint.title(fileName),
    '',
    ...(several
      ? head.articles.map(({ title }) => fact(say('field.title'), title))
      : [
          ...CORRECTABLE.map((field) => fact(say(`field.${field}`), metadata[field])),
          fact(say('field.url'), metadata.url),
        ]),
    ...originLines(say, head.origin, plain),
    ...(head.warnings.length > 0 ? ['', paint.section(`${say('addWarnings')}:`)] : []),
    ...head.warnings.map((warning) => paint.warning(say.tell(warning))),
  ];
}

/** Where it was fetched from, and what it says of itself that is not believed. */
export function originLines(
  say: Say,
  { fetched, claimedUrl, claimedPublisher }: OutlineHead['origin'],
  shown: (text: string) => string,
): string[] {
  return [
    ...(fetched === null ? [] : [say('addFetched', { url: shown(fetched) })]),
    ...(claimedUrl === null ? [] : [say('addClaimsUrl', { url: shown(claimedUrl) })]),
    ...(claimedPublisher === null
      ? []
      : [say('addClaimsPublisher', { publisher: shown(claimedPublisher) })]),
  ];
}

/** Rows with their numbers; of those left out the reason. */
export function describeRows(
  say: Say,
  rows: readonly NumberedRow[],
  paint: Paint = PLAIN,
): string[] {
  return rows.flatMap((row) => {
    const { number, block, leftOut, opens } = row;
    const digits = String(number).padStart(NUMBER_WIDTH);
    const indent = ' '.repeat(NUMBER_WIDTH + 4);
    const text = rowText(row).replace(/\n/g, `\n${indent}`);
    const title = opens === undefined ? [] : ['', paint.title(opens), ''];
    if (leftOut !== null) {
      const why = paint.faint(`[${say.tell(leftOut)}]`);
      return [...title, `${LEFT_OUT_MARK} ${paint.faint(digits)}  ${why} ${text}`];
    }
    const words = block.kind === 'heading' ? paint.section(text) : text;
    return [...title, `  ${paint.faint(digits)}  ${words}`];
  });
}
