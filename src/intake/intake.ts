/** The door through which commands add and remove articles. */
import type { Reader } from '../reading/reader.ts';
import type { Submission } from './candidate.ts';
import { type FetchOptions, fetchArticle } from './fetch-article.ts';
import type { IntakeFolders } from './folders.ts';
import type { KnownArticles } from './known-articles.ts';
import { type Removed, removeArticle } from './remove-article.ts';
import { discardStaged, type Kept, keepStaged, type Staged, stageArticle } from './stage.ts';

/** Looks after the articles folder. All of it rejects with Refusals. */
export interface Intake {
  /** Reads an uploaded file and lays it aside. @param by who sent it, such as their id. */
  stageFile(file: Submission, by: string): Promise<Staged>;
  /** Fetches a page, reads it and lays it aside. @param by as in `stageFile`. */
  stageUrl(url: string, by: string): Promise<Staged>;
  /** Moves what was laid aside among the articles. */
  keep(stagedId: string): Promise<Kept>;
  /** Throws away what was laid aside. */
  discard(stagedId: string): Promise<void>;
  /** Takes a file out of the folder, with all the articles it holds. */
  remove(file: string): Promise<Removed>;
}

/** An intake for these folders. @param known the articles that the folder holds at any time. */
export function intakeOf(
  folders: IntakeFolders,
  known: KnownArticles,
  { reader, ...options }: FetchOptions & { readonly reader: Reader },
): Intake {
  return {
    stageFile: (file, by) => stageArticle(file, folders, { known, reader, by }),
    stageUrl: async (url, by) =>
      stageArticle(await fetchArticle(url, options), folders, { known, reader, by }),
    keep: (stagedId) => keepStaged(stagedId, folders),
    discard: (stagedId) => discardStaged(stagedId, folders),
    remove: (file) => removeArticle(file, folders, reader, { several: true }),
  };
}
