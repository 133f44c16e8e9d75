/** Files that were taken out and that no writer has looked at since: nothing of them is shown. */

/**
 * Whether a file is none of them: an SQL condition.
 * @param path a column, such as `a.file`.
 * @param no the collection's number: a parameter, or a column.
 */
export function isNotWithdrawn(path: string, no = '$1'): string {
  return `not exists (select from withdrawn w where w.collection = ${no} and w.path = ${path})`;
}
