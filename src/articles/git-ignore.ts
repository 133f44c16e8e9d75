/** What a Git checkout ignores is read by nobody: its `.gitignore` files, as Git heeds them. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Bytes of a `.gitignore` that are read; longer ones are none. */
const MOST_BYTES = 256 * 1024;
/** Folders above that are looked at for the root of the checkout. */
const MOST_ABOVE = 32;

/** The rules of one folder. `prefix` leads from it to the folder that is asked about, `''` or with `/`. */
interface Rules {
  readonly prefix: string;
  readonly rules: Ignore;
}

async function rulesIn(file: string): Promise<Ignore | null> {
  try {
    if ((await stat(file)).size > MOST_BYTES) return null;
    return ignore().add(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Rules of the folders above, the outermost first, where a checkout begins there; else none. */
async function rulesAbove(root: string): Promise<Rules[]> {
  const found: Rules[] = [];
  let folder = root;
  for (let above = 0; above < MOST_ABOVE; above += 1) {
    const isRoot = await stat(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    const path = relative(folder, root);
    const prefix = path === '' ? '' : `${path.split(sep).join('/')}/`;
    if (folder !== root) {
      const rules = await rulesIn(join(folder, '.gitignore'));
      if (rules) found.unshift({ prefix, rules });
    }
    if (isRoot) {
      const rules = await rulesIn(join(folder, '.git', 'info', 'exclude'));
      return rules ? [{ prefix, rules }, ...found] : found;
    }
    const next = dirname(folder);
    if (next === folder) return [];
    folder = next;
  }
  return [];
}

/**
 * The files of a folder that are not ignored.
 * @param root its real path.
 * @param files paths inside it, with `/`.
 */
export async function withoutIgnored<T extends { readonly file: string }>(
  root: string,
  files: readonly T[],
): Promise<T[]> {
  const above = await rulesAbove(root);
  const own = new Map<string, Ignore | null>();
  const ignored = new Map<string, boolean>();

  /** @param path with `/` at its end where it is a folder. */
  function judge(path: string, folders: readonly string[]): boolean {
    let is = false;
    const heed = (rules: Ignore, inside: string): void => {
      const result = rules.test(inside);
      if (result.ignored) is = true;
      else if (result.unignored) is = false;
    };
    for (const { prefix, rules } of above) heed(rules, prefix + path);
    for (const folder of folders) {
      const rules = own.get(folder);
      if (rules) heed(rules, path.slice(folder.length));
    }
    return is;
  }

  async function isIgnored(file: string): Promise<boolean> {
    const parts = file.split('/');
    const folders = [''];
    for (let depth = 0; depth < parts.length; depth += 1) {
      const folder = folders.at(-1) ?? '';
      if (!own.has(folder)) own.set(folder, await rulesIn(join(root, folder, '.gitignore')));
      const isFile = depth === parts.length - 1;
      const path = folder + parts[depth] + (isFile ? '' : '/');
      if (isFile) return judge(path, folders);
      const known = ignored.get(path) ?? judge(path, folders);
      ignored.set(path, known);
      // In a folder that is ignored nothing can be taken in again.
      if (known) return true;
      folders.push(path);
    }
    return false;
  }

  const kept: T[] = [];
  for (const each of files) if (!(await isIgnored(each.file))) kept.push(each);
  return kept;
}
