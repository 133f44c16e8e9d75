/** Folders of this machine that are read in place beside the articles folder, each under a name of its own. */
import { isRefusal, type Reason, statement } from '../refusals.ts';
import {
  type Apart,
  type FolderListing,
  type FolderProblem,
  listArticleFiles,
  realFolder,
} from './folder.ts';
import { withoutIgnored } from './git-ignore.ts';

/** Such a folder. Its files are listed as `<name>/<path inside it>`, and so their ids are stable. */
export interface LinkedFolder {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Whether a file is wanted, by its path inside the folder, with `/`. */
  readonly isWanted: (path: string) => boolean;
  /** Files that are listed, at most, the first by name. */
  readonly most: number;
}

/** Where a listed file is. */
export interface Place {
  /** The articles folder, or a linked one. */
  readonly folder: string;
  /** Path inside that, with `/`. */
  readonly path: string;
}

/** What the articles folder holds, with what is linked. */
export interface WholeListing extends FolderListing {
  /** Where a file is, by what it is called. */
  placeOf(file: string): Place;
}

/**
 * Lists the article files of a folder and of those that are linked to it. One of these that is away keeps
 * what was known of it; a folder of its name among the articles comes first.
 * @param apart see `listArticleFiles`; of the articles folder alone.
 * @throws Refusal `folder…` when the articles folder is missing.
 */
export async function listWithLinked(
  dir: string,
  linked: readonly LinkedFolder[],
  apart?: Apart,
): Promise<WholeListing> {
  const own = await listArticleFiles(dir, apart);
  const taken = new Set(own.files.map(({ file }) => file.slice(0, Math.max(0, file.indexOf('/')))));
  const listings = await Promise.all(
    linked.map((folder) =>
      taken.has(folder.name)
        ? nothingOf(folder, statement('folderNameTaken'), false)
        : listLinked(folder),
    ),
  );
  const all = [own, ...listings];
  const byName = (a: { file: string }, b: { file: string }) =>
    a.file < b.file ? -1 : Number(a.file > b.file);
  return {
    files: all.flatMap(({ files }) => files).sort(byName),
    problems: all.flatMap(({ problems }) => problems).sort(byName),
    unknown: all.flatMap(({ unknown }) => unknown),
    placeOf(file) {
      const at = file.indexOf('/');
      const name = file.slice(0, Math.max(0, at));
      const folder = taken.has(name) ? undefined : linked.find((each) => each.name === name);
      return folder
        ? { folder: folder.path, path: file.slice(at + 1) }
        : { folder: dir, path: file };
    },
  };
}

/** The articles of a folder that is not read this time. @param isAway what was known may still be so. */
function nothingOf({ name, path }: LinkedFolder, reason: Reason, isAway: boolean): FolderListing {
  // Named by its path: it is no failure of the look, which would be repeated at once.
  const problem = statement('notIndexed', { file: path, reason });
  return { files: [], problems: [{ file: path, problem }], unknown: isAway ? [name] : [] };
}

async function listLinked(linked: LinkedFolder): Promise<FolderListing> {
  const { name, path, isWanted, most } = linked;
  let listing: FolderListing;
  try {
    const root = await realFolder(path);
    const { files, problems, unknown } = await listArticleFiles(root);
    listing = {
      files: await withoutIgnored(
        root,
        files.filter(({ file }) => isWanted(file)),
      ),
      problems: await withoutIgnored(
        root,
        problems.filter(({ file }) => isWanted(file)),
      ),
      unknown,
    };
  } catch (error) {
    if (isRefusal(error, 'folderMissing')) return nothingOf(linked, statement('gone'), true);
    if (isRefusal(error, 'folderIsFile')) return nothingOf(linked, statement('notFolder'), true);
    if (isRefusal(error, 'folderClosed')) return nothingOf(linked, error.facts.reason, true);
    throw error;
  }
  const called = (file: string) => `${name}/${file}`;
  const tooMany = statement('notIndexed', {
    file: path,
    reason: statement('moreFilesThan', { max: most }),
  });
  return {
    files: listing.files.slice(0, most).map((each) => ({ ...each, file: called(each.file) })),
    problems: [
      ...listing.problems.map(
        ({ file, problem }): FolderProblem => ({
          file: called(file),
          problem: statement('notIndexed', { file: called(file), reason: problem.facts.reason }),
        }),
      ),
      ...(listing.files.length > most ? [{ file: path, problem: tooMany }] : []),
    ],
    unknown: listing.unknown.map(called),
  };
}
