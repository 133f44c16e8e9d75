/** Reads the articles folder: which files are articles, one file at a time, nothing outside of it. */
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Reason, Refusal, type Statement, statement } from '../refusals.ts';
import { isCollectionMark, isInInnerCollection } from './collection-mark.ts';
import { COMPANION_ENDING, type CompanionFile, companionProblem } from './companion.ts';
import { sizeProblem } from './decode.ts';
import { isArticleName, maxBytesOf, savedAs } from './formats.ts';
import { IGNORE_FILE, type IgnoreRules, ignoreRules, MAX_IGNORE_BYTES } from './ignore-rules.ts';
import { openPlainFile } from './plain-file.ts';
import { isSiteName, isSitePage, MAX_SITE_BYTES, type SiteFile } from './site.ts';
import { Unreadable } from './unreadable.ts';

/** A folder this deep is a loop or a mistake. */
const MAX_DEPTH = 32;

/** A file of the articles folder, not read yet. */
export interface ArticleFile {
  /** Path inside the folder, with `/` on every system. */
  readonly file: string;
  /** Bytes, of its companion too (`NAME.yaml`), so that what is changed there is seen. */
  readonly size: number;
  /** When it or its companion was changed last. */
  readonly mtimeMs: number;
}

/** What programs leave beside the files that people make. */
const LEFTOVER =
  /^(?:~\$|~wrl|(?:eh)?thumbs\.db$|desktop\.ini$)|(?:~|\.(?:tmp|bak|orig|swp|part|crdownload))$/i;

/** The rules of a folder; `prefix` of the paths that they are about. */
interface FolderRules {
  readonly prefix: string;
  readonly rules: IgnoreRules;
}

type FileTimes = Pick<ArticleFile, 'size' | 'mtimeMs'>;

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
  /**
   * Files and subfolders of which the system would not say, this time, what they are: what was known
   * of them, and of what lies in them, may still be so. Each is in `problems` too.
   */
  readonly unknown: readonly string[];
}

/** Which sub-folders belong to other collections, beside those that say so themselves. */
export interface Apart {
  /** Whether one does, or lies in one that does, by its path inside the folder, with `/`. */
  has(folder: string): boolean;
  /** Another number whenever `has` may say something else. */
  readonly version: number;
}

/** There are none. */
export const NONE_APART: Apart = { has: () => false, version: 0 };

/** A file that was read, or why not. */
export type ReadFile =
  | (ArticleFile & {
      readonly bytes: Uint8Array;
      /** `NAME.yaml` beside it; null where there is none. */
      readonly companion: CompanionFile | null;
      /** Files of the site that it is a page of, outermost first. */
      readonly site: readonly SiteFile[];
    })
  | UnreadFile;

/** A file that could not be read. */
export interface UnreadFile extends FolderProblem {
  /**
   * Whether it is the file's own: its size, its permissions, what it is. What the system fails with
   * otherwise (no handles left, a disk that fails) passes, and says nothing of the article.
   */
  readonly isItsOwn: boolean;
}

/** What the system says of a file that is not as it should be, by what it says it with. */
const ITS_OWN: Readonly<Record<string, Reason>> = {
  EACCES: statement('noPermission'),
  EPERM: statement('noPermission'),
  ENOENT: statement('gone'),
  ENOTDIR: statement('gone'),
  ELOOP: statement('linkLoop'),
  EISDIR: statement('isFolder'),
  ENAMETOOLONG: statement('systemSays', { code: 'ENAMETOOLONG' }),
  ENXIO: statement('isDevice'),
  ENODEV: statement('isDevice'),
};

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

function reasonOf(error: unknown): Reason {
  if (error instanceof Unreadable) return error.reason;
  const code = codeOf(error);
  if (code === undefined) return statement('systemSaysNothing');
  return ITS_OWN[code] ?? statement('systemSays', { code });
}

function isItsOwn(error: unknown): boolean {
  return error instanceof Unreadable || ITS_OWN[codeOf(error) ?? ''] !== undefined;
}

function problem(file: string, reason: Reason): FolderProblem {
  return { file, problem: statement('notIndexed', { file, reason }) };
}

function unread(file: string, reason: Reason): UnreadFile {
  return { ...problem(file, reason), isItsOwn: true };
}

/** The real path of the articles folder. @throws Refusal `folder…` when there is no such folder. */
export async function realFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    throw notOpened(folder, cause);
  }
  throw new Refusal('folderIsFile', { folder });
}

function notOpened(folder: string, cause: unknown): Refusal {
  if (codeOf(cause) === 'ENOENT') return new Refusal('folderMissing', { folder }, { cause });
  return new Refusal('folderClosed', { folder, reason: reasonOf(cause) }, { cause });
}

