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

/** Scripts that languages with a file of their own are written in, as Unicode names them. */
export type Script = 'Latin' | 'Cyrillic';

/**
 * How words become terms. Words are given in lower case and NFC; what a language's `spellings` make
 * one is one.
 */
export interface TermRules {
  /**
   * Words that carry no topic: neither indexed nor searched. Those that no other language has are
   * also what a text's language is recognised by.
   */
  readonly stopWords: ReadonlySet<string>;
  /**
   * Its letters beside the plain ones of its script. Those that no other language here has are a
   * sign of it in short texts.
   */
  readonly letters: string;
  /** A shortened word in front of another one (`l’`), apostrophe included, anchored at the start. */
  readonly elision: RegExp | null;
  /** What hangs on a word's end and says nothing (`’s`), anchored at the end. */
  readonly ending: RegExp | null;
  /** Marks that only help to read, such as stress; matched in NFKD, with the flag `g`. */
  readonly readingMarks: RegExp | null;
  /** Spellings of one and the same, with what they become (`ё`, `е`), in this order. */
  readonly spellings: readonly (readonly [RegExp, string])[];
  /** Forms that no rule of the stemmer brings together, each with its base form. */
  readonly irregular: ReadonlyMap<string, string>;
  /** The stem of a word of this language. */
  readonly stem: (word: string) => string;
  /** Endings that derive one word from another and that the stemmer leaves in place. */
  readonly derivation: RegExp | null;
  /** Its commonest words, commonest first, stop words among them or before them. */
  readonly commonWords: readonly string[];
}

/** How numbers are written. */
export interface NumberRules {
  /** Words for numbers, each with its digits. */
  readonly words: ReadonlyMap<string, string>;
  /** Endings of digits (`12th`), as a pattern without anchors; null where there are none. */
  readonly endings: string | null;
  /** What parts thousands. */
  readonly grouping: ',' | '.' | ' ';
  /** What parts the whole from its tenths. */
  readonly decimal: ',' | '.';
}

/** How people shorten what they type to each other. */
export interface ChatRules {
  /** What says the same, as `pic`, `picture`: each word or phrase of a group stands for the others. */
  readonly alike: readonly (readonly string[])[];
  /**
   * What is never anything else, with what it is short for in full, as `b4` for `before`: it is read
   * as that. Small ones also hold with a capital in front; signs that part words may be in it.
   */
  readonly short: ReadonlyMap<string, string>;
  /** Words that are there beside the common ones, however rare: no slips. Empty where none are known. */
  readonly knownWords: ReadonlySet<string>;
  /** What multiplies a number that stands before it (`k`), with its power of ten. */
  readonly magnitudes: ReadonlyMap<string, string>;
}

/** What the word that answers a question can look like. */
export type AnswerShape =
  | 'number'
  | 'time'
  | 'name'
  | 'place'
  | 'money'
  | 'percent'
  | 'duration'
  | 'reason';

/** How people ask. */
export interface QuestionRules {
  /**
   * What a question asks for, the first that fits. The question is in lower case, its apostrophes
   * are straight, its spaces single, its spellings made one.
   */
  readonly kinds: readonly (readonly [asks: RegExp, answers: readonly AnswerShape[]])[];
  /** Words that only name the kind of answer, as "year" in "in what year". */
  readonly focus: ReadonlySet<string>;
  /** Words after which the next one only names the kind of answer: "how tall". */
  readonly beforeFocus: ReadonlySet<string>;
  /**
   * Said to whoever is asked, not about what is asked: word by word, as ranking weighs them. Whole phrases by
   * which small talk is told are in `TalkRules`.
   */
  readonly courtesies: ReadonlySet<string>;
  /**
   * Words that ask for nothing where there are no others: greetings, thanks and reactions, what is
   * asked of whoever answers, and what points back at something said before ("tell me more").
   */
  readonly idle: ReadonlySet<string>;
  /** Words that ask for nothing by themselves, and may be what a longer question is about. */
  readonly alone: ReadonlySet<string>;
}

