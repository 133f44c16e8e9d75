/** `footnote remove FILE`: takes a file out of the articles folder; it can be put back for 30 days. */
import { isAbsolute, relative, sep } from 'node:path';
import { removeArticle } from '../intake/remove-article.ts';
import { Refusal } from '../refusals.ts';
import { print, printable, printJson } from '../terminal.ts';
import { withCollectionParts } from './collection-parts.ts';
import { canAsk, confirm } from './confirm.ts';
import { openedConfig, type SharedFlags } from './context.ts';

/** The flags of `footnote remove`. */
export interface RemoveFlags extends SharedFlags {
  /** Print one JSON object. */
  readonly json?: boolean;
  /** Remove it without asking. */
  readonly yes?: boolean;
  /** Remove a file that holds several articles, with all of them. */
  readonly all?: boolean;
}

const EXIT_NOT_REMOVED = 1;

/**
 * Removes a file.
 * @param target a file by its name inside the articles folder, or by its absolute path
 * @throws Refusal for no article file of the folder, for several articles without `--all`, and where nobody can be asked and `--yes` was not given
 */
export async function remove(target: string, flags: RemoveFlags): Promise<void> {
  const config = await openedConfig(flags);
  const path = isAbsolute(target) ? relative(config.articlesDir, target) : target;
  const file = path.split(sep).join('/').replace(/^\.\//, '');
  if (!flags.yes) {
    if (flags.json || !canAsk()) {
      throw new Refusal('removalUnconfirmed', { file });
    }
    if (!(await confirm(`Remove ${printable(file)} from the articles?`))) {
      print('Not removed.\n');
      process.exitCode = EXIT_NOT_REMOVED;
      return;
    }
  }
  const options = { several: flags.all === true };
  const removed = await withCollectionParts(config, ({ places, reader }) =>
    removeArticle(file, places, reader, options),
  );
  if (flags.json) return printJson(removed);
  const name = printable(removed.file);
  const place = removed.movedTo === null ? '' : ` as ${printable(removed.movedTo)}`;
  const back = `footnote restore ${name}`;
  print(`Removed ${name}. For 30 days it is kept${place}; it comes back with: ${back}.\n`);
}
