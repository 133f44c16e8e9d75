/** What a slot is to an index: a number that hnswlib, too, takes without changing it. */

/** Whether `slot` is an unsigned 32-bit integer; hnswlib would silently cut others to one. */
export function isSlot(slot: number): boolean {
  return Number.isInteger(slot) && slot >= 0 && slot <= 0xffff_ffff;
}
