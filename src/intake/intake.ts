/** The door through which commands add and remove articles. */

import type { Submission } from './candidate.ts';
import { type FetchOptions, fetchArticle } from './fetch-article.ts';
import type { IntakeFolders } from './folders.ts';
import { type Removed, removeArticle } from './remove-article.ts';
import { discardStaged, type Kept, keepStaged, type Staged, stageArticle } from './stage.ts';

/** Looks after the articles folder. All of it rejects with Refusals. */
export interface Intake {
  /** Reads an uploaded file and lays it aside. */
  stageFile(file: Submission): Promise<Staged>;
  /** Fetches a page, reads it and lays it aside. */
  stageUrl(url: string): Promise<Staged>;
  /** Moves what was laid aside among the articles. */
  keep(stagedId: string): Promise<Kept>;
  /** Throws away what was laid aside. */
  discard(stagedId: string): Promise<void>;
  /** Takes a file out of the folder, with all the articles it holds. */
  remove(file: string): Promise<Removed>;
}

/** An intake for these folders. */
export function intakeOf(folders: IntakeFolders, options: FetchOptions): Intake {
  return {
    stageFile: (file) => stageArticle(file, folders),
    async stageUrl(url) {
      const {
        bytes,
        url: sourceUrl,
        contentType,
        suggestedName,
      } = await fetchArticle(url, options);
      return stageArticle({ bytes, name: suggestedName, sourceUrl, contentType }, folders);
    },
    keep: (stagedId) => keepStaged(stagedId, folders),
    discard: (stagedId) => discardStaged(stagedId, folders),
    remove: (file) => removeArticle(file, folders, { several: true }),
  };
}
