/** Slots as ranges, as the database writes an `int8multirange`: those of one article mostly follow each other. */

/** Half-open ranges, rising and apart. */
export interface SlotRanges {
  readonly size: number;
  has(slot: number): boolean;
  slots(): number[];
}

/** Reads what PostgreSQL writes, such as `{[3,5),[9,10)}`; null holds none. */
export function readSlotRanges(text: string | null): SlotRanges {
  const starts: number[] = [];
  const ends: number[] = [];
  let size = 0;
  for (const [, start, end] of (text ?? '').matchAll(/\[(\d+),(\d+)\)/g)) {
    starts.push(Number(start));
    ends.push(Number(end));
    size += Number(end) - Number(start);
  }
  return {
    size,
    has(slot) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ends[middle] as number) <= slot) low = middle + 1;
        else high = middle;
      }
      return slot >= (starts[low] ?? Number.POSITIVE_INFINITY);
    },
    slots: () =>
      starts.flatMap((start, i) =>
        Array.from({ length: (ends[i] as number) - start }, (_, at) => start + at),
      ),
  };
}

/** Slots as PostgreSQL reads them; it joins and sorts ranges itself. */
export function writeSlotRanges(slots: Iterable<number>): string {
  return `{${Array.from(slots, (slot) => `[${slot},${slot + 1})`).join(',')}}`;
}