/**
 * How people talk to a bot. Phrases are of words in lower case, without punctuation between them; of
 * patterns, what they are tried on is in lower case, with straight apostrophes and single spaces.
 */
export interface TalkRules {
  /** What asks for nothing: greetings, with how one is; thanks; all other reactions. */
  readonly greetings: ReadonlySet<string>;
  readonly thanks: ReadonlySet<string>;
  readonly reactions: ReadonlySet<string>;
  /** What is asked of the bot itself: who it is, what it can do, help. */
  readonly aboutBot: ReadonlySet<string>;
  /** Words that change nothing beside those: "hello **there**", "thanks **so much**". */
  readonly beside: ReadonlySet<string>;
  /** What asks where an answer is from. */
  readonly sources: ReadonlySet<string>;
  /** Words for that, and words that change nothing beside them: "**got a** source **for that**". */
  readonly sourceWords: ReadonlySet<string>;
  readonly sourceBeside: ReadonlySet<string>;
  /** What asks how sure an answer is; and what does so only with a question mark. */
  readonly doubts: ReadonlySet<string>;
  readonly doubtsIfAsked: ReadonlySet<string>;
  /** Words before a question that are no part of it: "**ok, and** who built it". */
  readonly leads: ReadonlySet<string>;
  /** How a question begins, whether it has its mark or not; at the start. */
  readonly asks: RegExp;
  /** What begins so and asks nothing: "what a day". */
  readonly statements: RegExp;
  /** What makes a question of what does not begin as one: how it ends, as a rule; null where nothing does. */
  readonly asksAtEnd: RegExp | null;
}

/** How people ask for more than one thing. */
export interface SeveralRules {
  /** Words between two questions: "how high is it **and** who built it". */
  readonly joining: ReadonlySet<string>;
  /** Words that a question opens with, prepositions aside. */
  readonly asking: ReadonlySet<string>;
  /** Words that open a clause of the same question: "the man **who** built it and who …". */
  readonly relative: ReadonlySet<string>;
  /** Words that stand for what the other question names. */
  readonly standIns: ReadonlySet<string>;
  /** Words that need two clauses after them: "the difference **between** how … and how …". */
  readonly comparing: ReadonlySet<string>;
  /** Verbs that another verb follows at the end: "when **did** the war end". */
  readonly helping: ReadonlySet<string>;
  /** Verbs that a participle follows at the end: "when **was** the dam finished". */
  readonly passive: ReadonlySet<string>;
  /** Words that stand before a question word or a place. */
  readonly before: ReadonlySet<string>;
  /** A question that asks for several things by one name: in lower case, its spaces single. */
  readonly listing: RegExp;
}

/** By what two questions that look alike ask for different things. */
export interface ContrastRules {
  /** What turns a question round: “not”, “never”. In lower case, its apostrophes straight, its spaces single. */
  readonly negation: RegExp;
  /**
   * Words of which one cannot stand for the other, however near their vectors are: weekdays, “open” and
   * “close”. Sets of members, each with the words for it.
   */
  readonly apart: readonly (readonly (readonly string[])[])[];
  /** Words and phrases that ask for the same in a question of one kind: “price” and “cost”, “height” and “tall”. */
  readonly alike: readonly (readonly string[])[];
  /** Turns of phrase by other words for the same; an asterisk is up to three words: “turn * off”. */
  readonly reworded: ReadonlyMap<string, string>;
  /** What asks for what the next words name: “**what** is the length”. */
  readonly naming: ReadonlySet<string>;
  /** By what is named so, the kind of answer. */
  readonly kinds: readonly (readonly [kind: AnswerShape, words: ReadonlySet<string>])[];
  /** Words behind which it stands where something comes from, and where it goes to: “from”, “to”. */
  readonly ways: readonly ReadonlySet<string>[];
  /** How its verbs end, as a rule: without accents, at the end of a word. */
  readonly verbs: RegExp;
  /** Words that a question may have or not and ask for the same: “get”, “exactly”. */
  readonly light: ReadonlySet<string>;
}

