/** Everything that Footnote knows of one language; the compiler holds each language to all of it. */
import type { Sentence, SentenceKey } from './sentences.ts';

/** What a command, subcommand or option is called: a word or two, and a sentence. */
export interface CommandWords {
  readonly name: string;
  /** What message commands do not have. */
  readonly description?: string;
}

/**
 * By path: `articles add url`. A path that begins with `*` is an option of several commands that
 * means the same in all of them.
 */
export type CommandTable = Readonly<Record<string, CommandWords>>;

/** One language. */
export interface Language {
  /** What the interface says. */
  readonly sentences: { readonly [K in SentenceKey]: Sentence };
  /** Names and descriptions of the commands, where they are not those of their definitions. */
  readonly commandWords: CommandTable;
}
