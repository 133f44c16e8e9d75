/** Speaks to people in their language: picks a table, puts facts in, counts as it counts. */
import type { Fact, StatementKey } from '../refusals.ts';
import type { Language } from './language.ts';
import { LANGUAGES, type LanguageCode, languageCode } from './languages.ts';
import type { PluralForms, Sentence, SentenceFacts, SentenceKey } from './sentences.ts';

/** What a sentence wants to be told: nothing, or its facts. */
export type SentenceArguments<K extends SentenceKey> = [keyof SentenceFacts[K]] extends [never]
  ? []
  : [facts: SentenceFacts[K]];

/** A statement, or a refusal, which states as much. */
export interface Tellable {
  readonly key: StatementKey;
  readonly facts?: object | undefined;
}

/** Makes foreign text stand for itself where it is said: in a message its Markdown is escaped. */
export type Escape = (text: string) => string;

/** Writes the day of an instant, in milliseconds since 1970. */
export type WriteDay = (milliseconds: number) => string;

/** Says a sentence in one language. */
export interface Say {
  <K extends SentenceKey>(key: K, ...facts: SentenceArguments<K>): string;
  /** Says a refusal, a reason, a notice, a warning, or why a line was left out. */
  tell(tellable: Tellable, escaped?: Escape, day?: WriteDay): string;
  /** A size as it is written, rounded: `5 MB`. */
  bytes(bytes: number): string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;
const UNIT_STEP = 1_024;

/** The words for a Discord locale such as `en-US`; English where the language is not known. */
export function sayIn(locale: string): Say {
  const code = languageCode(locale) ?? 'en';
  const language: Language = LANGUAGES[code];
  const plural = new Intl.PluralRules(code);

  function tell(
    { key, facts = {} }: Tellable,
    escaped: Escape = asItIs,
    day: WriteDay = isoDay,
  ): string {
    const values = facts as Readonly<Record<string, Fact>>;
    const write = (fact: Fact, format: string | undefined): string => {
      if (typeof fact === 'number') {
        if (format === 'day') return day(fact);
        return format === 'bytes' ? sizeIn(code, fact) : String(fact);
      }
      if (typeof fact === 'string') return escaped(fact);
      if ('key' in fact) return tell(fact, escaped, day);
      return listIn(
        code,
        fact.map((each) => write(each, undefined)),
        format,
      );
    };
    return fill(formOf(sentenceOf(language, key), plural, values.n), values, write);
  }

  const say = <K extends SentenceKey>(key: K, ...[facts]: SentenceArguments<K>): string => {
    const values: Readonly<Record<string, string | number>> = facts ?? {};
    return fill(formOf(language.sentences[key], plural, values.n), values, String);
  };
  return Object.assign(say, { tell, bytes: (bytes: number) => sizeIn(code, bytes) });
}

/**
 * A text that is in no table of sentences, such as a command's description, with lists put in.
 * @param lists by name, each to be written as it is.
 */
export function fillLists(
  code: LanguageCode,
  text: string,
  lists: Readonly<Record<string, readonly string[]>>,
): string {
  return fill(text, lists, (list, format) => listIn(code, list, format));
}

/** Items as the language lists them: all of them, or `or`, one of them. */
function listIn(code: LanguageCode, items: readonly string[], format: string | undefined): string {
  const type = format === 'or' ? 'disjunction' : 'conjunction';
  // British English has no comma before the last one.
  return new Intl.ListFormat(code === 'en' ? 'en-GB' : code, { type }).format(items);
}

/** As it is in Greenwich, where nothing is known of the reader's zone. */
function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function asItIs(text: string): string {
  return text;
}

function sentenceOf(language: Language, key: StatementKey): Sentence {
  const { refusals, reasons, notices, warnings, drops } = language;
  const tables: readonly Readonly<Partial<Record<StatementKey, Sentence>>>[] = [
    refusals,
    reasons,
    notices,
    warnings,
    drops,
  ];
  // What was saved by another version may have a key that this one does not know.
  return tables.find((table) => Object.hasOwn(table, key))?.[key] ?? key;
}

function formOf(entry: Sentence, plural: Intl.PluralRules, n: unknown): string {
  if (typeof entry === 'string') return entry;
  return entry[categoryOf(plural, n)] ?? entry.other;
}

function categoryOf(plural: Intl.PluralRules, n: unknown): keyof PluralForms {
  const form = plural.select(Number(n));
  return form === 'one' || form === 'few' || form === 'many' ? form : 'other';
}

/** Puts facts in for `{name}` and `{name:format}`; a name that is not told stays as it is. */
function fill<T>(
  text: string,
  values: Readonly<Record<string, T>>,
  write: (value: T, format: string | undefined) => string,
): string {
  return text.replace(/\{(\w+)(?::(\w+))?\}/g, (whole: string, name: string, format?: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : write(value, format);
  });
}

/** Whole bytes, kilobytes or megabytes, rounded: `5 MB`, `5 Mo`. */
function sizeIn(code: LanguageCode, bytes: number): string {
  const power = bytes < UNIT_STEP ? 0 : bytes < UNIT_STEP ** 2 ? 1 : 2;
  const unit = UNITS[power];
  const unitDisplay = power === 0 ? 'long' : 'short';
  const style = { style: 'unit', unit, unitDisplay, maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(code, style).format(bytes / UNIT_STEP ** power);
}
