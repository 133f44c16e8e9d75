/** How Discord writes points in time. */

/**
 * ISO 8601 with microseconds and offset.
 * @param milliseconds since the Unix epoch.
 */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000+00:00');
}
