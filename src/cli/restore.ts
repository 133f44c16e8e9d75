/** `footnote restore [name]`: lists what was removed in the last 30 days, or puts one of it back. */
import { listRemoved, type RemovedFile } from '../intake/removed.ts';
import { restoreRemoved } from '../intake/restore-removed.ts';
import { Refusal } from '../refusals.ts';
import { print, printable, printJson } from '../terminal.ts';
import { withCollectionParts } from './collection-parts.ts';
import { colors, openedConfig, type SharedFlags } from './context.ts';

/** The flags of `footnote restore`. */
export interface RestoreFlags extends SharedFlags {
  /** Print JSON. */
  readonly json?: boolean;
}

/** Puts back what was removed. @param wanted an id, or the name of a file: of these the last removed. */
export async function restore(wanted: string, flags: RestoreFlags): Promise<void> {
  const config = await openedConfig(flags);
  const restored = await withCollectionParts(config, async ({ places, known, reader }) => {
    const removed = await listRemoved(places);
    const name = wanted.replace(/^\.\//, '');
    const found =
      removed.find(({ id }) => id === name) ?? removed.find(({ file }) => file === name);
    if (!found) {
      throw removed.length === 0
        ? new Refusal('nothingRemoved')
        : new Refusal('notAmongRemoved', { file: name });
    }
    return restoreRemoved(found.id, places, { known, reader });
  });
  if (flags.json) return printJson(restored);
  const [file, was] = [printable(restored.file), printable(restored.was)];
  print(file === was ? `Put back ${file}.\n` : `Put back ${was} as ${file}.\n`);
}

/** Lists what can be put back, what was removed last first. */
export async function printRemoved(flags: RestoreFlags): Promise<void> {
  const config = await openedConfig(flags);
  const removed = await withCollectionParts(config, ({ places }) => listRemoved(places));
  if (flags.json) return printJson(removed);
  if (removed.length === 0) {
    print('Nothing was removed in the last 30 days.\n');
    return;
  }
  print(`${removed.map(describe).join('\n')}\n`);
}

function describe({ id, file, titles, removedAt, expiresAt }: RemovedFile): string {
  const [title, ...more] = titles;
  const named = title === undefined ? '' : `  “${printable(title)}”`;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  const days = colors.dim(`removed ${dayOf(removedAt)}, kept until ${dayOf(expiresAt)}`);
  return `${id}  ${printable(file)}${named}${others}  ${days}`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
