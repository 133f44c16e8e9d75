/** Sources as a person reads them in a terminal: tables, previews, what a look came to. */

import wrapAnsi from 'wrap-ansi';
import { counted } from '../counted.ts';
import type {
  FetchedArticle,
  LookResult,
  PreviewArticle,
  Source,
  SourcePreview,
  SourceStatus,
} from '../sources/source.ts';
import { showKeep, showTime } from '../sources/source-settings.ts';
import type { SourceList } from '../sources/sources.ts';
import { printable } from '../terminal.ts';
import { type Colors, indented, textColumns } from './layout.ts';
import { duration } from './print-status.ts';
import { tell } from './tell.ts';

const HEAD = ['source', 'kind', 'articles', 'waiting', 'last look', 'next look'];
/** Columns of numbers, which stand to the right. */
const NUMBERS: ReadonlySet<number> = new Set([2, 3]);

/**
 * A table with a row a source, and under it where it is, its settings and what is wrong with it.
 * @param width columns of the terminal.
 * @param now milliseconds since 1970.
 */
export function printSources(
  { sources, problems }: SourceList,
  colors: Colors,
  width: number,
  now: number = Date.now(),
): string {
  const rows = sources.map((status) => rowOf(status, now));
  const widths = HEAD.map((head, i) =>
    Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) =>
        NUMBERS.has(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const blocks = sources.map((status, i) => {
    const below = [colors.dim(describeSource(status.source)), ...remarks(status, colors)];
    return `${colors.bold(line(rows[i] ?? []))}\n   ${indented(wrapped(below, width))}`;
  });
  const faults = problems.map((problem) => `${colors.yellow(tell(problem))}\n`);
  if (sources.length === 0)
    return `There are no sources yet; footnote sources add ADDRESS adds one.\n${faults.join('')}`;
  return `${colors.dim(line(HEAD))}\n${blocks.join('')}${faults.join('')}`;
}

function wrapped(lines: readonly string[], width: number): string[] {
  return lines.map((line) => wrapAnsi(line, textColumns(width)));
}

function rowOf(status: SourceStatus, now: number): string[] {
  const { source, articles, waiting, lastLookAt, nextLookAt, isLooking } = status;
  const isFolder = source.kind === 'folder';
  const last = lastLookAt === null ? 'never' : `${duration((now - lastLookAt) / 1_000)} ago`;
  const next =
    nextLookAt === null
      ? 'soon'
      : nextLookAt <= now
        ? 'now'
        : `in ${duration((nextLookAt - now) / 1_000)}`;
  return [
    source.name,
    source.kind,
    isFolder ? '' : String(articles),
    isFolder ? '' : String(waiting),
    isFolder ? 'in place' : isLooking ? 'now' : last,
    isFolder ? '' : next,
  ];
}

/** Where a source is, and its settings. */
function describeSource({ address, kind, everyMs, only, most, keep, announce }: Source): string {
  const facts = [
    printable(address),
    ...(kind === 'folder' ? [] : [`every ${showTime(everyMs)}`]),
    ...(only === null ? [] : [`only ${printable(only)}`]),
    ...(kind === 'page' ? [] : [`at most ${most}`]),
    ...(keep === null ? [] : [`keeps ${showKeep(keep)}`]),
    ...(announce === null ? [] : [`announced in ${announce.channel}`]),
  ];
  return facts.join(' · ');
}

function remarks({ problem, gone, failures }: SourceStatus, colors: Colors): string[] {
  const again = failures > 1 ? ` (${failures} times in a row)` : '';
  return [
    ...(problem === null ? [] : [colors.yellow(tell(problem) + again)]),
    ...(gone === 0 ? [] : [colors.yellow(`${counted(gone, 'article')} whose page is gone.`)]),
  ];
}

/** What would come of a source: what it is, and its newest articles as they begin. */
export function printPreview(preview: SourcePreview, colors: Colors, width: number): string {
  const { source, title, found, named, newest, feeds } = preview;
  const lines = [
    `${colors.bold(printable(title ?? source.name))} (${source.kind})`,
    describeSource(source),
    `${counted(found, 'article')} of the ${named} that it names ${found === 1 ? 'comes' : 'come'} from it; the newest:`,
  ];
  const hints = feeds.map((feed) => `The page names a feed: ${printable(feed)}`);
  return [
    ...lines,
    '',
    ...newest.map((article) => previewText(article, colors, width)),
    ...hints,
    '',
  ].join('\n');
}

/** UTF-16 units of an article's beginning. */
const OPENING = 300;

function previewText(article: PreviewArticle, colors: Colors, width: number): string {
  const { title, url, published, reading, problem, sameAs } = article;
  const facts = [published, url === null ? null : printable(url)].filter((fact) => fact !== null);
  const text = reading?.articles[0]?.text.replace(/\s+/g, ' ') ?? '';
  const opening = text.length > OPENING ? `${text.slice(0, OPENING)}…` : text;
  const below = [
    colors.dim(facts.join(' · ')),
    ...(opening === '' ? [] : [printable(opening)]),
    ...(problem === null ? [] : [colors.yellow(`Would wait: ${tell(problem)}`)]),
    ...(sameAs === null ? [] : [colors.yellow(`It is there already: ${printable(sameAs.file)}`)]),
  ];
  return `${colors.bold(printable(title))}\n   ${indented(wrapped(below, width))}`;
}

/** What a look at a source came to, a line an article. */
export function printLook(result: LookResult, colors: Colors, width: number): string {
  const { source, added, changed, removed, waiting, same, failed, problem } = result;
  const each = (word: string, articles: readonly FetchedArticle[]) =>
    articles.map(({ file, title }) => `${word} ${printable(file)} ${colors.dim(printable(title))}`);
  const lines = [
    ...each('added', added),
    ...each('changed', changed),
    ...each('taken out', removed),
    ...waiting.map(({ title, why }) => colors.yellow(`waits ${printable(title)}: ${tell(why)}`)),
    ...(same > 0 ? [`${counted(same, 'article')} already here from elsewhere`] : []),
    ...(failed > 0 ? [colors.yellow(`${counted(failed, 'article')} could not be had`)] : []),
    ...(problem === null ? [] : [colors.yellow(tell(problem))]),
  ];
  const all = lines.length === 0 ? ['nothing new'] : lines;
  return `${colors.bold(source.name)}\n   ${indented(wrapped(all, width))}`;
}
