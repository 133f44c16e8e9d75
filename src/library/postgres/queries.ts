/** What the library's statements are sent through: a pool, or one transaction. */

/** Sends statements. Several that are sent at once may cost one round trip, in their order. */
export interface Queries {
  /**
   * The rows of a statement; `values` are `$1`, `$2`, … `bytea` comes as bytes, `int8` as a number,
   * `jsonb` parsed.
   */
  query<Row>(
    text: string,
    values?: readonly unknown[],
    options?: { readonly withinMs?: number },
  ): Promise<readonly Row[]>;
}
