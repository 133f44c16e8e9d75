/** Speaks to people in their language: picks a table, puts facts in, counts as it counts. */
import type { Language } from './language.ts';
import { LANGUAGES, languageCode } from './languages.ts';
import type { PluralForms, SentenceFacts, SentenceKey } from './sentences.ts';

/** What a sentence wants to be told: nothing, or its facts. */
export type SentenceArguments<K extends SentenceKey> = [keyof SentenceFacts[K]] extends [never]
  ? []
  : [facts: SentenceFacts[K]];

/** Says a sentence in one language. */
export type Say = <K extends SentenceKey>(key: K, ...facts: SentenceArguments<K>) => string;

/** The words for a Discord locale such as `en-US`; English where the language is not known. */
export function sayIn(locale: string): Say {
  const code = languageCode(locale) ?? 'en';
  const { sentences }: Language = LANGUAGES[code];
  const plural = new Intl.PluralRules(code);
  return (key, ...[facts]) => {
    const values: Readonly<Record<string, string | number>> = facts ?? {};
    const entry = sentences[key];
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
