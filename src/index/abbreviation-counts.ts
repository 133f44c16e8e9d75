/** How many searchable passages say that a term is short for others. */

/** Term numbers and how many passages explain them so. */
interface Counted {
  readonly ids: readonly number[];
  passages: number;
}

/** Each way from one to the other, by its term numbers as text. */
export interface AbbreviationCounts {
  readonly longOf: Map<string, Map<string, Counted>>;
  readonly shortOf: Map<string, Map<string, Counted>>;
}

/** Nothing is explained. */
export function createAbbreviationCounts(): AbbreviationCounts {
  return { longOf: new Map(), shortOf: new Map() };
}

/**
 * Counts what a passage explains, or takes it back.
 * @param explained see `IndexedPassage.abbreviations`.
 */
export function countAbbreviations(
  { longOf, shortOf }: AbbreviationCounts,
  explained: Uint32Array,
  sign: 1 | -1,
): void {
  for (let at = 0; at + 1 < explained.length; ) {
    const end = at + 2 + (explained[at + 1] as number);
    const short = [explained[at] as number];
    const long = [...explained.subarray(at + 2, end)];
    count(longOf, short, long, sign);
    count(shortOf, long, short, sign);
    at = end;
  }
}

/** Says how many passages explain terms so, whatever was counted before. */
export function setAbbreviation(
  { longOf, shortOf }: AbbreviationCounts,
  short: number,
  long: readonly number[],
  passages: number,
): void {
  const before = longOf.get(String(short))?.get(long.join())?.passages ?? 0;
  count(longOf, [short], long, passages - before);
  count(shortOf, long, [short], passages - before);
}

/** Terms that say the same as others, by their numbers, and how many passages say so. */
export type Explained = Readonly<Counted>;

/**
 * What terms are short for, and what they are shortened to: commonest first.
 * @param termOf the term with a number.
 */
export function explained(
  { longOf, shortOf }: AbbreviationCounts,
  ids: readonly number[],
  most: number,
  termOf: (id: number) => string,
): { readonly short: readonly Explained[]; readonly long: readonly Explained[] } {
  const key = ids.join();
  return {
    short: commonest(shortOf.get(key), most, termOf),
    long: commonest(longOf.get(key), most, termOf),
  };
}

function count(
  table: Map<string, Map<string, Counted>>,
  from: readonly number[],
  to: readonly number[],
  change: number,
): void {
  const key = from.join();
  const known = table.get(key) ?? new Map<string, Counted>();
  const counted = known.get(to.join()) ?? { ids: to, passages: 0 };
  counted.passages += change;
  if (counted.passages > 0) known.set(to.join(), counted);
  else known.delete(to.join());
  if (known.size > 0) table.set(key, known);
  else table.delete(key);
}

/** Equally common ones by their terms, so that neither order of arrival nor numbers matter. */
function commonest(
  known: Map<string, Counted> | undefined,
  most: number,
  termOf: (id: number) => string,
): Counted[] {
  return Array.from(known?.values() ?? [], (counted) => ({
    counted,
    text: counted.ids.map(termOf).join(' '),
  }))
    .sort((a, b) => b.counted.passages - a.counted.passages || (a.text < b.text ? -1 : 1))
    .slice(0, most)
    .map(({ counted }) => counted);
}
