/** The languages that Footnote knows. */
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Language } from './language.ts';
import { ru } from './ru.ts';

/**
 * By ISO 639-1 code, which is also Discord's locale without its region. Add a language here; the
 * first one of a script stands for all others that are written in it.
 */
export const LANGUAGES = { en, de, fr, ru } as const satisfies Readonly<Record<string, Language>>;

/** The code of a language that Footnote knows. */
export type LanguageCode = keyof typeof LANGUAGES;

/** The codes of all of them, in their order. */
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly LanguageCode[];

/** The language of a locale such as `fr`, `en-US` or `pt-BR`; null for one that Footnote does not know. */
export function languageCode(locale: string): LanguageCode | null {
  const [code = ''] = locale.toLowerCase().split(/[-_]/, 1);
  return Object.hasOwn(LANGUAGES, code) ? (code as LanguageCode) : null;
}
