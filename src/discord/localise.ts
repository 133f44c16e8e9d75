/** Puts the names and descriptions of all languages into a command's definition. */
import type { Locale, LocalizationMap } from 'discord.js';
import type { CommandWords, Language } from '../languages/language.ts';
import { LANGUAGES, type LanguageCode } from '../languages/languages.ts';
import { fillLists } from '../languages/say.ts';
import { wordsAt } from './command-words.ts';

interface Described {
  readonly name: string;
  readonly description?: string | undefined;
  readonly options?: readonly Described[] | undefined;
  readonly choices?: readonly Choice[] | undefined;
}

interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** What descriptions name as `{name}` or, one of them, `{name:or}`. */
export type Lists = Readonly<Record<string, readonly string[]>>;

/** A definition with `name_localizations` and `description_localizations` at every level. */
export function localise<T extends Described>(definition: T, lists: Lists = {}): T {
  // Only what every level has is added, so that it stays what it was.
  return { ...definition, ...localiseAt(definition, definition.name, lists) };
}

/** What is added at each level. */
interface Localised extends Described {
  readonly name_localizations: LocalizationMap;
  readonly description_localizations?: LocalizationMap;
}

function localiseAt(definition: Described, path: string, lists: Lists): Localised {
  const { options, choices, description } = definition;
  const descriptions =
    description &&
    collect(path, ({ description: own }, code) => own && fillLists(code, own, lists));
  return {
    ...definition,
    name_localizations: collect(path, (words) => words.name),
    ...(descriptions && {
      description: fillLists('en', description, lists),
      description_localizations: descriptions,
    }),
    ...(choices && {
      choices: choices.map((choice) => ({
        ...choice,
        name_localizations: collect(`${path} ${choice.value}`, (words) => words.name),
      })),
    }),
    ...(options && {
      options: options.map((option) => localiseAt(option, `${path} ${option.name}`, lists)),
    }),
  };
}

function collect(
  path: string,
  pick: (words: CommandWords, code: LanguageCode) => string | undefined,
): LocalizationMap {
  const found: LocalizationMap = {};
  for (const [code, { commandWords, locales }] of Object.entries<Language>(LANGUAGES)) {
    const words = wordsAt(commandWords, path);
    const text = words && pick(words, code as LanguageCode);
    if (text) for (const locale of locales) found[locale as Locale] = text;
  }
  return found;
}
