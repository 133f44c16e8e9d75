/** What editors say means the same, as questions heed it: by terms, for each language. */
import type { LanguageCode } from '../languages/languages.ts';
import { tokenize } from './terms.ts';

/** By a phrase's terms, parted by blanks: the terms of all that says the same. */
export type Alike = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Words and phrases that stand for each other. */
export interface Synonyms {
  of(language: LanguageCode): Alike;
  /** Whether a term is in any of them: then it is no slip of another word. */
  has(term: string, language: LanguageCode): boolean;
}

/** Each text of a group stands for its others. */
export function alikeIn(groups: readonly (readonly string[])[], language: LanguageCode): Alike {
  const alike = new Map<string, (readonly string[])[]>();
  for (const group of groups) {
    const each = group.map((text) => termsOf(text, language));
    for (const own of each) {
      const key = own.join(' ');
      const others = each.filter((other) => other.length > 0 && other.join(' ') !== key);
      if (key !== '') alike.set(key, [...(alike.get(key) ?? []), ...others]);
    }
  }
  return alike;
}

function termsOf(text: string, language: LanguageCode): string[] {
  // A small letter in front: in a text of capitals alone “WHO” would be the small word.
  const [, ...tokens] = tokenize(`x ${text}`, language);
  return tokens.flatMap(({ term }) => (term === '' ? [] : [term]));
}

/** The synonyms of some groups, each language's made when it is first asked in. */
export function synonymsOf(groups: readonly (readonly string[])[]): Synonyms {
  const known = new Map<LanguageCode, { readonly alike: Alike; readonly terms: Set<string> }>();
  const made = (language: LanguageCode) => {
    const before = known.get(language);
    if (before !== undefined) return before;
    const alike = alikeIn(groups, language);
    const terms = new Set([...alike.keys()].flatMap((key) => key.split(' ')));
    const both = { alike, terms };
    known.set(language, both);
    return both;
  };
  return {
    of: (language) => made(language).alike,
    has: (term, language) => made(language).terms.has(term),
  };
}

/** Those of several collections together; undefined for none. */
export function joinSynonyms(all: readonly Synonyms[]): Synonyms | undefined {
  const [only, ...others] = all;
  if (only === undefined || others.length === 0) return only;
  return {
    of(language) {
      const joined = new Map<string, (readonly string[])[]>();
      for (const each of all) {
        for (const [key, terms] of each.of(language)) {
          joined.set(key, [...(joined.get(key) ?? []), ...terms]);
        }
      }
      return joined;
    },
    has: (term, language) => all.some((each) => each.has(term, language)),
  };
}
