/** What is made of a language's rules once, when a text in it is first read. */
import type { LanguageCode } from './languages.ts';

/** @returns what `make` gives for a language; it is called once for each and never forgotten. */
export function oncePerLanguage<Made extends object>(
  make: (language: LanguageCode) => Made,
): (language: LanguageCode) => Made {
  const made = new Map<LanguageCode, Made>();
  return (language) => {
    let known = made.get(language);
    if (known === undefined) {
      known = make(language);
      made.set(language, known);
    }
    return known;
  };
}
