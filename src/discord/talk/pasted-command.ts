/** Reads a command that was pasted or typed as a message: `/ask question: How high is it?`. */
import type { Language } from '../../languages/language.ts';
import { LANGUAGES } from '../../languages/languages.ts';
import { wordsAt } from '../command-words.ts';

/** What it asks, or which other command it is. */
export type Pasted =
  | {
      readonly command: 'ask';
      readonly question: string;
      /** Whether it has options beside the question. */
      readonly hasOptions: boolean;
    }
  | {
      /** With the subcommand that it is usually picked with. */
      readonly command: string;
    };

/** Typed with a slash, or chosen from the list and sent as text: `</ask:1234>`. */
const COMMAND = /^(?:<\/([^:<>\n]{1,100}):\d{15,21}>|\/([\p{L}\p{M}\p{N}_-]{1,32}))(?![^\s])\s*/u;
/** What an option is typed as, its name before a colon. */
const OPTION = /(?<!\S)([\p{L}\p{M}\p{N}_-]{1,32})\s?:(?=\s|$|[^\s/])/gu;

/** The names of a command or option in all languages, its own among them; in lower case. */
function namesOf(path: string): ReadonlySet<string> {
  const own = path.slice(path.lastIndexOf(' ') + 1);
  const others = Object.values<Language>(LANGUAGES).map(
    ({ commandWords }) => wordsAt(commandWords, path)?.name ?? own,
  );
  return new Set([own, ...others].map((name) => name.toLowerCase()));
}

/** Beside the question, by `commands/ask.ts`. */
const OPTIONS = ['article', 'since', 'until', 'publisher', 'count', 'visible'];
const ASK = namesOf('ask');
const QUESTION = namesOf('ask question');
const BESIDE = new Set(OPTIONS.flatMap((option) => [...namesOf(`ask ${option}`)]));
/** Whatever is no other command is what somebody writes after a slash. */
const OTHERS = new Map(
  Object.entries({
    ...{ quote: 'quote', verify: 'verify', cite: 'cite', about: 'about', help: 'help' },
    ...{ collection: 'collection', settings: 'settings', stats: 'stats' },
    // What has subcommands is picked with one.
    ...{ library: 'library list', articles: 'articles add', sources: 'sources list' },
    ...{ gaps: 'gaps list', answers: 'answers list' },
  }).flatMap(([command, path]) =>
    Array.from(namesOf(command), (name): [string, string] => [name, path]),
  ),
);

/** Null for a message that begins with none of the bot's commands. Linear. */
export function readPasted(text: string): Pasted | null {
  const found = COMMAND.exec(text.trimStart());
  if (found === null) return null;
  const [name = ''] = (found[1] ?? found[2] ?? '').toLowerCase().split(' ');
  const rest = text.trimStart().slice(found[0].length);
  if (!ASK.has(name)) {
    const command = OTHERS.get(name);
    return command === undefined ? null : { command };
  }
  let [start, end] = [0, rest.length];
  let hasOptions = false;
  let isAsked = true;
  // Without the name of an option all of it is the question; a question may have colons of its own.
  for (const option of rest.matchAll(OPTION)) {
    const typed = (option[1] ?? '').toLowerCase();
    if (QUESTION.has(typed)) {
      [start, end, isAsked] = [option.index + option[0].length, rest.length, true];
    } else if (BESIDE.has(typed)) {
      hasOptions = true;
      if (isAsked) end = option.index;
      isAsked = false;
    }
  }
  return { command: 'ask', question: rest.slice(start, end).trim(), hasOptions };
}
