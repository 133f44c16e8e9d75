/** What is said of a source wherever one is shown: what it is, its settings, what a look came to. */
import type { Say } from '../languages/say.ts';
import type { LookResult, Source } from '../sources/source.ts';
import { showTime } from '../sources/source-settings.ts';
import { escapeMarkdown } from './escape.ts';
import { cutLabel } from './fit.ts';
import { escapedLabel } from './label.ts';
import { tell } from './tell.ts';

/** UTF-16 units of an address and of a pattern. */
const ADDRESS_MAX = 150;
const PATTERN_MAX = 60;

/** A source's name, in bold, good for any place in a line. */
export function sourceName(name: string): string {
  return `**${escapeMarkdown(name)}**`;
}

/** Its address, cut where it is long; one that is whole is a link. */
export function sourceAddress({ address }: Pick<Source, 'address'>): string {
  return escapedLabel(address, ADDRESS_MAX);
}

/** Its settings, escaped, to be joined. */
export function sourceSettings(say: Say, source: Source): string[] {
  const { kind, everyMs, only, most, keep, announce } = source;
  const isFolder = kind === 'folder';
  return [
    ...(isFolder ? [] : [say('sourceEvery', { time: showTime(everyMs) })]),
    ...(only === null
      ? []
      : [say('sourceOnly', { pattern: escapeMarkdown(cutLabel(only, PATTERN_MAX, '…')) })]),
    ...(isFolder || kind === 'page' ? [] : [say('sourceMost', { n: most })]),
    ...(keep?.by === 'count' ? [say('sourceKeepCount', { n: keep.count })] : []),
    ...(keep?.by === 'age' ? [say('sourceKeepAge', { n: keep.days })] : []),
    ...(announce === null ? [] : [say('sourceAnnounced', { channel: `<#${announce.channel}>` })]),
  ];
}

/** What a look came to, in a line or two. */
export function lookLines(say: Say, result: LookResult): string[] {
  const { source, added, changed, removed, waiting, same, failed, problem } = result;
  const counts = [
    ...(added.length > 0 ? [say('lookNew', { n: added.length })] : []),
    ...(changed.length > 0 ? [say('lookChanged', { n: changed.length })] : []),
    ...(removed.length > 0 ? [say('lookRemoved', { n: removed.length })] : []),
    ...(waiting.length > 0 ? [say('sourceWaiting', { n: waiting.length })] : []),
    ...(same > 0 ? [say('lookSame', { n: same })] : []),
    ...(failed > 0 ? [say('lookFailed', { n: failed })] : []),
  ];
  const told = counts.length === 0 && problem === null ? [say('lookNothing')] : counts;
  return [
    [sourceName(source.name), ...told].join(' · '),
    ...(problem === null ? [] : [`⚠️ ${tell(say, problem)}`]),
  ];
}
