/** Reads the articles folder: which files are articles, one file at a time, nothing outside of it. */
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Reason, Refusal, type Statement, statement } from '../refusals.ts';
import { sizeProblem } from './decode.ts';
import { isArticleName } from './formats.ts';

/** A folder this deep is a loop or a mistake. */
const MAX_DEPTH = 32;

/** People put these beside the articles and wonder why they are not found. */
const PDF = /\.pdf$/i;

/** A file of the articles folder, not read yet. */
export interface ArticleFile {
  /** Path inside the folder, with `/` on every system. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
}

/** Something in the folder that cannot be read, and why. */
export interface FolderProblem {
  readonly file: string;
  readonly problem: Statement<'notIndexed'>;
}

/** What a folder holds. */
export interface FolderListing {
  /** Sorted by name, the same on every system. */
  readonly files: readonly ArticleFile[];
  readonly problems: readonly FolderProblem[];
}

/** A file that was read, or why not. */
export type ReadFile = (ArticleFile & { readonly bytes: Uint8Array }) | FolderProblem;

function reasonOf(error: unknown): Reason {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'EACCES' || code === 'EPERM') return statement('noPermission');
  if (code === 'ENOENT') return statement('gone');
  if (code === 'ELOOP') return statement('linkLoop');
  if (code === 'EISDIR') return statement('isFolder');
  return code === undefined ? statement('systemSaysNothing') : statement('systemSays', { code });
}

function problem(file: string, reason: Reason): FolderProblem {
  return { file, problem: statement('notIndexed', { file, reason }) };
}

/** The real path of the folder. @throws Refusal `folder…` when there is no such folder. */
async function realFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) throw new Refusal('folderMissing', { folder }, { cause });
    throw new Refusal('folderClosed', { folder, reason: reasonOf(cause) }, { cause });
  }
  throw new Refusal('folderIsFile', { folder });
}

/** Whether a real path lies in a real folder, or is it. */
export function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/**
 * Lists the article files of a folder and its subfolders. Names with a leading dot and
 * `node_modules` are left alone; links are followed to files inside the folder only.
 * @throws Refusal `folder…` when the folder is missing.
 */
export async function listArticleFiles(dir: string): Promise<FolderListing> {
  const root = await realFolder(dir);
  const files: ArticleFile[] = [];
  const problems: FolderProblem[] = [];

  async function visit(folder: string, prefix: string, depth: number): Promise<void> {
    let names: string[];
    try {
      names = await readdir(folder);
    } catch (error) {
      problems.push(problem(prefix || '.', reasonOf(error)));
      return;
    }
    for (const name of names) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const file = prefix === '' ? name : `${prefix}/${name}`;
      const path = join(folder, name);
      try {
        let info = await lstat(path);
        if (info.isSymbolicLink()) {
          if (!isInside(root, await realpath(path))) {
            problems.push(problem(file, statement('linkOutside')));
            continue;
          }
          info = await stat(path);
          // A linked folder lies inside the folder anyway: its files are listed at their own place.
          if (info.isDirectory()) continue;
        }
        if (info.isDirectory()) {
          if (depth < MAX_DEPTH) await visit(path, file, depth + 1);
          else problems.push(problem(file, statement('tooDeep', { max: MAX_DEPTH })));
        } else if (info.isFile() && isArticleName(name)) {
          files.push({ file, size: info.size, mtimeMs: info.mtimeMs });
        } else if (info.isFile() && PDF.test(name)) {
          problems.push(problem(file, statement('pdfInFolder')));
        }
      } catch (error) {
        if (isArticleName(name)) problems.push(problem(file, reasonOf(error)));
      }
    }
  }

  await visit(root, '', 0);
  const byName = (a: { file: string }, b: { file: string }) =>
    a.file < b.file ? -1 : Number(a.file > b.file);
  return { files: files.sort(byName), problems: problems.sort(byName) };
}

/**
 * Reads one file of the folder. The size is checked first, so that a huge file is never in memory,
 * and the real path again, since a link may have changed since it was listed.
 */
export async function readListedFile(dir: string, file: string): Promise<ReadFile> {
  try {
    const root = await realpath(dir);
    const path = await realpath(join(root, ...file.split('/')));
    if (!isInside(root, path)) {
      return problem(file, statement('linkOutside'));
    }
    const handle = await open(path, 'r');
    try {
      const { size, mtimeMs } = await handle.stat();
      const refused = sizeProblem(size);
      if (refused !== null) return problem(file, refused);
      return { file, size, mtimeMs, bytes: await handle.readFile() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return problem(file, reasonOf(error));
  }
}

/**
 * Yields the files of a folder one at a time, so that no more than one is in memory and the event
 * loop stays free in between; first what the listing refused.
 * @throws Refusal `folder…` when the folder is missing.
 */
export async function* readArticlesFolder(dir: string): AsyncGenerator<ReadFile> {
  const { files, problems } = await listArticleFiles(dir);
  yield* problems;
  for (const { file } of files) yield await readListedFile(dir, file);
}
