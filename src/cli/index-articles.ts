/** `footnote index`: builds the index, or brings it up to date. */
import { counted } from '../counted.ts';
import { Refusal, statement } from '../refusals.ts';
import { print } from '../terminal.ts';
import { openedConfig, type SharedFlags } from './context.ts';
import { type IndexFlags, indexStored, watchStored } from './index-stored.ts';
import { withLibrary } from './with-library.ts';

/**
 * Indexes what is new or changed and says what there is now.
 * @throws Refusal `badSetting` for flags that need a database where there is none.
 */
export async function indexArticles(flags: SharedFlags & IndexFlags): Promise<void> {
  const config = await openedConfig(flags);
  if (config.database !== null) {
    return flags.watch ? watchStored(config) : indexStored(config, flags);
  }
  const needing = (
    [
      ['--watch', flags.watch],
      ['--accept-removals', flags.acceptRemovals],
    ] as const
  ).find(([, given]) => given !== undefined);
  if (needing !== undefined) {
    const reason = statement('needsSetting', { setting: 'DATABASE_URL' });
    throw new Refusal('badSetting', { name: needing[0], reason });
  }
  const started = performance.now();
  await withLibrary(config, async (library) => {
    const { articles, passages } = library.status();
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    print(
      `${counted(articles, 'article')}, ${counted(passages, 'passage')}: ready after ${seconds} s.\n`,
    );
  });
}
