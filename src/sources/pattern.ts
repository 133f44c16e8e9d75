/** Patterns of addresses and paths: text, in which `*` stands for any characters, also for none. */

/**
 * Whether a text fits a pattern as a whole. Takes time in proportion to text and pattern: what stands
 * between two stars is looked for once, as early as it can stand.
 */
export function fitsPattern(text: string, pattern: string): boolean {
  const pieces = pattern.split(/\*+/);
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/**
 * Whether an address fits a pattern: one that begins with `/` is compared with its path and query,
 * `*.pdf` and the like as well, any other with the whole address.
 */
export function addressFits(address: string, pattern: string | null): boolean {
  if (pattern === null) return true;
  const { pathname, search } = new URL(address);
  return fitsPattern(/^[/*]/.test(pattern) ? pathname + search : address, pattern);
}
