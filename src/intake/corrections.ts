/** What people put right of what is known of an article: typed text, checked field by field. */
import { parseDate } from '../articles/dates.ts';
import { languageTag, MAX_FIELD_LENGTH } from '../articles/front-matter.ts';
import { tidyLine } from '../articles/tidy.ts';
import { LANGUAGES } from '../languages/languages.ts';
import type { ArticleMetadata } from '../model.ts';
import { type Reason, statement } from '../refusals.ts';

/** What can be put right, in the order in which it is asked for. The address is not among it. */
export const CORRECTABLE = ['title', 'author', 'publisher', 'published', 'language'] as const;

export type Correctable = (typeof CORRECTABLE)[number];

/** What is otherwise than it was read; null where that was wrong and nothing better is known. */
export type Corrections = { readonly [F in Correctable]?: ArticleMetadata[F] };

/** Something typed that is no value of its field. */
export interface Wrong {
  readonly field: Correctable;
  /** As it was typed, cut. */
  readonly value: string;
  readonly expected: Reason;
}

/** What of typed text is right, and what is not. */
export interface Checked {
  readonly corrections: Corrections;
  readonly wrong: readonly Wrong[];
}

/** UTF-16 units of something wrong that are repeated. */
const SHOWN = 60;

const LINE = statement('textUpTo', { max: MAX_FIELD_LENGTH });
const EXPECTED: Readonly<Record<Correctable, Reason>> = {
  title: LINE,
  author: LINE,
  publisher: LINE,
  published: statement('calendarDate'),
  language: statement('knownLanguage'),
};

/** Languages in which people may name a language. */
const NAMED_IN = Object.keys(LANGUAGES);
const namesIn = (code: string) =>
  new Intl.DisplayNames(code, { type: 'language', fallback: 'none' });
const ENGLISH_NAMES = namesIn('en');

/** By name in lower case, in each of our languages: the tags of two letters. */
let tagsByName: ReadonlyMap<string, string> | null = null;

/** Checks typed text; a field that is left empty is not known, but for the title. */
export function checkCorrections(typed: Readonly<Partial<Record<Correctable, string>>>): Checked {
  const corrections: Record<string, string | null> = {};
  const wrong: Wrong[] = [];
  for (const field of CORRECTABLE) {
    const raw = typed[field];
    if (raw === undefined) continue;
    const value = tidyLine(raw);
    if (value === '' && field !== 'title') {
      corrections[field] = null;
      continue;
    }
    const taken = checked(field, value);
    if (taken !== null) corrections[field] = taken;
    else wrong.push({ field, value: shown(value), expected: EXPECTED[field] });
  }
  return { corrections: corrections as Corrections, wrong };
}

function checked(field: Correctable, value: string): string | null {
  if (field === 'published') return parseDate(value);
  if (field === 'language') return knownLanguage(value);
  return value !== '' && value.length <= MAX_FIELD_LENGTH ? value : null;
}

/** The BCP 47 tag in lower case of a language that there is (by Unicode's CLDR), by tag or name; or null. */
export function knownLanguage(value: string): string | null {
  const tag = languageTag(value);
  const language = tag?.split('-')[0] ?? '';
  if (tag !== null && ENGLISH_NAMES.of(language) !== undefined) return tag;
  tagsByName ??= languagesByName();
  return tagsByName.get(value.toLowerCase()) ?? null;
}

function languagesByName(): Map<string, string> {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const tags = letters
    .flatMap((first) => letters.map((second) => first + second))
    // What a tag was replaced by has the same name.
    .filter((tag) => ENGLISH_NAMES.of(tag) && Intl.getCanonicalLocales(tag)[0] === tag);
  const names = NAMED_IN.map(namesIn).flatMap((names) =>
    tags.flatMap((tag): [string, string][] => {
      const name = names.of(tag)?.toLowerCase();
      return name === undefined ? [] : [[name, tag]];
    }),
  );
  return new Map(names);
}

function shown(value: string): string {
  return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
}
