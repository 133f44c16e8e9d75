/** Labels of vectors: what hnswlib takes without changing it. */

/** Whether `label` is an unsigned 32-bit integer; hnswlib would silently cut others to one. */
export function isLabel(label: number): boolean {
  return Number.isInteger(label) && label >= 0 && label <= 0xffff_ffff;
}