/** How people go on from an answer. */
export interface FollowingRules {
  /** What opens a question that goes on: "and", "what about". Anchored at the start; of any case. */
  readonly opening: RegExp;
  /** Words that stand for what was named before, beside `several.standIns`, wherever they are. */
  readonly pointing: ReadonlySet<string>;
  /** Those that do so at the end of a question alone: "when was that?" */
  readonly pointingLast: ReadonlySet<string>;
  /** Where such a word only seems to point back: "is it true"; in lower case, its spaces single. */
  readonly impersonal: RegExp;
  /** Words before which a noun is named in the question itself: "my dog", "a permit". */
  readonly naming: ReadonlySet<string>;
  /** Words for whoever is asked: "who are you" is no question about what was named before. */
  readonly asked: ReadonlySet<string>;
  /** Words that stand for whoever does something; what follows them is a verb. */
  readonly speaking: ReadonlySet<string>;
  /** Words that a clause is told by: the name of a thing holds none of them. */
  readonly clause: ReadonlySet<string>;
  /** Words that stand for one person, and for nothing else; none where things have a gender, too. */
  readonly persons: ReadonlySet<string>;
  /** Ends of words for people: who "Timur's wife" is, is not Timur. */
  readonly people: RegExp;
}

/** How amounts are told, so that two articles' amounts can be compared. */
export interface ValueRules {
  /** Words that multiply the number before them, each with its factor. */
  readonly scales: ReadonlyMap<string, string>;
  /** Words before them that stand for one: "a thousand". */
  readonly ones: ReadonlySet<string>;
  /** Words for units and their signs, each with the unit's name in `src/search/units.ts`. */
  readonly units: ReadonlyMap<string, string>;
  /** Words before a length that make it an area. */
  readonly squares: ReadonlySet<string>;
  /** Words between the two ends of a range. */
  readonly between: ReadonlySet<string>;
  /** Words by which a sentence says something else than its amount alone: "about", "not", "planned". */
  readonly hedges: ReadonlySet<string>;
}

/** Words that look like an answer. */
export interface AnswerWords {
  /** What a capital inside a sentence marks: names only, or every noun. */
  readonly capitals: 'names' | 'nouns';
  /** Months, days, seasons, centuries. */
  readonly time: ReadonlySet<string>;
  /** Those of them that are other words when written small. */
  readonly timeIfCapital: ReadonlySet<string>;
  /** What time is measured in: one of it, and several. */
  readonly duration: ReadonlySet<string>;
  readonly durations: ReadonlySet<string>;
  /** Words after which a unit of time lasts ("half an hour"); numbers do so by themselves. */
  readonly counting: ReadonlySet<string>;
  /** Words after which several of them do not ("these years"). */
  readonly pointing: ReadonlySet<string>;
  readonly money: ReadonlySet<string>;
  readonly percent: ReadonlySet<string>;
  /** Amounts that are no digits: "million", "dozens". */
  readonly amounts: ReadonlySet<string>;
  /** Prepositions before a place's name. */
  readonly placePrepositions: ReadonlySet<string>;
  /** What may stand between the two. */
  readonly articles: ReadonlySet<string>;
  readonly reasons: ReadonlySet<string>;
  /** A day as a number with its ending (`12th`); null where that says nothing. */
  readonly dayNumber: RegExp | null;
}

