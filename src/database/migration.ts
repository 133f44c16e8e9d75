/** What one migration of the database is; `migrations.ts` has the list, `migrate.ts` does them. */

/** A numbered change of the tables. Once it was released, nothing in it changes any more. */
export interface Migration {
  /** Higher than all before it. */
  readonly number: number;
  /** As its file is called, without the ending. */
  readonly name: string;
  /**
   * The number of the newest migration that a process has to know to go on working once this one is
   * done. Where the release before this one is to go on (it always is), no number of this release.
   */
  readonly least: number;
  /** In their order, all in one transaction; of a second time nothing is expected. */
  readonly statements?: readonly string[];
  /**
   * After them, each by itself and outside of a transaction, such as `create index concurrently if not
   * exists NAME …`: what was cut short is done again from the first one on, so none may do harm twice.
   */
  readonly outside?: readonly string[];
}

/** Parts of a table of many communities: enough that each stays small, few enough to plan over. */
const PARTITIONS = 16;

/**
 * The statements for a table whose rows belong to collections: partitioned by a hash of the column
 * `collection`, which its primary key has to begin with, in `NAME_p0` … `NAME_p15`.
 * @param columns what stands between the parentheses of `create table`.
 * @param storage for each partition, such as `fillfactor = 70`.
 */
export function tenantTable(name: string, columns: string, storage?: string): string[] {
  const parameters = storage === undefined ? '' : ` with (${storage})`;
  return [
    `create table ${name} (${columns}) partition by hash (collection)`,
    ...partitionsOf(name).map(
      (partition, remainder) =>
        `create table ${partition} partition of ${name} for values with (modulus ${PARTITIONS}, remainder ${remainder})${parameters}`,
    ),
  ];
}

/** The names of a tenant table's partitions, by remainder. */
export function partitionsOf(table: string): string[] {
  return Array.from({ length: PARTITIONS }, (_, remainder) => `${table}_p${remainder}`);
}
