/** All migrations of the database, in the order in which they are done. */
import type { Migration } from './migration.ts';
import { collectionsAndLeases } from './migrations/0001-collections.ts';

export const MIGRATIONS: readonly Migration[] = [collectionsAndLeases];