/** Whether a real path lies in a real folder, or is it. */
export function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** Sizes and times of what a site says in a folder, and above it. */
async function siteTimes(
  folder: string,
  names: readonly string[],
  above: FileTimes | null,
): Promise<FileTimes | null> {
  let times = above;
  for (const name of names.filter(isSiteName)) {
    const info = await lstat(join(folder, name)).catch(() => null);
    if (info?.isFile() && info.size <= MAX_SITE_BYTES) times = together(info, times);
  }
  return times;
}

/** What a site says of a page, and what is to be seen of that. */
interface Site {
  readonly files: readonly SiteFile[];
  readonly times: FileTimes | null;
}

const NO_SITE: Site = { files: [], times: null };

/** What a site says of a page: files in its folder and in those above it, inside the articles folder. */
async function readSite(root: string, place: string, file: string): Promise<Site> {
  // A folder that is called otherwise here holds the same site.
  if (!file.endsWith(place)) return NO_SITE;
  const prefix = file.slice(0, file.length - place.length);
  const files: SiteFile[] = [];
  let times: FileTimes | null = null;
  const folders = place.split('/').slice(0, -1);
  for (let depth = 0; depth <= folders.length; depth += 1) {
    const above = folders.slice(0, depth);
    const folder = join(root, ...above);
    const names = await readdir(folder).catch((): string[] => []);
    times = await siteTimes(folder, names, times);
    for (const name of names.filter(isSiteName).sort()) {
      const bytes = await readSmall(root, join(folder, name));
      if (bytes !== null) files.push({ path: prefix + [...above, name].join('/'), bytes });
    }
  }
  return { files, times };
}

