/** Calendar dates as Discord writes them, each reader in their own language. */

/** Noon, so that it is the same day from Hawaii to Japan: Discord shows instants in local time. */
const NOON = 'T12:00:00Z';

/**
 * Discord's mark for a date, such as `<t:1737288000:D>`.
 * @param iso `YYYY-MM-DD`.
 * @returns null where that is no day.
 */
export function dateMark(iso: string | null): string | null {
  const milliseconds = iso === null ? Number.NaN : Date.parse(`${iso}${NOON}`);
  return Number.isNaN(milliseconds) ? null : instantMark(milliseconds, 'D');
}

/** Discord's mark for an instant in milliseconds: a date, date and time, or how long ago. */
export function instantMark(milliseconds: number, style: 'D' | 'f' | 'R'): string {
  return `<t:${Math.floor(milliseconds / 1_000)}:${style}>`;
}
