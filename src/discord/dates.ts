/** Instants as Discord writes them, each reader in their own language and zone; a day of a calendar is printed as it is. */

/** Discord's mark for an instant in milliseconds: a date, date and time, or how long ago. */
export function instantMark(milliseconds: number, style: 'D' | 'f' | 'R'): string {
  return `<t:${Math.floor(milliseconds / 1_000)}:${style}>`;
}
