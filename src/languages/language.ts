/** Everything that Footnote knows of one language; the compiler holds each language to all of it. */
import type {
  DropFacts,
  NoticeFacts,
  ReasonFacts,
  RefusalFacts,
  WarningFacts,
} from '../refusals.ts';
import type { Sentence, SentenceFacts } from './sentences.ts';

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

/** A sentence for each key of a table of facts. */
type Sentences<Facts> = { readonly [K in keyof Facts]: Sentence };

/** One language. */
export interface Language {
  /** What the interface says. */
  readonly sentences: Sentences<SentenceFacts>;
  /** Why something is not done: whole sentences. */
  readonly refusals: Sentences<RefusalFacts>;
  /** Phrases that go into refusals, notices and warnings, behind a colon or within a sentence. */
  readonly reasons: Sentences<ReasonFacts>;
  /** What whoever looks after the articles is told: whole sentences, and names of work. */
  readonly notices: Sentences<NoticeFacts>;
  /** What is odd about a file: a sentence without capital and full stop, behind the file's name. */
  readonly warnings: Sentences<WarningFacts>;
  /** Why a line is in no article: short phrases, in brackets beside the line. */
  readonly drops: Sentences<DropFacts>;
  /** Names and descriptions of the commands, where they are not those of their definitions. */
  readonly commandWords: CommandTable;
}

/** How a fact may be written, behind a colon: `{max:bytes}`. */
export type Format = 'bytes' | 'or';

/** The facts that a sentence names. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? NameOf<Inner> | NamesIn<Rest>
  : never;
type NameOf<Inner extends string> = Inner extends `${infer Name}:${Format}` ? Name : Inner;

/** The sentence itself where it names nothing but `Names`; else what is wrong with it. */
type Checked<Given, Names> = Given extends string
  ? Exclude<NamesIn<Given>, Names> extends never
    ? Given
    : `no fact of this key: ${Exclude<NamesIn<Given>, Names> & string}`
  : { readonly [Form in keyof Given]: Checked<Given[Form], Names> };

type CheckedTable<Given, Facts> = {
  readonly [K in keyof Given]: K extends keyof Facts
    ? Checked<Given[K], keyof Facts[K]>
    : 'there is no such key';
};

type CheckedLanguage<Given extends Language> = {
  readonly sentences: CheckedTable<Given['sentences'], SentenceFacts>;
  readonly refusals: CheckedTable<Given['refusals'], RefusalFacts>;
  readonly reasons: CheckedTable<Given['reasons'], ReasonFacts>;
  readonly notices: CheckedTable<Given['notices'], NoticeFacts>;
  readonly warnings: CheckedTable<Given['warnings'], WarningFacts>;
  readonly drops: CheckedTable<Given['drops'], DropFacts>;
};

/** A language: with a key missing or unknown, or a `{name}` that is no fact, it does not compile. */
export function defineLanguage<const Given extends Language>(
  language: Given & CheckedLanguage<Given>,
): Language {
  return language;
}