/** A file of a site; null for what is too large or no plain file. */
async function readSmall(root: string, path: string): Promise<Uint8Array | null> {
  const info = await lstat(path).catch(() => null);
  if (!info?.isFile() || info.size > MAX_SITE_BYTES) return null;
  if (!isInside(root, await realpath(path))) return null;
  const handle = await openPlainFile(path);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Whether a path is left out: the rules of the innermost folder that says so hold. */
function isIgnored(all: readonly FolderRules[], path: string): boolean {
  let said = false;
  for (const { prefix, rules } of all) said = rules.isIgnored(path.slice(prefix.length)) ?? said;
  return said;
}

/** The rules in a folder. @throws Unreadable, or the system's error. */
async function readRules(folder: string): Promise<IgnoreRules> {
  const handle = await openPlainFile(join(folder, IGNORE_FILE));
  try {
    const { size } = await handle.stat();
    if (size > MAX_IGNORE_BYTES) {
      throw new Unreadable(statement('tooLarge', { size, max: MAX_IGNORE_BYTES }));
    }
    return ignoreRules(await handle.readFile('utf8'));
  } finally {
    await handle.close();
  }
}

/**
 * Lists the article files of a folder and its subfolders. Names with a leading dot, `node_modules`,
 * what programs leave behind and what `.footnoteignore` names are left alone; links are followed to
 * files inside the folder only. Of a folder whose `.footnoteignore` cannot be read nothing is listed:
 * it may name all of it. A sub-folder that is a collection of its own is none of it.
 * @param apart sub-folders that are one whatever lies in them.
 * @throws Refusal `folder…` when the folder is missing.
 */
export async function listArticleFiles(
  dir: string,
  apart: Apart = NONE_APART,
): Promise<FolderListing> {
  const root = await realFolder(dir);
  const files: ArticleFile[] = [];
  const problems: FolderProblem[] = [];
  const unknown: string[] = [];

  function fails(file: string, error: unknown): void {
    problems.push(problem(file, reasonOf(error)));
    if (!isItsOwn(error)) unknown.push(file);
  }

  async function visit(
    folder: string,
    prefix: string,
    depth: number,
    above: readonly FolderRules[],
    siteAbove: FileTimes | null,
  ): Promise<void> {
    let names: string[];
    let ignoring = above;
    try {
      names = await readdir(folder);
    } catch (error) {
      // An articles folder that cannot be listed is not an empty one.
      if (prefix === '') throw notOpened(dir, error);
      fails(prefix, error);
      return;
    }
    if (prefix !== '' && (names.some(isCollectionMark) || apart.has(prefix))) return;
    const all = new Set(names);
    if (all.has(IGNORE_FILE)) {
      const file = prefix === '' ? IGNORE_FILE : `${prefix}/${IGNORE_FILE}`;
      try {
        const rules = await readRules(folder);
        for (const pattern of rules.refused) {
          problems.push(problem(file, statement('patternTooWild', { pattern })));
        }
        ignoring = [...above, { prefix: prefix === '' ? '' : `${prefix}/`, rules }];
      } catch (error) {
        problems.push(problem(file, reasonOf(error)));
        if (isItsOwn(error)) return;
        if (prefix === '') throw notOpened(dir, error);
        unknown.push(prefix);
        return;
      }
    }
    const site = await siteTimes(folder, names, siteAbove);
    for (const name of names) {
      if (name.startsWith('.') || name === 'node_modules' || LEFTOVER.test(name)) continue;
      const file = prefix === '' ? name : `${prefix}/${name}`;
      if (isIgnored(ignoring, file)) continue;
      const path = join(folder, name);
      try {
        let info = await lstat(path);
        if (info.isSymbolicLink()) {
          const real = await realpath(path);
          if (!isInside(root, real)) {
            problems.push(problem(file, statement('linkOutside')));
            continue;
          }
          // A link may not bring a text out of a collection into what surrounds it.
          const inside = relative(root, real).split(sep).join('/');
          const isOfOther = apart.has(inside.slice(0, Math.max(0, inside.lastIndexOf('/'))));
          if (isOfOther || (await isInInnerCollection(root, inside))) continue;
          info = await stat(path);
          // A linked folder lies inside the folder anyway: its files are listed at their own place.
          if (info.isDirectory()) continue;
        }
        if (info.isDirectory()) {
          if (isIgnored(ignoring, `${file}/`)) continue;
          if (depth < MAX_DEPTH) await visit(path, file, depth + 1, ignoring, site);
          else problems.push(problem(file, statement('tooDeep', { max: MAX_DEPTH })));
        } else if (info.isFile() && isArticleName(name)) {
          const beside = name + COMPANION_ENDING;
          const companion = all.has(beside)
            ? await stat(join(folder, beside)).catch(() => null)
            : null;
          const own = together(info, companion);
          files.push({ file, ...(isSitePage(name) ? together(own, site) : own) });
        } else if (info.isFile() && savedAs(name) !== null) {
          problems.push(problem(file, statement('saveAs', { endings: savedAs(name) ?? [] })));
        } else if (!info.isFile() && isArticleName(name)) {
          problems.push(problem(file, statement('isDevice')));
        }
      } catch (error) {
        if (isArticleName(name) || !isItsOwn(error)) fails(file, error);
      }
    }
  }

  await visit(root, '', 0, [], null);
  const byName = (a: { file: string }, b: { file: string }) =>
    a.file < b.file ? -1 : Number(a.file > b.file);
  return { files: files.sort(byName), problems: problems.sort(byName), unknown };
}

/**
 * Reads one file of the folder. The size is checked first, so that a huge file is never in memory,
 * and the real path again, since a link may have changed since it was listed.
 * @param place path inside the folder, with `/`.
 * @param file what it is called, where that is another name than `place`.
 */
export async function readListedFile(dir: string, place: string, file = place): Promise<ReadFile> {
  try {
    const root = await realpath(dir);
    const path = await realpath(join(root, ...place.split('/')));
    if (!isInside(root, path)) return unread(file, statement('linkOutside'));
    const real = relative(root, path).split(sep).join('/');
    if ((await isInInnerCollection(root, place)) || (await isInInnerCollection(root, real))) {
      return unread(file, statement('gone'));
    }
    const handle = await openPlainFile(path);
    try {
      const { size, mtimeMs } = await handle.stat();
      const refused = sizeProblem(size, maxBytesOf(file));
      if (refused !== null) return unread(file, refused);
      const bytes = await handle.readFile();
      const site = isSitePage(file) ? await readSite(root, place, file) : NO_SITE;
      const beside = await readBeside(root, join(root, ...place.split('/')) + COMPANION_ENDING);
      return {
        file,
        ...together(together({ size, mtimeMs }, beside), site.times),
        bytes,
        companion: beside?.companion ?? null,
        site: site.files,
      };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ...problem(file, reasonOf(error)), isItsOwn: isItsOwn(error) };
  }
}

/** What is to be seen of a file and its companion: whichever changes, this does. */
function together(file: FileTimes, companion: FileTimes | null): FileTimes {
  if (companion === null) return { size: file.size, mtimeMs: file.mtimeMs };
  const mtimeMs = Math.max(file.mtimeMs, companion.mtimeMs);
  return { size: file.size + companion.size, mtimeMs };
}

/** Reads a companion, which leads nowhere but into the folder; null where there is none. */
async function readBeside(
  root: string,
  listed: string,
): Promise<(FileTimes & { companion: CompanionFile }) | null> {
  try {
    const path = await realpath(listed);
    if (!isInside(root, path)) return null;
    const handle = await openPlainFile(path);
    try {
      const { size, mtimeMs } = await handle.stat();
      const refused = companionProblem(size);
      const companion =
        refused === null
          ? { bytes: new Uint8Array(await handle.readFile()) }
          : { problem: refused };
      return { size, mtimeMs, companion };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    return { size: 0, mtimeMs: 0, companion: { problem: reasonOf(error) } };
  }
}

/**
 * Yields the files of a folder one at a time, so that no more than one is in memory and the event
 * loop stays free in between; first what the listing refused.
 * @throws Refusal `folder…` when the folder is missing.
 */
export async function* readArticlesFolder(dir: string): AsyncGenerator<ReadFile | FolderProblem> {
  const { files, problems } = await listArticleFiles(dir);
  yield* problems;
  for (const { file } of files) yield await readListedFile(dir, file);
}
