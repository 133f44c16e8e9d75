/** Whether the first row of a table without marks heads its columns. */

/** Numbers, dates, amounts: a column's name is none of these. */
const VALUE = /^[\s€$£¥+\-–(]{0,6}\d[\d\s.,:/%'’\-–)]{0,40}(?:\p{L}{1,3})?[\s€$£¥%)]{0,6}$/u;

/** Whether a row may head columns: names that are all different, none empty but the first, none a number. */
export function mayHead(row: readonly string[], width: number): boolean {
  const names = row.filter((cell, i) => i > 0 || cell !== '');
  return (
    row.length === width &&
    names.length > 0 &&
    names.every((cell) => cell !== '' && !VALUE.test(cell)) &&
    new Set(names).size === names.length
  );
}

/** Whether it does: where a column has numbers under a name. */
export function isHeadRow(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...others] = rows;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (others.length === 0 || !mayHead(first, width)) return false;
  return first.some(
    (_, column) => others.filter((row) => VALUE.test(row[column] ?? '')).length * 2 > others.length,
  );
}
