/** `footnote index`: builds the index, or brings it up to date. */
import { counted } from '../counted.ts';
import { print } from '../terminal.ts';
import { openedConfig, type SharedFlags, withLibrary } from './context.ts';

/** Indexes what is new or changed and says what there is now. */
export async function indexArticles(flags: SharedFlags): Promise<void> {
  const started = performance.now();
  await withLibrary(await openedConfig(flags), async (library) => {
    const { articles, passages } = library.status();
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    print(
      `${counted(articles, 'article')}, ${counted(passages, 'passage')}: ready after ${seconds} s.\n`,
    );
  });
}
