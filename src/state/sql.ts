/** The database as state and articles see it; `src/database/pool.ts` is such a one. */

/** A way to the database: a pool, or a connection within a transaction. */
export interface Sql {
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** A pool. */
export interface SqlPool extends Sql {
  /** Committed where `work` gives something, rolled back where it throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}
