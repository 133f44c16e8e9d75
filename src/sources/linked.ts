/** The folders of this machine that `sources.yaml` links beside the articles folder. */
import type { LinkedFolder } from '../articles/linked-folders.ts';
import { fitsPattern } from './pattern.ts';
import type { Source } from './source.ts';
import { readSources } from './sources-file.ts';

/** What a source of this kind is to the library. */
function linkedFolder({ name, address, only, most }: Source): LinkedFolder {
  const isWanted = (path: string) => only === null || fitsPattern(path, only);
  return { name, path: address, isWanted, most };
}

/**
 * Reads them anew each time; a file that is broken leaves them as they were.
 * @param articlesDir where `sources.yaml` is.
 */
export function linkedFoldersOf(articlesDir: string): () => Promise<readonly LinkedFolder[]> {
  let last: readonly LinkedFolder[] = [];
  return async () => {
    const { sources, isBroken } = await readSources(articlesDir);
    if (!isBroken) last = sources.filter(({ kind }) => kind === 'folder').map(linkedFolder);
    return last;
  };
}
