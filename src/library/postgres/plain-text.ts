/** Text as PostgreSQL takes it: anything of Unicode but NUL. */

/** The same text with what PostgreSQL would refuse put as U+FFFD, for what is only looked at and listed. */
export function plainText(text: string): string {
  // What is half a pair of surrogates becomes U+FFFD on the way.
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\u{fffd}');
}

/** The same of plain data, for `jsonb`. */
export function plainJson(data: unknown): string {
  return JSON.stringify(data, (_, value) => (typeof value === 'string' ? plainText(value) : value));
}
