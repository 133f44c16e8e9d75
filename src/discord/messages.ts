/** The bot's own words, one table a language: whatever it says to people besides quotes stands here. */

/** Forms of a sentence by number (CLDR plural categories), chosen by the parameter `n`. */
export interface PluralForms {
  readonly one?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** `{name}` stands for a parameter; whoever gives it escapes it. */
const en = {
  question: 'Question: {question}',
  unanswered: 'The articles do not seem to answer this.',
  nearest: 'Nearest passages. They may not answer the question.',
  stillReading: 'Not all articles are read yet ({percent} %), so there may be more.',
  paragraph: '¶ {number}',

  'button.share': 'Share',
  'button.shareNumber': 'Share {number}',
  'button.shared': 'Shared',
  'button.more': 'More',
  'button.near': 'Show the nearest passages',

  sharedBy: 'Shared by {user}',
  sharedPrivately:
    'Only you can see this here: this server lets your own apps answer in private only.',
  sourceChanged: 'The source has changed since, so this is not quoted. Please ask again.',
  someChanged: {
    one: 'The source of {n} passage has changed since, so it is left out.',
    other: 'The sources of {n} passages have changed since, so they are left out.',
  },

  questionTooShort: 'Please ask with at least {min} characters.',
  questionTooLong: 'Please ask in at most {max} characters; this was {length}.',
  countRange: 'Please choose a count from {min} to {max}.',
  noArticles: 'There are no articles to answer from yet.',
  reading:
    'I am still reading the articles: {done} of {total} files. Please ask again in a moment.',
  readingStarts: 'I am just starting to read the articles. Please ask again in a moment.',
  indexing:
    'I am still getting the articles ready: {done} of {total} passages. Please ask again in a moment.',
  unknownArticle:
    'I have no article called “{article}”. Pick one of those that appear as you type.',

  slowDown: {
    one: 'That was quick! Please wait {n} second and try again.',
    other: 'That was quick! Please wait {n} seconds and try again.',
  },
  oldButton: 'This button is from another version of me. Please ask again.',
  unknownCommand: 'I do not know this command (any more). Typing / shows what I can do.',
  blocked: 'Not posted: the word filter of this server does not let it through.',
  notPermitted: 'Discord does not let me do this here.',
  failed: 'Something went wrong on my side. If it happens again, tell whoever runs me: {id}',
} as const satisfies Record<string, string | PluralForms>;

export type MessageKey = keyof typeof en;

/** A language: the same keys as English. */
export type MessageTable = { readonly [K in MessageKey]: string | PluralForms };

/** By Discord locale, its region left out. Add a language here; a missing key does not compile. */
const TABLES: { readonly [language: string]: MessageTable } = { en };

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type TextOf<K extends MessageKey> = (typeof en)[K] extends string
  ? (typeof en)[K]
  : (typeof en)[K] extends { readonly other: infer Text extends string }
    ? Text
    : never;

/** What a message wants to be told: nothing, or a value for each `{name}` in it. */
export type MessageParams<K extends MessageKey> = [Names<TextOf<K>>] extends [never]
  ? []
  : [params: { readonly [N in Names<TextOf<K>>]: string | number }];

/** Says a message in one language. */
export type Say = <K extends MessageKey>(key: K, ...params: MessageParams<K>) => string;

/** The words for a Discord locale such as `en-US`; English where there is no table. */
export function sayIn(locale: string): Say {
  const language = locale.split('-', 1)[0] as string;
  const known = Object.hasOwn(TABLES, language);
  const table = known ? (TABLES[language] as MessageTable) : en;
  const plural = new Intl.PluralRules(known ? language : 'en');
  return (key, ...[params]) => {
    const values: Readonly<Record<string, string | number>> = params ?? {};
    const entry: string | PluralForms = table[key];
    const text =
      typeof entry === 'string' ? entry : (entry[formOf(plural, values.n)] ?? entry.other);
    return text.replace(/\{(\w+)\}/g, (whole: string, name: string) =>
      String(values[name] ?? whole),
    );
  };
}

function formOf(plural: Intl.PluralRules, n: string | number | undefined): keyof PluralForms {
  const form = plural.select(Number(n));
  return form === 'one' || form === 'few' || form === 'many' ? form : 'other';
}
