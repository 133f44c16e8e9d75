/** The list of sources: how each does, what is wrong with it, and what waits. */
import type { APIEmbed } from 'discord.js';
import type { ClosedChannel } from '../announcements/announcer.ts';
import type { Say } from '../languages/say.ts';
import { statement } from '../refusals.ts';
import type { LookResult, SourceStatus } from '../sources/source.ts';
import type { SourceList } from '../sources/sources.ts';
import { button, rows } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { instantMark } from './dates.ts';
import { linesWithin } from './lines.ts';
import { type MessageBody, renderLine } from './message.ts';
import { lookLines, sourceAddress, sourceName, sourceSettings } from './source-lines.ts';
import { tell } from './tell.ts';

/** Sources on a page: what a phone shows without much scrolling. */
const LISTED = 5;
/** Mistakes in `sources.yaml` that are told; the rest is counted. */
const MISTAKES = { units: 900, bytes: 1_800 };
const PAGE = { units: 3_900, bytes: 7_000 };
/** Of a message that tells what looks came to. */
const CONTENT = { units: 1_900, bytes: 4_000 };

/** What the list shows. */
export interface ShownSources {
  readonly list: SourceList;
  /** The page that is wanted, from 0; one beyond the last is the last. */
  readonly page: number;
  /** Why nothing of a source can be announced. */
  readonly closedFor: (source: string) => ClosedChannel | null;
  /** The command that adds one, as it is typed. */
  readonly adding: string;
}

/** Those on a page. */
export function sourcesOnPage({ sources }: SourceList, wanted: number): readonly SourceStatus[] {
  const { page } = pageOf(sources.length, wanted);
  return sources.slice(page * LISTED, (page + 1) * LISTED);
}

function pageOf(count: number, wanted: number): { readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(count / LISTED));
  return { page: Math.min(wanted, pages - 1), pages };
}

/** A page of the list. */
export function renderSources(say: Say, shown: ShownSources): MessageBody {
  const { list, page: wanted, closedFor, adding } = shown;
  const { sources, problems } = list;
  const { page, pages } = pageOf(sources.length, wanted);
  const mistakes = problems.map((problem) => `⚠️ ${tell(say, problem)}`);
  const content = linesWithin(mistakes, MISTAKES, (n) => say('linesMore', { n }));
  if (sources.length === 0) {
    const none = `${tell(say, statement('noSources'))} ${say('sourcesHint', { command: adding })}`;
    return renderLine([content, none].filter((line) => line !== '').join('\n'));
  }
  const blocks = sourcesOnPage(list, wanted).map((status) =>
    statusLines(say, status, closedFor(status.source.name)).join('\n'),
  );
  const embed: APIEmbed = {
    color: COLOURS.notice,
    title: say('sourcesTitle', { n: sources.length }),
    description: linesWithin(blocks, PAGE, (n) => say('linesMore', { n })),
    ...(pages > 1 && { footer: { text: say('listPage', { page: page + 1, pages }) } }),
  };
  const waiting = sources.reduce((sum, status) => sum + status.waiting, 0);
  const components = rows([
    ...(page > 0 ? [button(say('button.back'), { name: 'sources', page: page - 1 })] : []),
    ...(page + 1 < pages ? [button(say('button.next'), { name: 'sources', page: page + 1 })] : []),
    button(say('button.refresh'), { name: 'look', page }),
    ...(waiting > 0 ? [button(say('button.waiting'), { name: 'waits', page: 0 })] : []),
  ]);
  return { content, embeds: [embed], components };
}

/** How a source does: what and where it is, when it is looked at, what is wrong. */
function statusLines(say: Say, status: SourceStatus, closed: ClosedChannel | null): string[] {
  const { source, articles, gone, waiting, problem, failures } = status;
  const facts = [
    say('sourceArticles', { n: articles }),
    ...times(say, status),
    ...sourceSettings(say, source),
  ];
  const again = failures > 1 ? ` (${say('sourceFailures', { n: failures })})` : '';
  const cares = [
    ...(waiting > 0 ? [say('sourceWaiting', { n: waiting })] : []),
    ...(gone > 0 ? [say('sourceGone', { n: gone })] : []),
  ];
  return [
    `${sourceName(source.name)} · ${say(`kind.${source.kind}`)} · ${sourceAddress(source)}`,
    `-# ${facts.join(' · ')}`,
    ...(cares.length > 0 ? [`⏳ ${cares.join(' · ')}`] : []),
    ...(problem === null ? [] : [`⚠️ ${tell(say, problem)}${again}`]),
    ...(closed === null ? [] : [`⚠️ ${closedLine(say, closed)}`]),
  ];
}

function times(say: Say, { source, isLooking, lastLookAt, nextLookAt }: SourceStatus): string[] {
  if (source.kind === 'folder') return [say('sourceInPlace')];
  const last =
    lastLookAt === null
      ? say('sourceNever')
      : say('sourceLast', { when: instantMark(lastLookAt, 'R') });
  if (isLooking) return [last, say('sourceLooking')];
  if (nextLookAt === null) return [last];
  return [last, say('sourceNext', { when: instantMark(nextLookAt, 'R') })];
}

function closedLine(say: Say, { channel, why, since: at }: ClosedChannel): string {
  const told = { channel: `<#${channel}>`, since: instantMark(at, 'f') };
  return why === 'missing' ? say('announceMissing', told) : say('announceForbidden', told);
}

/** What looks came to; where some go on, a last line says so. */
export function lookReport(
  say: Say,
  results: readonly LookResult[],
  goesOn: string | null,
): string {
  const lines = results.map((result) => lookLines(say, result).join('\n'));
  const all = goesOn === null ? lines : [say('looksGoOn', { command: goesOn }), ...lines];
  return linesWithin(all, CONTENT, (n) => say('linesMore', { n }));
}
