/** Places on a disk: a folder of articles, and one of state beside it. */
import { dirname } from 'node:path';
import { dataFolders } from '../data-folders.ts';
import { diskArticles } from '../state/disk-articles.ts';
import { diskState } from '../state/disk-state.ts';
import { mendRemoved, mendWaiting } from './mend.ts';
import type { Places } from './places.ts';

/** The folders that articles are added to and removed from. Absolute paths. */
export interface IntakeFolders {
  readonly dataDir: string;
  readonly articlesDir: string;
  /** Id of the collection whose state it is; the default one's where it is left out. */
  readonly collection?: string;
}

/** A collection's places on a disk; the folders need not exist. */
export function diskPlaces({ dataDir, articlesDir, collection }: IntakeFolders): Places {
  return placesOnDisk(dataFolders(dataDir, collection).state, articlesDir);
}

/**
 * Places on a disk.
 * @param stateDir of the collection; see `dataFolders`. @param articlesDir its folder.
 */
export function placesOnDisk(stateDir: string, articlesDir: string): Places {
  const state = diskState(stateDir);
  const articles = diskArticles(articlesDir, dirname(stateDir), state);
  return {
    state,
    articles,
    isShared: false,
    async atOnce(steps, undo) {
      try {
        return await steps({ state, articles });
      } catch (error) {
        await undo();
        throw error;
      }
    },
    async mend() {
      await mendWaiting(state);
      await mendRemoved(state);
    },
  };
}
