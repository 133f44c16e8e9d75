/** Puts the names and descriptions of all languages into a command's definition. */
import type { Locale, LocalizationMap } from 'discord.js';
import type { CommandWords, Language } from '../languages/language.ts';
import { LANGUAGES } from '../languages/languages.ts';
import { wordsAt } from './command-words.ts';

interface Described {
  readonly name: string;
  readonly description?: string | undefined;
  readonly options?: readonly Described[] | undefined;
}

/** A definition with `name_localizations` and `description_localizations` at every level. */
export function localise<T extends Described>(definition: T): T {
  // Only what every level has is added, so that it stays what it was.
  return { ...definition, ...localiseAt(definition, definition.name) };
}

/** What is added at each level. */
interface Localised extends Described {
  readonly name_localizations: LocalizationMap;
  readonly description_localizations?: LocalizationMap;
}

function localiseAt(definition: Described, path: string): Localised {
  const { options, description } = definition;
  const descriptions = description && collect(path, (words) => words.description);
  return {
    ...definition,
    name_localizations: collect(path, (words) => words.name),
    ...(descriptions && { description_localizations: descriptions }),
    ...(options && {
      options: options.map((option) => localiseAt(option, `${path} ${option.name}`)),
    }),
  };
}

function collect(path: string, pick: (words: CommandWords) => string | undefined): LocalizationMap {
  const found: LocalizationMap = {};
  for (const { commandWords, locales } of Object.values<Language>(LANGUAGES)) {
    const words = wordsAt(commandWords, path);
    const text = words && pick(words);
    if (text) for (const locale of locales) found[locale as Locale] = text;
  }
  return found;
}
