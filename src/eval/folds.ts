/** Whole articles left out: what was fitted without an article is tried on its questions. */
import type { Collected } from './collect.ts';
import { chanceOf } from './seeded.ts';

/** Into how many parts the articles fall. */
export const FOLDS = 5;

/** The part that a question's article is in, from 0; those without an article share one. */
export function foldOf({ question }: Pick<Collected, 'question'>): number {
  return Math.floor(FOLDS * chanceOf('folds', question.file ?? ''));
}

/** Fits once for each part without it, and tries what was fitted on that part. */
export function overFolds<Fitted, Item extends Pick<Collected, 'question'>>(
  items: readonly Item[],
  learn: (seen: readonly Item[]) => Fitted,
  tried: (fitted: Fitted, unseen: Item) => void,
): void {
  for (let fold = 0; fold < FOLDS; fold++) {
    const fitted = learn(items.filter((item) => foldOf(item) !== fold));
    for (const item of items) if (foldOf(item) === fold) tried(fitted, item);
  }
}
