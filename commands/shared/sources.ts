/** What `/sources` and its buttons share: names, settings as they are typed, pages of lists, looks. */
import type { APIApplicationCommandOptionChoice } from 'discord.js';
import type { Turn } from '../../src/discord/command.ts';
import { commandMention } from '../../src/discord/command-mention.ts';
import { oneLine } from '../../src/discord/escape.ts';
import { cutLabel } from '../../src/discord/fit.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../../src/discord/limits.ts';
import type { MessageBody } from '../../src/discord/message.ts';
import type { ShownSources } from '../../src/discord/source-list.ts';
import {
  type ReadWaiting,
  renderWaiting,
  type WaitingPage,
  waitingOnPage,
} from '../../src/discord/source-waiting.ts';
import type { Say } from '../../src/languages/say.ts';
import { asStatement, isRefusal, Refusal } from '../../src/refusals.ts';
import type { LookResult, SourceStatus } from '../../src/sources/source.ts';
import type { Setting } from '../../src/sources/source-settings.ts';
import type { Sources } from '../../src/sources/sources.ts';
import { within } from '../../src/supervision/deadline.ts';
import { comparable } from './comparable.ts';

/** An interaction's token lives for 15 minutes; what takes longer is told of before. */
const LOOKS_WITHIN_MS = 10 * 60_000;

/** Names that fit what was typed so far, with the kind and address beside each. */
export function suggestSourceChoices(
  sources: Sources | undefined,
  typed: string,
  fits: (status: SourceStatus) => boolean,
): APIApplicationCommandOptionChoice<string>[] {
  const wanted = comparable(typed);
  return (sources?.list().sources ?? [])
    .filter(fits)
    .filter(({ source }) => comparable(`${source.name} ${source.address}`).includes(wanted))
    .slice(0, CHOICES_MAX)
    .map(({ source: { name, address } }) => ({
      name: cutLabel(`${name} · ${oneLine(address)}`, CHOICE_NAME_MAX, '…'),
      value: name,
    }));
}

/** @throws Refusal `noSuchSource`. */
export function findSource(sources: Sources, typed: string): SourceStatus {
  const name = typed.trim();
  const found = sources.list().sources.find(({ source }) => source.name === name);
  if (found) return found;
  throw new Refusal('noSuchSource', { name });
}

/** A setting as it was typed; undefined where none was. @throws Refusal `badSourceFlag`. */
export function setting<T>(
  field: string,
  typed: string | null,
  read: (text: string) => Setting<T>,
): T | undefined {
  if (typed === null) return undefined;
  const said = read(typed);
  if ('value' in said) return said.value;
  throw new Refusal('badSourceFlag', { field, value: typed, expected: said.expected });
}

/** What a page of the list is drawn of. */
export function shownSources(
  turn: Pick<Turn, 'announcements' | 'commandIdOf'>,
  sources: Sources,
  page: number,
  locale: string,
): ShownSources {
  return {
    list: sources.list(),
    page,
    closedFor: (source) => turn.announcements?.closedFor(source) ?? null,
    adding: commandMention(turn, 'sources add', locale),
  };
}

/** Looks that are over, and whether others go on: nobody is kept waiting for longer than a token lives. */
export async function lookNow(
  looks: readonly Promise<readonly LookResult[]>[],
): Promise<{ readonly results: readonly LookResult[]; readonly goOn: boolean }> {
  const results: LookResult[] = [];
  const each = looks.map(async (look) => void results.push(...(await look)));
  const goOn = await within(
    LOOKS_WITHIN_MS,
    Promise.all(each).then(() => false),
    () => true,
  );
  return { results, goOn };
}

/** A page of what waits, each read anew. */
export async function readWaitingPage(
  sources: Sources,
  wanted: number,
  said: ((say: Say) => string) | null,
): Promise<(say: Say) => MessageBody> {
  const all = sources.waiting();
  const { page, pages, articles } = waitingOnPage(all, wanted);
  const shown: ReadWaiting[] = [];
  for (const article of articles) {
    const reading = await sources.readWaiting(article.id).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      return asStatement(error);
    });
    shown.push({ article, reading });
  }
  const waiting: Omit<WaitingPage, 'said'> = { total: all.length, page, pages, shown };
  return (say) => renderWaiting(say, { ...waiting, said: said?.(say) ?? null });
}