/** How sentences end, and where they only seem to. Full stops at the end are left out. */
export interface SentenceRules {
  /** Titles and the like stand before a name: the sentence goes on whatever follows. */
  readonly beforeName: ReadonlySet<string>;
  /** Abbreviations that also stand at a sentence's end: what follows decides. */
  readonly abbreviations: ReadonlySet<string>;
  /** In sentencex's list of abbreviations, but words of their own when written small. */
  readonly ordinaryWords: ReadonlySet<string>;
  /** Shortened months, as they are written: they go on with a number, or end the sentence. */
  readonly months: ReadonlySet<string>;
  /** Words that sentencex takes for shortened ones and that never are, as they are written. */
  readonly neverShort: ReadonlySet<string>;
  /** Abbreviations after a time of day, and what goes on after them. */
  readonly timeOfDay: { readonly words: ReadonlySet<string>; readonly before: RegExp } | null;
  /** Whether a full stop after a number makes it an ordinal: `am 3. Oktober`. */
  readonly ordinalStop: boolean;
  /** Words that open a sentence far more often than they follow an abbreviation inside one. */
  readonly openers: ReadonlySet<string>;
  /** Words that open a statement, never a heading that ends with a mark, as they are written. */
  readonly statements: ReadonlySet<string>;
  /** Verbs after a quotation and a name, as in `“Stop!” Smith said`. */
  readonly saying: ReadonlySet<string>;
  /** Words after a hyphen that only seems to part a word: `two- and three-masted`. */
  readonly joining: ReadonlySet<string>;
  /** Words that open a sentence and stand for what was named before it: `It`, `These`. */
  readonly pointingBack: ReadonlySet<string>;
}

/** How dates are written. Patterns have no anchors, and ignore case. */
export interface DateRules {
  /** From January on: every way to write the month, as alternatives. */
  readonly months: readonly string[];
  /** Endings of a day's number. */
  readonly dayEndings: string | null;
  /** What may stand between day, month and year. */
  readonly of: string | null;
  /** What may stand around a date in a line that says nothing else: labels and prepositions. */
  readonly around: string;
  readonly weekdays: string;
}

/** How a line tells who wrote an article and where it appeared. Patterns have no anchors. */
export interface CreditRules {
  /** What opens a byline. */
  readonly by: string;
  /** What joins two authors. */
  readonly and: string;
  /** Words that open headlines, never names; null where none are known. */
  readonly notNames: string | null;
  /** What stands before a colon and a publisher. */
  readonly source: string;
  /** Whole sentences before a publisher's name ("This article first appeared in"). */
  readonly sentence: string | null;
  /** Words between a publisher and a date: that it was published, and on which day. */
  readonly published: string | null;
  readonly on: string | null;
}

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
  /** Discord's locales whose people read it. */
  readonly locales: readonly string[];
  readonly script: Script;
  readonly terms: TermRules;
  readonly numbers: NumberRules;
  readonly questions: QuestionRules;
  readonly chat: ChatRules;
  readonly several: SeveralRules;
  readonly talk: TalkRules;
  readonly contrast: ContrastRules;
  readonly following: FollowingRules;
  readonly values: ValueRules;
  readonly answers: AnswerWords;
  readonly prose: SentenceRules;
  readonly dates: DateRules;
  readonly credits: CreditRules;
  /** Asks for a name, which is not inflected. */
  readonly exampleQuestion: (name: string) => string;
  /** Asks what two names have to do with one another; neither is inflected. */
  readonly exampleOfTwo: (name: string, other: string) => string;
  /** Asks for a name in a year. */
  readonly exampleInYear: (name: string, year: string) => string;
  /** Questions that hardly any articles answer, to show what is said then. */
  readonly offTopicQuestions: readonly string[];
  /** What some names take in front of them, in questions too; null where nothing is. */
  readonly nameArticle: string | null;
}

/** How a fact may be written, behind a colon: `{max:bytes}`, `{at:day}`. */
type Format = 'bytes' | 'day' | 'or';

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

/**
 * UTF-16 units of the longest word that is stemmed. The longest that dictionaries have are of some 80;
 * Snowball's rules copy all of a word for each vowel that they mark in it.
 */
const STEMMED_MAX = 128;

/** A language: with a key missing or unknown, or a `{name}` that is no fact, it does not compile. */
export function defineLanguage<const Given extends Language>(
  language: Given & CheckedLanguage<Given>,
): Language {
  const { terms, ...others }: Language = language;
  const stem = (word: string) => (word.length > STEMMED_MAX ? word : terms.stem(word));
  return { ...others, terms: { ...terms, stem } };
}
