/** What is broken, for those who look after the articles: parts, files that were not read, looks. */
import type { APIEmbedField } from 'discord.js';
import type { Turn } from '../../src/discord/command.ts';
import { instantMark } from '../../src/discord/dates.ts';
import { EMBED_FIELD_VALUE_MAX } from '../../src/discord/limits.ts';
import { partLines } from '../../src/discord/parts.ts';
import { tell } from '../../src/discord/tell.ts';
import type { Say } from '../../src/languages/say.ts';
import type { Notice } from '../../src/refusals.ts';

/** Enough to see what kind of trouble it is; the command line names them all. */
const FILES_NAMED = 5;

/** Fields of an embed; none where all is well. */
export function unwellFields(
  say: Say,
  { vitals }: Pick<Turn, 'vitals'>,
  unread: readonly Notice[],
): APIEmbedField[] {
  const ill = vitals.states().filter(({ state }) => state === 'ill');
  const { lastFailure } = vitals.state('folder');
  const field = (name: string, lines: readonly string[]): APIEmbedField[] =>
    lines.length === 0 ? [] : [{ name, value: fitLines(lines), inline: false }];
  return [
    ...field(say('aboutUnwell'), partLines(say, ill)),
    ...field(say('aboutUnread', { n: unread.length }), unreadLines(say, unread)),
    ...field(
      say('aboutFailedLook'),
      lastFailure === null
        ? []
        : [
            instantMark(lastFailure.at, 'R'),
            ...(lastFailure.ailment === null ? [] : [tell(say, lastFailure.ailment)]),
          ],
    ),
  ];
}

function unreadLines(say: Say, unread: readonly Notice[]): string[] {
  const named = unread.slice(0, FILES_NAMED).map((notice) => tell(say, notice));
  const more = unread.length - named.length;
  return more === 0 ? named : [...named, say('aboutUnreadMore', { n: more })];
}

/** Lines as long as there is room; a line is never cut, since its Markdown might be. */
function fitLines(lines: readonly string[]): string {
  let value = '';
  for (const line of lines) {
    const longer = value === '' ? line : `${value}\n${line}`;
    if (longer.length <= EMBED_FIELD_VALUE_MAX) value = longer;
  }
  return value || '…';
}
