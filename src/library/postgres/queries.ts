/** What the library's statements are sent through: a pool, or one transaction. */

/** Sends statements. `bytea` comes as bytes, `int8` as a number, `json` parsed. */
export interface Queries {
  /** The rows of a statement; `values` are `$1`, `$2`, … */
  query<Row = Record<string, unknown>>(
    text: string,
    values: readonly unknown[],
  ): Promise<{ readonly rows: readonly Row[] }>;
}
