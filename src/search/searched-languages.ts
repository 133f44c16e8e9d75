/** Which languages the searched passages are in: each leaves its mark among their terms. */
import { languageOfScript, scriptOf } from '../languages/detect.ts';
import { LANGUAGES, type LanguageCode } from '../languages/languages.ts';
import type { Vocabulary } from './vocabulary.ts';

/** No word begins so. */
const MARK = '@';

/**
 * The term that says which language a passage is read in; none for a script that no language has.
 * @param language of the passage, or null where the one for its script stands in.
 */
export function languageMarks(text: string, language: LanguageCode | null): string[] {
  const script = scriptOf(text);
  const code = language ?? (script && languageOfScript(script));
  return code === null ? [] : [MARK + code];
}

/** The languages that passages are or were in since the vocabulary was made. */
export function searchedLanguages({ ids }: Vocabulary): LanguageCode[] {
  return (Object.keys(LANGUAGES) as LanguageCode[]).filter((code) => ids.has(MARK + code));
}
