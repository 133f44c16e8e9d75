/** What makes a sub-folder of an articles folder a collection of its own: a file called `collection.yaml`. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

/** In a folder that is a collection. */
export const COLLECTION_FILE = 'collection.yaml';

/** Other names that set a folder apart: whoever wrote one means it, and would show all of it otherwise. */
const MARK = /^collection\.ya?ml$/i;

/** Whether a file of this name makes a collection of its folder. */
export function isCollectionMark(name: string): boolean {
  return MARK.test(name);
}

/**
 * Whether a file that is about to be read, or written, belongs by now to a collection that lies in the
 * folder, and so not to the folder itself.
 * @param file path inside the folder, with `/`.
 */
export async function isInInnerCollection(folder: string, file: string): Promise<boolean> {
  const steps = file
    .split('/')
    .slice(0, -1)
    .filter((step) => step !== '');
  for (let depth = 1; depth <= steps.length; depth += 1) {
    const above = join(folder, ...steps.slice(0, depth));
    for (const name of [COLLECTION_FILE, 'collection.yml']) {
      if (await lstat(join(above, name)).catch(() => null)) return true;
    }
  }
  return false;
}
