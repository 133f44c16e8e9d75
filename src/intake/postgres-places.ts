/** Places in PostgreSQL: what changes articles and state is one transaction, so nothing is left half done. */
import { retryingConflicts } from '../database/errors.ts';
import { postgresArticles } from '../state/postgres-articles.ts';
import { postgresState } from '../state/postgres-state.ts';
import type { SqlPool } from '../state/sql.ts';
import type { Places } from './places.ts';

/** @param collection number of the collection; see the table `collections`. */
export function postgresPlaces(pool: SqlPool, collection: number): Places {
  return {
    state: postgresState(pool, collection),
    articles: postgresArticles(pool, collection),
    isShared: true,
    atOnce: (steps) =>
      retryingConflicts(() =>
        pool.transaction((sql) =>
          steps({
            state: postgresState(sql, collection),
            articles: postgresArticles(sql, collection),
          }),
        ),
      ),
    async mend() {},
  };
}
