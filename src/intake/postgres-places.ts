/** Places in PostgreSQL: what changes articles and state is one transaction, so nothing is left half done. */
import { retryingConflicts } from '../database/errors.ts';
import { postgresArticles } from '../state/postgres-articles.ts';
import { postgresState } from '../state/postgres-state.ts';
import type { Sql, SqlPool } from '../state/sql.ts';
import { StateError } from '../state/state-folder.ts';
import type { Places } from './places.ts';

/** Nothing is there, or something is: no failure of the database, however much its code looks like one. */
class Undone extends Error {}

/** @param collection number of the collection; see the table `collections`. */
export function postgresPlaces(pool: SqlPool, collection: number): Places {
  const over = (sql: Sql) => ({
    state: postgresState(sql, collection),
    articles: postgresArticles(sql, collection),
  });
  return {
    ...over(pool),
    isShared: true,
    async atOnce(steps) {
      const work = (sql: Sql) =>
        steps(over(sql)).catch((cause: unknown) => {
          throw cause instanceof StateError ? new Undone('undone', { cause }) : cause;
        });
      try {
        return await retryingConflicts(() => pool.transaction(work));
      } catch (error) {
        throw error instanceof Undone ? error.cause : error;
      }
    },
    async mend() {},
  };
}
