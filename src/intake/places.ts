/** Where a collection's articles are, and where what waits for them and what was removed of them is. */
import type { ArticleStore } from '../state/article-store.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** A collection's articles and its state. */
export interface Places {
  readonly state: StateFolder;
  readonly articles: ArticleStore;
  /** Whether several processes work on them, so that none may count by itself. */
  readonly isShared: boolean;
  /**
   * Does what changes both: all of it or nothing.
   * @param undo undoes what was done of `steps` where they fail, as far as that is not done by itself.
   */
  atOnce<T>(
    steps: (places: Pick<Places, 'state' | 'articles'>) => Promise<T>,
    undo: () => Promise<void>,
  ): Promise<T>;
  /** Finishes, or undoes, what a process that was killed left between the two. */
  mend(): Promise<void>;
}
