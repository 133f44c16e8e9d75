/** `.footnoteignore`: which files of a folder are no articles, by the rules of `.gitignore`. */
import ignore from 'ignore';

/** In the articles folder or any of its subfolders. */
export const IGNORE_FILE = '.footnoteignore';

/** Bytes. */
export const MAX_IGNORE_BYTES = 64 * 1024;

/** Patterns that are heeded at most; each is tried on each file. */
const MOST_PATTERNS = 1_000;

/** Stars in one name, and names that are stars alone: each multiplies the time that a match may take. */
const MOST_STARS = 2;
const MOST_LEVELS = 2;

/** The rules of one file. */
export interface IgnoreRules {
  /** Whether a path is left out, or taken in again by `!`; null where nothing is said of it. */
  readonly isIgnored: (path: string) => boolean | null;
  /** Patterns that are not heeded since matching them may take for ever. */
  readonly refused: readonly string[];
}

function isTooWild(pattern: string): boolean {
  const names = pattern.split('/');
  return (
    names.filter((name) => name === '**').length > MOST_LEVELS ||
    names.some((name) => name !== '**' && (name.match(/\*+/g)?.length ?? 0) > MOST_STARS)
  );
}

/**
 * Reads the rules of a file.
 * @returns takes paths inside the folder that the file lies in, with `/`; those of folders end with one.
 */
export function ignoreRules(text: string): IgnoreRules {
  const patterns = text.split(/\r?\n/).slice(0, MOST_PATTERNS);
  const refused = patterns.filter(isTooWild);
  const rules = ignore().add(patterns.filter((pattern) => !isTooWild(pattern)));
  return {
    refused,
    isIgnored(path) {
      const { ignored, unignored } = rules.test(path);
      return ignored || unignored ? ignored : null;
    },
  };
}
