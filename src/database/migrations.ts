/** All migrations of the database, in the order in which they are done. */
import type { Migration } from './migration.ts';
import { collectionsAndLeases } from './migrations/0001-collections.ts';
import { library } from './migrations/0002-library.ts';
import { passageIndex } from './migrations/0003-passage-index.ts';
import { state } from './migrations/0004-state.ts';
import { processes } from './migrations/0005-processes.ts';
import { questionCounts } from './migrations/0006-question-counts.ts';

export const MIGRATIONS: readonly Migration[] = [
  collectionsAndLeases,
  library,
  passageIndex,
  state,
  processes,
  questionCounts,
];
