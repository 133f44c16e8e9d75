/** Speaks to people in their language: picks a table, puts parameters in, counts as it counts. */
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { ru } from './messages.ru.ts';

/** Forms of a sentence by number (CLDR plural categories), chosen by the parameter `n`. */
export interface PluralForms {
  readonly one?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export type MessageKey = keyof typeof en;

/** A language: the same keys as English. */
export type MessageTable = { readonly [K in MessageKey]: string | PluralForms };

/** By Discord locale, its region left out. Add a language here; a missing key does not compile. */
export const TABLES: { readonly [language: string]: MessageTable } = { en, fr, ru };

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
