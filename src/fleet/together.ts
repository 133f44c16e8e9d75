/** What the processes of one bot come to together. */

/** All processes that have told something lately. */
export interface Together {
  /** How many there are, and how many of them are not well. */
  readonly processes: number;
  readonly unwell: number;
  /** How many shards there are, null where nobody knows yet; how many of them somebody holds. */
  readonly shards: { readonly count: number | null; readonly held: number };
  readonly inProgress: number;
  /** By command and result. */
  readonly lastHour: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly memoryBytes: number;
}
