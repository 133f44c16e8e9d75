/** `footnote sources`: what comes from feeds, pages, sitemaps and folders; added, removed, looked at. */
import { counted } from '../counted.ts';
import { Refusal } from '../refusals.ts';
import { MOST_ARTICLES } from '../sources/limits.ts';
import type { LookResult } from '../sources/source.ts';
import {
  readCount,
  readInterval,
  readKeep,
  readPattern,
  type Setting,
} from '../sources/source-settings.ts';
import type { SourceList } from '../sources/sources.ts';
import { readSourceList } from '../sources/status.ts';
import { changeSources, withoutSource } from '../sources/write-sources.ts';
import { print, printable, printJson } from '../terminal.ts';
import { type CollectionParts, withCollectionParts } from './collection-parts.ts';
import { canAsk, confirm } from './confirm.ts';
import { colors, type SharedFlags, terminalWidth, workplaceFor } from './context.ts';
import { printLook, printPreview, printSources } from './print-sources.ts';
import { withoutBot, withSources } from './with-sources.ts';

/** Flags that these share. */
export interface SourcesFlags extends SharedFlags {
  /** Print JSON. */
  readonly json?: boolean;
}

/** The flags of `footnote sources add`. */
export interface SourcesAddFlags extends SourcesFlags {
  /** Add it without asking. */
  readonly yes?: boolean;
  readonly kind?: 'feed' | 'page' | 'sitemap' | 'llms';
  readonly name?: string;
  readonly every?: string;
  readonly only?: string;
  readonly most?: string;
  readonly keep?: string;
}

/** The flags of `footnote sources remove`. */
export interface SourcesRemoveFlags extends SourcesFlags {
  readonly yes?: boolean;
  /** Its articles go with it. */
  readonly withArticles?: boolean;
}

const EXIT_FAILED = 1;

/** Lists the sources: what each is, how it does, when it is looked at. */
export async function listSources(flags: SourcesFlags): Promise<void> {
  const config = await workplaceFor(flags);
  const list = await withCollectionParts(config, sourceListOf);
  if (flags.json) printJson(list);
  else print(printSources(list, colors, terminalWidth()));
  if (list.problems.length > 0) process.exitCode = EXIT_FAILED;
}

/**
 * Shows what would come of an address, and adds it where that is wanted. Where no bot runs, it is looked
 * at there and then; else the bot does that.
 * @throws Refusal where it is no source, or cannot be had.
 */
export async function addSource(address: string, flags: SourcesAddFlags): Promise<void> {
  const { kind, name } = flags;
  const wanted = {
    address,
    ...(kind !== undefined && { kind }),
    ...(name !== undefined && { name }),
    ...given('everyMs', 'every', flags.every, readInterval),
    ...given('only', 'only', flags.only, readPattern),
    ...given('most', 'most', flags.most, (text) => readCount(text, MOST_ARTICLES)),
    ...given('keep', 'keep', flags.keep, readKeep),
  };
  await withSources(flags, 'reads', async (sources) => {
    const preview = await sources.preview(wanted, 'cli');
    if (!flags.json) print(printPreview(preview, colors, terminalWidth()));
    const isWanted = await decide(flags);
    if (!isWanted) {
      await sources.discard(preview.id);
      if (flags.json) printJson({ added: false, preview });
      else print(canAsk() ? 'Not added.\n' : 'Not added; --yes adds it without asking.\n');
      process.exitCode = EXIT_FAILED;
      return;
    }
    const source = await sources.add(preview.id);
    const results = await refreshed(flags, source.name);
    if (flags.json)
      printJson({ added: true, preview: { ...preview, source }, look: results?.[0] ?? null });
    else {
      print(`Added as ${source.name}.\n`);
      print(
        results === null ? 'The bot that runs looks at it now.\n' : results.map(lookText).join(''),
      );
    }
  });
}

const lookText = (result: LookResult) => printLook(result, colors, terminalWidth());

async function decide(flags: SourcesAddFlags): Promise<boolean> {
  if (flags.yes) return true;
  if (flags.json || !canAsk()) return false;
  return confirm('\nAdd it?');
}

/** A setting by its flag. @throws Refusal `badSetting`, which names the flag. */
function given<K extends string, T>(
  key: K,
  flag: string,
  text: string | undefined,
  read: (text: string) => Setting<T>,
): { readonly [P in K]?: T } {
  if (text === undefined) return {};
  const setting = read(text);
  if ('value' in setting) return { [key]: setting.value } as { readonly [P in K]?: T };
  const reason = { field: `--${flag}`, value: text, expected: setting.expected };
  throw new Refusal('badSourceFlag', reason);
}

/**
 * Takes a source out of `sources.yaml`, which a bot that runs notices.
 * @throws Refusal for no source, a folder, and where nobody can be asked; `botLooksItself` where its
 *   articles are to go and a bot runs.
 */
export async function removeSource(name: string, flags: SourcesRemoveFlags): Promise<void> {
  const config = await workplaceFor(flags);
  const goes = flags.withArticles === true;
  const found = (await withCollectionParts(config, sourceListOf)).sources.find(
    ({ source }) => source.name === name,
  );
  if (!found) throw new Refusal('noSuchSource', { name });
  if (!flags.yes) {
    if (flags.json || !canAsk()) throw new Refusal('sourceUnconfirmed', { name });
    const what = goes ? `and its ${counted(found.articles, 'article')}` : 'and leave its articles';
    if (!(await confirm(`Remove the source ${printable(name)} ${what}?`))) {
      print('Not removed.\n');
      process.exitCode = EXIT_FAILED;
      return;
    }
  }
  const removed = await withoutBot(flags, 'writes', (sources) =>
    sources.remove(name, goes ? 'remove' : 'keep'),
  );
  if (removed === null) {
    if (goes) throw new Refusal('botLooksItself');
    await changeSources(config.articlesDir, (text) => withoutSource(text ?? '', found.source.line));
  }
  const { source, articles } = removed ?? { source: found.source, articles: found.articles };
  if (flags.json) return printJson({ source, articles });
  const rest = goes ? 'taken out of the folder and kept aside for 30 days' : 'left in the folder';
  print(`Removed ${printable(name)}; ${counted(articles, 'article')} ${rest}.\n`);
}

/**
 * Looks at one source or at all of them now.
 * @throws Refusal `botLooksItself` where a bot runs, `noSuchSource`, `noSources`.
 */
export async function refreshSources(name: string | undefined, flags: SourcesFlags): Promise<void> {
  const results = await refreshed(flags, name);
  if (results === null) throw new Refusal('botLooksItself');
  if (flags.json) printJson(results);
  else print(results.map(lookText).join(''));
  if (results.some(({ problem }) => problem !== null)) process.exitCode = EXIT_FAILED;
}

/** Looks, where no bot runs; null where one does. */
function refreshed(
  flags: SourcesFlags,
  name: string | undefined,
): Promise<readonly LookResult[] | null> {
  return withoutBot(flags, 'looks', (sources) => sources.refresh(name));
}

function sourceListOf({ sourcesFile, places }: CollectionParts): Promise<SourceList> {
  return readSourceList(sourcesFile, places.state);
}
