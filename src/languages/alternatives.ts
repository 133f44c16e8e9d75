/** Patterns over all languages, for text whose language is not known yet. */
import type { Language } from './language.ts';
import { LANGUAGES } from './languages.ts';

/**
 * What each language has for one thing, as the alternatives of one pattern.
 * @param others those of languages that have no file of their own.
 */
export function alternatives(
  pick: (language: Language) => string | null,
  ...others: readonly string[]
): string {
  const own = Object.values<Language>(LANGUAGES).map(pick);
  return [...own.filter((pattern) => pattern !== null), ...others].join('|');
}
