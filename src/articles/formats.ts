/** Which files are articles, by the endings of their names. */

/** How a file is read. */
export type Format = 'markdown' | 'text' | 'html';

/** By ending, lower case. */
const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.txt', 'text'],
  ['.html', 'html'],
  ['.htm', 'html'],
]);

/** The format of a file by the ending of its name; null for what is no article. */
export function formatOf(file: string): Format | null {
  return FORMATS.get(/\.[^./]+$/.exec(file)?.[0].toLowerCase() ?? '') ?? null;
}

/** Whether a file is an article by the ending of its name. */
export function isArticleName(file: string): boolean {
  return formatOf(file) !== null;
}
