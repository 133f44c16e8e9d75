/** What commands and options are called in each language. */
import type { CommandTable, CommandWords } from '../languages/language.ts';
import { LANGUAGES, languageCode } from '../languages/languages.ts';

/** The words at a path, or those of an option that several commands have; null where there are none. */
export function wordsAt(table: CommandTable, path: string): CommandWords | null {
  const last = path.split(' ').at(-1) ?? '';
  return table[path] ?? (path.includes(' ') ? (table[`* ${last}`] ?? null) : null);
}

/** What a command, subcommand or option is called where a person's Discord has this locale. */
export function nameIn(locale: string, path: string): string {
  const code = languageCode(locale);
  const own = path.includes(' ') ? path.slice(path.lastIndexOf(' ') + 1) : path;
  return (code && wordsAt(LANGUAGES[code].commandWords, path)?.name) ?? own;
}
